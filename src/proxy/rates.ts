import type { Rate } from '../config/config.ts';

/** Counts calls of this session by tool, in a window that slides. Times are microseconds of a clock that only grows. */
export class Rates {
  readonly #calls = new Map<string, number[]>();

  /** Counts a call. @returns why it is one too many, undefined when it is not */
  count(tool: string, rates: readonly Rate[], now: number): string | undefined {
    if (rates.length === 0) return undefined;
    const longest = Math.max(...rates.map(({ seconds }) => seconds)) * 1e6;
    const calls = (this.#calls.get(tool) ?? []).filter((at) => now - at < longest);
    this.#calls.set(tool, calls);
    for (const { count, seconds } of rates) {
      const within = calls.filter((at) => now - at < seconds * 1e6).length;
      // What is refused does not count, so that trying again does not keep the door shut.
      if (within >= count) return `more than ${count} calls in ${seconds} s`;
    }
    calls.push(now);
    return undefined;
  }
}
