import { elapsedMillis } from '../../machine/clock.ts';
import type { Side } from '../../message/message.ts';

/** Bytes of a side, or its end. `gone` when they were forwarded already. */
export type Piece = { readonly side: Side; readonly chunk: Uint8Array | undefined; readonly gone: boolean };

type Waiting = Piece & { readonly since: number };

/** Reading goes on for this long before the wire gets its turn. */
const SLICE_MS = 2;
/** The same while the wire rests: whatever comes meanwhile waits for the rest of it. */
const CALM_SLICE_MS = 1;
/** The same on a wire that does not rest: about what the messages of one turn take. */
const SHORT_SLICE_MS = 0.3;
/** And so many times as long the messages go first again. */
const SHORT_SLICE_PAUSES = 4;
/** The wire rests when nothing came for this long. */
const REST_MS = 1;
/** On a wire that never rests, small work is done all the same after this long. */
const PATIENCE_MS = 10;
/** The same for what was forwarded and is to be read. */
export const READ_PATIENCE_MS = 50;
/** What has waited for longer is read in short slices, with pauses. */
const OVERDUE_MS = 100;
/** What has waited for longer than that is read in every turn of the loop. */
const LATE_MS = 1000;
/** Where so much of a side waits, reading waits no longer: soon no more could be taken. */
const PRESSING_BYTES = 15 * 1024 * 1024;
/** What a piece costs beside its bytes. */
const PIECE_BYTES = 512;

/**
 * What was taken from the wire and is still to be read, in order. What was forwarded already is read while the wire
 * rests, so that reading delays no message; what is to be forwarded is read in the next turn.
 */
export class Backlog {
  readonly #hand: (piece: Piece) => void;
  readonly #relieved: () => void;
  readonly #parked: () => boolean;
  #pieces: Waiting[] = [];
  #head = 0;
  readonly #bytes: Record<Side, number> = { client: 0, server: 0 };
  #held = 0;
  #moves = 0;
  #scheduled = false;
  #begun = false;
  #overdue = false;
  /** How many things had come when the wire was found to rest; as long as none comes it still does. */
  #calm = -1;
  /** How long the next short slice waits. */
  #pauseMs = 0;
  /** About now: the clock is looked at when something comes after a rest, and with every look at the wire. */
  #clock = 0;

  /**
   * @param relieved called after each slice: less waits than before
   * @param parked what was handed on waits itself: more of it would be read at once and not in slices; then `goOn`
   */
  constructor(hand: (piece: Piece) => void, relieved: () => void, parked: () => boolean) {
    this.#hand = hand;
    this.#relieved = relieved;
    this.#parked = parked;
  }

  /** Nothing waits. */
  get empty(): boolean {
    return this.#head === this.#pieces.length;
  }

  /** Something waits that was not forwarded: nothing may overtake it. */
  get holds(): boolean {
    return this.#held > 0;
  }

  /** Bytes of this side that wait, with what keeping them costs. */
  bytes(side: Side): number {
    return this.#bytes[side];
  }

  add(piece: Piece): void {
    const { side, chunk, gone } = piece;
    this.#moves += 1;
    if (this.empty) this.#clock = elapsedMillis();
    this.#pieces.push({ side, chunk, gone, since: this.#clock });
    this.#bytes[side] += PIECE_BYTES + (chunk?.length ?? 0);
    if (!gone) this.#held += 1;
    if (!this.#scheduled) this.#schedule();
  }

  /** Something came that did not have to wait. */
  moved(): void {
    this.#moves += 1;
  }

  /** Reading may begin; until then everything waits. */
  begin(): void {
    this.#begun = true;
    if (this.#held > 0) this.#slice();
    else this.#schedule();
  }

  /** What was handed on may no longer wait. */
  goOn(): void {
    this.#schedule();
  }

  /** Reads all that waits, at once. */
  finish(): void {
    while (!this.empty) this.#next();
  }

  clear(): void {
    this.#pieces = [];
    this.#head = 0;
    this.#held = 0;
    this.#bytes.client = 0;
    this.#bytes.server = 0;
  }

  /** Calls back when the wire rests, or has not for so long. */
  whenCalm(then: () => void, patienceMs = PATIENCE_MS): void {
    const until = elapsedMillis() + (this.#presses ? REST_MS : patienceMs);
    let seen = this.#moves;
    const look = () => {
      this.#clock = elapsedMillis();
      if (this.#moves === seen) this.#calm = seen;
      if (this.#moves === seen || this.#clock >= until) return then();
      seen = this.#moves;
      timer.refresh();
    };
    const timer = setTimeout(look, REST_MS);
  }

  #schedule(): void {
    if (this.#scheduled || !this.#begun || this.empty || this.#waits()) return;
    this.#scheduled = true;
    const slice = () => {
      this.#scheduled = false;
      this.#slice();
    };
    this.#clock = elapsedMillis();
    const waited = this.#clock - (this.#pieces[this.#head]?.since ?? 0);
    this.#overdue = waited > OVERDUE_MS;
    if (waited > LATE_MS || this.#presses) this.#pauseMs = 0;
    if (this.#held > 0 || this.#rests || (this.#overdue && this.#pauseMs === 0)) setImmediate(slice);
    else this.whenCalm(slice, this.#overdue ? this.#pauseMs : READ_PATIENCE_MS);
  }

  /** Nothing came since the wire was found to rest. */
  get #rests(): boolean {
    return this.#calm === this.#moves;
  }

  get #presses(): boolean {
    return Math.max(this.#bytes.client, this.#bytes.server) > PRESSING_BYTES;
  }

  #slice(): void {
    const from = elapsedMillis();
    const until = from + this.#sliceMs;
    let now = from;
    while (!this.empty && !this.#waits()) {
      this.#next();
      now = elapsedMillis();
      if (now >= until) break;
    }
    this.#pauseMs = this.#rests ? 0 : (now - from) * SHORT_SLICE_PAUSES;
    this.#relieved();
    this.#schedule();
  }

  get #sliceMs(): number {
    if (this.#held > 0 || this.#presses) return SLICE_MS;
    return this.#rests ? CALM_SLICE_MS : this.#overdue ? SHORT_SLICE_MS : SLICE_MS;
  }

  /** What is to be forwarded is handed on all the same: nothing but its turn keeps it back. */
  #waits(): boolean {
    return this.#held === 0 && this.#parked();
  }

  #next(): void {
    const piece = this.#pieces[this.#head];
    if (piece === undefined) return;
    this.#head += 1;
    if (this.empty) {
      this.#pieces = [];
      this.#head = 0;
    } else if (this.#head >= 1024) {
      this.#pieces = this.#pieces.slice(this.#head);
      this.#head = 0;
    }
    this.#bytes[piece.side] -= PIECE_BYTES + (piece.chunk?.length ?? 0);
    if (!piece.gone) this.#held -= 1;
    this.#hand(piece);
  }
}
