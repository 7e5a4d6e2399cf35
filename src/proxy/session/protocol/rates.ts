import type { Rate } from '../../../config/config.ts';

/** The times of calls, oldest first, of which those before `head` no longer count. */
type Calls = { times: number[]; head: number };

/** Counts calls of this session by tool, in a window that slides. Times are microseconds of a clock that only grows. */
export class Rates {
  readonly #calls = new Map<string, Calls>();

  /** Counts a call. @returns why it is one too many, undefined when it is not */
  count(tool: string, rates: readonly Rate[], now: number): string | undefined {
    if (rates.length === 0) return undefined;
    const calls = this.#calls.get(tool) ?? { times: [], head: 0 };
    this.#calls.set(tool, calls);
    const { times } = calls;
    let longest = 0;
    for (const { count, seconds } of rates) {
      const window = seconds * 1e6;
      longest = Math.max(longest, window);
      // What is refused does not count, so that trying again does not keep the door shut.
      const first = times.length - count;
      if (first >= calls.head && (count < 1 || now - times[first]! < window))
        return `more than ${count} calls in ${seconds} s`;
    }
    times.push(now);
    forget(calls, now - longest);
    return undefined;
  }
}

/** Lets go of calls up to a time; their places are given back when they are half of all. */
function forget(calls: Calls, upTo: number): void {
  const { times } = calls;
  while (times[calls.head]! <= upTo) calls.head += 1;
  if (calls.head < 64 || calls.head * 2 < times.length) return;
  calls.times = times.slice(calls.head);
  calls.head = 0;
}
