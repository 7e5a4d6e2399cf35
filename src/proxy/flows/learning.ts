import { elapsedMillis } from '../../machine/clock.ts';
import type { Remembered } from '../../store/store.ts';

/** Where nothing was learned for so long, what was read is worked out at once; else in groups, after so long. */
const QUIET_MS = 10;
const GROUP_MS = 20;
/** What waits to be learned from is learned in the next turn once it is so much. */
const UNLEARNED = 256;
const UNLEARNED_BYTES = 1 << 20;

type Sources = () => readonly Remembered[];

/** What was read and is still to be worked out for the other sessions: nobody waits for it, but who asks next has to know. */
export class Learning {
  readonly #remember: (source: Remembered) => void;
  readonly #inTurn: (work: () => void) => void;
  #waiting: Sources[] = [];
  #bytes = 0;
  #soon = false;
  #learned = Number.NEGATIVE_INFINITY;

  /** @param inTurn runs what a timer brings, or leaves it when it is too late */
  constructor(remember: (source: Remembered) => void, inTurn: (work: () => void) => void) {
    this.#remember = remember;
    this.#inTurn = inTurn;
  }

  /** @param waits it is only needed for what comes after it */
  add(sources: Sources, bytes: number, waits: boolean): void {
    this.#waiting.push(sources);
    this.#bytes += bytes;
    if (!waits || this.#full) this.#later();
  }

  /** Works out all that waits. */
  now(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    this.#bytes = 0;
    for (const sources of waiting) for (const source of sources()) this.#remember(source);
  }

  /** The first result after a rest is known to the others as soon as it can be; of many in a row, groups are made. */
  #later(): void {
    const full = this.#full;
    if (this.#soon && !full) return;
    this.#soon = true;
    const learn = () => {
      this.#soon = false;
      this.#learned = elapsedMillis();
      this.#inTurn(() => this.now());
    };
    if (full || elapsedMillis() - this.#learned > QUIET_MS) setImmediate(learn);
    else setTimeout(learn, GROUP_MS);
  }

  get #full(): boolean {
    return this.#waiting.length >= UNLEARNED || this.#bytes >= UNLEARNED_BYTES;
  }
}
