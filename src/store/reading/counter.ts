import type { Count } from '../terms/log.ts';

export class Counter {
  readonly #counts = new Map<string, number>();

  add(name: string, rows: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + rows);
  }

  /** Most first. */
  sorted(): Count[] {
    return [...this.#counts].map(([name, rows]) => ({ name, rows })).sort((a, b) => b.rows - a.rows);
  }
}
