import { type Inspection, NO_TAIL, type Tail } from '../../guard/guard.ts';
import type { LetterText } from '../../message/letter.ts';

const MOST_TAILS = 10_000;

/** What each agent said lately to each other one. What an unsigned name said is kept apart: it must not taint what the agent says next. */
export class Tails {
  readonly #tails = new Map<string, Tail>();

  of({ from, to }: LetterText, verified: boolean): Tail {
    return this.#tails.get(`${verified} ${from} ${to}`) ?? NO_TAIL;
  }

  remember({ from, to }: LetterText, verified: boolean, { tail }: Inspection): void {
    const key = `${verified} ${from} ${to}`;
    if (tail === this.#tails.get(key) || tail === NO_TAIL) return;
    this.#tails.delete(key);
    this.#tails.set(key, tail);
    if (this.#tails.size <= MOST_TAILS) return;
    const [oldest] = this.#tails.keys();
    if (oldest !== undefined) this.#tails.delete(oldest);
  }
}
