import { fold } from '../../flow/fold.ts';
import { LEAST_TEXT } from '../../flow/match.ts';
import { type Prints, printsOf, type Salt } from '../../flow/print.ts';
import { PrintSet } from '../../flow/print-set.ts';
import { MOST_READ } from '../../flow/readings.ts';
import { Room } from '../../flow/room.ts';
import { goesOut, isCall, outgoingLength } from '../../guard/flowing.ts';
import type { Message, Part } from '../../message/message.ts';

/** Of one message: about 45 KB of prose. */
const MOST_PRINTS = 8192;
/** Fingerprints of what this client said itself to this server. */
const MOST_SAID = 16_384;

export const NO_PRINTS = new Uint32Array(0);

/** The fingerprints of what a server gave, and of what its client said to it. */
export class Fingerprints {
  readonly #salt: () => Salt | undefined;
  readonly #room = new Room();
  #own = new PrintSet();

  /** @param salt undefined when the home's secret can be neither read nor made; then there are none */
  constructor(salt: () => Salt | undefined) {
    this.#salt = salt;
  }

  /** What the client itself said to the server comes back in results and is no secret to it. */
  said(message: Message): void {
    if (!isCall(message) || outgoingLength(message) < LEAST_TEXT) return;
    const salt = this.#salt();
    if (salt === undefined) return;
    if (this.#own.size > MOST_SAID) this.#own = new PrintSet();
    for (const part of message.parts()) {
      if (!goesOut(part)) continue;
      const { hashes, count } = this.#prints(part.text, salt);
      for (let n = 0; n < count; n += 1) this.#own.add(hashes[n]!);
    }
  }

  /** Of a result, without what the client said itself. */
  of(message: Message): Uint32Array {
    const parts = message.parts();
    let length = 0;
    for (const part of parts) if (isResult(part)) length += part.text.length;
    const salt = length < LEAST_TEXT ? undefined : this.#salt();
    if (salt === undefined) return NO_PRINTS;
    let found: Set<number> | undefined;
    let room = MOST_READ;
    for (const part of parts) {
      const { text } = part;
      if (!isResult(part) || text.length < 40 || room <= 0) continue;
      const { hashes, count } = this.#prints(text, salt, room);
      for (let n = 0; n < count; n += 1) {
        const print = hashes[n]!;
        if (this.#own.has(print)) continue;
        found ??= new Set();
        if (found.size >= MOST_PRINTS) return Uint32Array.from(found);
        // With a sign a number needs no box of its own.
        found.add(print | 0);
      }
      room -= text.length;
    }
    return found === undefined ? NO_PRINTS : Uint32Array.from(found);
  }

  /** Of a text, good until the next one. */
  #prints(text: string, salt: Salt, most = MOST_READ): Prints {
    const room = this.#room.fit(Math.min(text.length, most));
    return printsOf(fold(text, most, room), salt, MOST_PRINTS, room);
  }
}

function isResult({ key, pointer }: Part): boolean {
  return !key && pointer.startsWith('/result/');
}
