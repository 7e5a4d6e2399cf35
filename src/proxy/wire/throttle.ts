import type { Readable, Writable } from 'node:stream';
import { otherSide, type Side } from '../../message/message.ts';

/** What may wait of one side before it is no longer taken: two messages of the length that is allowed by default. */
const MOST_WAITING_BYTES = 20 * 1024 * 1024;

/** What may wait of our own answers to a server: what it asks in vain waits with them, and it can ask without end. */
const MOST_REPLY_BYTES = 1024 * 1024;

/** Takes no more of a side while too much of it waits to be read, or the other side does not take what it is sent. */
export class Throttle {
  readonly #in: Readonly<Record<Side, Readable>>;
  readonly #out: Readonly<Record<Side, Writable>>;
  readonly #waiting: (side: Side) => number;
  /** Sides of which no more is taken for now. */
  readonly #stopped: Record<Side, boolean> = { client: false, server: false };
  #replies = 0;

  /** @param waiting bytes of a side that were taken and not read */
  constructor(
    input: Readonly<Record<Side, Readable>>,
    output: Readonly<Record<Side, Writable>>,
    waiting: (side: Side) => number,
  ) {
    this.#in = input;
    this.#out = output;
    this.#waiting = waiting;
  }

  look(side: Side): void {
    const out = this.#out[otherSide(side)];
    const unread = side === 'server' && this.#replies > MOST_REPLY_BYTES && !this.#out.server.destroyed;
    const full = this.#waiting(side) > MOST_WAITING_BYTES || unread || (out.writableNeedDrain && !out.destroyed);
    if (full === this.#stopped[side]) return;
    if (full) {
      this.#stopped[side] = true;
      this.#in[side].pause();
    } else this.resume(side);
  }

  /** So many bytes of our own answers more wait for the server to read them; less when it took some. */
  replied(bytes: number): void {
    this.#replies += bytes;
    const full = this.#replies > MOST_REPLY_BYTES;
    if (full !== this.#stopped.server) this.look('server');
  }

  /** Less waits than before. */
  relieved(): void {
    if (this.#stopped.client) this.look('client');
    if (this.#stopped.server) this.look('server');
  }

  /** Takes it whatever waits: nothing of it goes on any more. */
  resume(side: Side): void {
    this.#stopped[side] = false;
    this.#in[side].resume();
  }
}
