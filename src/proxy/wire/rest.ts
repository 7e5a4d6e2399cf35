import { spendLess, spendMore } from './engine.ts';

/** The wire is looked at this often while it may yet rest, and rests when nothing came between so many looks. */
const LOOK_MS = 400;
const LOOKS = 2;
/** So much is a handshake: many a server is asked for nothing else. */
const FIRST_MOVES = 3;
/** Memory is given back again only after so much traffic, at first after twice that before: one more pass over what did not change is wasted. */
const MOVES_BETWEEN = 64;
/** So much traffic without a rest is worth the fastest code. */
const BUSY_MOVES = 400;
const BUSY_BYTES = 4 * 1024 * 1024;

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * Gives memory back when a conversation pauses: most servers say nothing most of the time, and what reading the first
 * messages left behind would stay for as long as the client runs. The pass takes some tens of milliseconds, when nobody speaks.
 */
export class Rest {
  #moves = 0;
  #seen = 0;
  #still = 0;
  #due = FIRST_MOVES;
  #watching = false;
  #rested = 0;
  #bytes = 0;
  #busy = false;

  /** Something came, of so many bytes. */
  moved(bytes: number): void {
    this.#moves += 1;
    this.#bytes += bytes;
    if (!this.#busy && (this.#moves - this.#rested >= BUSY_MOVES || this.#bytes >= BUSY_BYTES)) {
      this.#busy = true;
      spendMore();
    }
    if (this.#watching || this.#moves < this.#due) return;
    this.#watching = true;
    this.#later();
  }

  #later(): void {
    setTimeout(() => this.#look(), LOOK_MS).unref();
  }

  #look(): void {
    this.#still = this.#moves === this.#seen ? this.#still + 1 : 0;
    this.#seen = this.#moves;
    if (this.#still < LOOKS) {
      this.#later();
      return;
    }
    this.#watching = false;
    this.#due = this.#moves + Math.min(MOVES_BETWEEN, 2 * this.#moves);
    this.#rested = this.#moves;
    this.#bytes = 0;
    if (this.#busy) spendLess();
    this.#busy = false;
    collect();
  }
}

function collect(): void {
  try {
    const v8 = process.getBuiltinModule('node:v8');
    v8.setFlagsFromString('--expose-gc');
    const gc = process.getBuiltinModule('node:vm').runInNewContext('gc') as Collect;
    v8.setFlagsFromString('--no-expose-gc');
    gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  } catch {}
}
