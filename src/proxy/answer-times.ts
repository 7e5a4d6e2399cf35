const KEPT = 256;

/** How long the server took for its newest answers, microseconds each. */
export class AnswerTimes {
  readonly #times: number[] = [];
  #next = 0;

  add(micros: number): void {
    this.#times[this.#next] = micros;
    this.#next = (this.#next + 1) % KEPT;
  }

  /** Half of the newest answers took no longer than `p50`, all but one in a hundred no longer than `p99`. */
  read(): { readonly p50: number; readonly p99: number } | undefined {
    if (this.#times.length === 0) return undefined;
    const sorted = this.#times.toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
    return { p50: at(0.5), p99: at(0.99) };
  }
}
