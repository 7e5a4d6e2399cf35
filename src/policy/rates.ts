import type { Rate } from '../config/config.ts';

const MOST_KEYS = 20_000;

type Bucket = { tokens: number; at: number };

/** How much of each rate is left, in the memory of one process. Bounded: who was silent longest is forgotten. */
export class Rates {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Takes one unit of a rate.
   * @param now microseconds on a clock that never goes back
   * @returns undefined when it was taken, else after how many seconds there is one again
   */
  take(key: string, rate: Rate, now: number): number | undefined {
    const perMicro = rate.count / (rate.seconds * 1_000_000);
    const before = this.#buckets.get(key);
    const bucket = before ?? { tokens: rate.count, at: now };
    bucket.tokens = Math.min(rate.count, bucket.tokens + (now - bucket.at) * perMicro);
    bucket.at = now;
    if (before === undefined || this.#buckets.size > MOST_KEYS / 2) {
      // Last in the order of the map is who came last.
      this.#buckets.delete(key);
      this.#buckets.set(key, bucket);
      if (this.#buckets.size > MOST_KEYS) this.#forgetOldest();
    }
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return undefined;
    }
    return Math.max(1, Math.ceil((1 - bucket.tokens) / perMicro / 1_000_000));
  }

  #forgetOldest(): void {
    for (const key of this.#buckets.keys()) {
      this.#buckets.delete(key);
      return;
    }
  }
}
