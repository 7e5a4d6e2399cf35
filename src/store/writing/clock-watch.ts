import type { OwnEvent } from '../terms/event.ts';

const SLACK_MICROS = 60_000_000;

/** Notices a clock that went back. Times are microseconds since 1970. */
export class ClockWatch {
  readonly #now: () => number;
  #last = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param head the time of the newest row, which counts for the first. @returns what is to be said before this row */
  see(time: number, head: number): OwnEvent | undefined {
    const last = this.#last === 0 ? head : this.#last;
    this.#last = time;
    // Orphaned spools bring old rows: only a clock that itself stands behind is an anomaly.
    if (time >= last - SLACK_MICROS || this.#now() >= last - SLACK_MICROS) return undefined;
    const seconds = Math.round((last - time) / 1e6);
    return { name: 'clock_anomaly', note: `the clock went back by ${seconds} s` };
  }
}
