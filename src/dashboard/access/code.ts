import { hash, timingSafeEqual } from 'node:crypto';

const TRIES_PER_HOUR = 10;
const HOUR_MICROS = 3_600_000_000;
const MOST_TYPED = 64;

export type Tried =
  | { readonly ok: true }
  /** `left`: tries until none is heard for a while. */
  | { readonly ok: false; readonly left: number; readonly waitMicros: number };

/** The first one; ten wrong ones were typed; a person asked for it. */
export type NewCode = 'start' | 'wrong' | 'asked';

export type CodeOptions = {
  /** A number from 0 to `below` - 1, from a good source. */
  readonly randomInt: (below: number) => number;
  /** Microseconds on a clock that never goes back. */
  readonly micros: () => number;
  /** Told of each new code and why there is one: the person at the terminal has to learn it. */
  readonly onNew: (code: string, why: NewCode) => void;
};

/**
 * The code that lets a browser in: eight digits. Ten wrong ones an hour are heard, whoever sends them, which leaves a guesser
 * 240 a day of a hundred million; after the tenth there is a new code [149]. Who is in already is not concerned [150].
 */
export class AccessCode {
  readonly #options: CodeOptions;
  #digest: Uint8Array = new Uint8Array(32);
  #tries = TRIES_PER_HOUR;
  #filledAt: number;

  constructor(options: CodeOptions) {
    this.#options = options;
    this.#filledAt = options.micros();
    this.#set(this.#made(), 'start');
  }

  /** This code of eight digits from now on, and all tries again: a person at a terminal made it. */
  renew(code: string): void {
    this.#tries = TRIES_PER_HOUR;
    this.#set(code, 'asked');
  }

  /** @param typed whatever was sent: never throws, and takes as long whatever it is [151] */
  check(typed: string): Tried {
    this.#fill();
    // Also the right one is not heard then, or guessing would go on unlimited.
    if (this.#tries < 1) return { ok: false, left: 0, waitMicros: this.#wait() };
    const digits = typed.slice(0, MOST_TYPED).replace(/[ -]/g, '');
    // Digests have one length: comparing texts of different lengths would throw.
    if (timingSafeEqual(digestOf(digits), this.#digest)) return { ok: true };
    this.#tries -= 1;
    if (this.#tries < 1) this.#set(this.#made(), 'wrong');
    return { ok: false, left: Math.floor(this.#tries), waitMicros: this.#tries < 1 ? this.#wait() : 0 };
  }

  #made(): string {
    return String(this.#options.randomInt(100_000_000)).padStart(8, '0');
  }

  #set(code: string, why: NewCode): void {
    this.#digest = digestOf(code);
    this.#options.onNew(`${code.slice(0, 4)} ${code.slice(4)}`, why);
  }

  #fill(): void {
    const now = this.#options.micros();
    this.#tries = Math.min(TRIES_PER_HOUR, this.#tries + ((now - this.#filledAt) * TRIES_PER_HOUR) / HOUR_MICROS);
    this.#filledAt = now;
  }

  #wait(): number {
    return Math.ceil(((1 - this.#tries) * HOUR_MICROS) / TRIES_PER_HOUR);
  }
}

function digestOf(text: string): Uint8Array {
  return hash('sha256', text, 'buffer');
}
