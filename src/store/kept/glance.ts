import { elapsedMillis } from '../../machine/clock.ts';

const KEPT_MS = 5;

/** What a look at the disk says, looked at again after five milliseconds at the earliest: it is asked with every call. */
export class Glance<T> {
  readonly #look: () => T;
  #seen: { readonly value: T; readonly at: number } | undefined;

  constructor(look: () => T) {
    this.#look = look;
  }

  get value(): T {
    const now = elapsedMillis();
    if (this.#seen === undefined || now - this.#seen.at > KEPT_MS) this.#seen = { value: this.#look(), at: now };
    return this.#seen.value;
  }
}
