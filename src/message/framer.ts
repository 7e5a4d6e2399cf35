/** One line of the wire. `bytes` is without its terminator, `raw` with it: what is forwarded when nothing changes. */
export type Frame = { readonly kind: 'frame'; readonly bytes: Uint8Array; readonly raw: Uint8Array };
/** A piece of a frame that is too long to hold; `head` (up to 64 KiB) comes with the first piece. */
export type OversizePiece = { readonly kind: 'piece'; readonly raw: Uint8Array; readonly head?: Uint8Array };
/** The too long frame is over; `size` counts its bytes, terminator excluded. */
export type OversizeEnd = { readonly kind: 'end'; readonly size: number };
/** A run of blank lines: no frames, and however many there are, one cut. */
export type Blank = { readonly kind: 'blank'; readonly raw: Uint8Array };
export type Cut = Frame | Blank | OversizePiece | OversizeEnd;

const LF = 10;
const CR = 13;
const HEAD_BYTES = 64 * 1024;
const SHORT_BYTES = 4096;

/**
 * Cuts a byte stream at `\n` and nowhere else (a lone CR is no line break here, as it is in some readers: those frames
 * are ambiguous and the message layer says so). Holds at most one frame of `maxBytes`.
 */
export class Framer {
  readonly #maxBytes: number;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** Bytes already given out of a frame that is too long. */
  #oversize = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether a frame has begun and not ended. */
  get partial(): boolean {
    return this.#heldBytes > 0 || this.#oversize > 0;
  }

  /**
   * Takes what was read and returns, in order, the frames it completes (terminator included) and, beyond `maxBytes`,
   * the pieces of the frame that is too long: never held, forwarded in observe, dropped in enforce.
   */
  push(chunk: Uint8Array): Cut[] {
    const cuts: Cut[] = [];
    let from = 0;
    while (from < chunk.length) {
      const blank = this.partial ? 0 : blankBytes(chunk, from);
      if (blank > 0) {
        cuts.push({ kind: 'blank', raw: chunk.subarray(from, from + blank) });
        from += blank;
        continue;
      }
      const at = chunk.indexOf(LF, from);
      const piece = chunk.subarray(from, at < 0 ? chunk.length : at + 1);
      from += piece.length;
      this.#take(piece, at >= 0, cuts);
    }
    return cuts;
  }

  /** The stream is over: what is left is a last frame without its terminator. */
  end(): Cut[] {
    const cuts: Cut[] = [];
    if (this.#oversize > 0) {
      cuts.push({ kind: 'end', size: this.#oversize });
      this.#oversize = 0;
    } else if (this.#heldBytes > 0) {
      const raw = this.#join();
      cuts.push({ kind: 'frame', bytes: withoutTerminator(raw), raw });
    }
    return cuts;
  }

  #take(piece: Uint8Array, ends: boolean, cuts: Cut[]): void {
    if (this.#oversize === 0) {
      this.#hold(piece);
      this.#heldBytes += piece.length;
      if (this.#heldBytes - this.#terminatorBytes(ends) <= this.#maxBytes) {
        if (!ends) return;
        const raw = this.#join();
        cuts.push({ kind: 'frame', bytes: withoutTerminator(raw), raw });
        return;
      }
      const raw = this.#join();
      this.#oversize = raw.length;
      cuts.push({ kind: 'piece', raw, head: Uint8Array.prototype.slice.call(raw, 0, HEAD_BYTES) });
    } else {
      this.#oversize += piece.length;
      cuts.push({ kind: 'piece', raw: piece });
    }
    if (!ends) return;
    cuts.push({ kind: 'end', size: this.#oversize - 1 });
    this.#oversize = 0;
  }

  /** Short pieces are put together, each byte of them a few times: who writes byte by byte must not make us keep an object for each. */
  #hold(piece: Uint8Array): void {
    let last = piece;
    for (let before = this.#held.at(-1); before !== undefined; before = this.#held.at(-1)) {
      if (before.length > last.length || before.length + last.length > SHORT_BYTES) break;
      this.#held.pop();
      last = joined([before, last], before.length + last.length);
    }
    this.#held.push(last);
  }

  /** How much of what is held is terminator, or may turn out to be (a CR at the end may yet meet its LF). */
  #terminatorBytes(ends: boolean): number {
    const last = this.#held[this.#held.length - 1];
    if (last === undefined) return 0;
    if (!ends) return last[last.length - 1] === CR ? 1 : 0;
    const before = last.length > 1 ? last[last.length - 2] : this.#held[this.#held.length - 2]?.at(-1);
    return before === CR ? 2 : 1;
  }

  #join(): Uint8Array {
    const held = this.#held;
    this.#held = [];
    const total = this.#heldBytes;
    this.#heldBytes = 0;
    const first = held[0];
    if (held.length === 1 && first !== undefined) return first;
    return joined(held, total);
  }
}

function joined(pieces: readonly Uint8Array[], total: number): Uint8Array {
  const whole = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function withoutTerminator(raw: Uint8Array): Uint8Array {
  let end = raw.length;
  if (end > 0 && raw[end - 1] === LF) {
    end -= 1;
    if (end > 0 && raw[end - 1] === CR) end -= 1;
  }
  return raw.subarray(0, end);
}

/** How many bytes from `from` on are whole blank lines. */
function blankBytes(bytes: Uint8Array, from: number): number {
  let end = from;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === LF) end = at + 1;
    else if (byte !== 32 && byte !== 9 && byte !== CR) break;
  }
  return end - from;
}

/** Blank lines are no frames: nothing is recorded of them. */
export function isBlank(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 32 && byte !== 9 && byte !== CR) return false;
  return true;
}
