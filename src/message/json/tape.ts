import type { Fault } from '../message.ts';

export const OBJECT = 1;
export const ARRAY = 2;
export const KEY = 3;
export const STRING = 4;
export const NUMBER = 5;
export const TRUE = 6;
export const FALSE = 7;
export const NULL = 8;
/** Added to KEY or STRING when the token holds a backslash. */
export const ESCAPED = 16;
const KIND = 15;

const FIRST_CAPACITY = 256;
const FIRST_DEPTH = 72;
/** A tape that a huge frame has grown beyond this lets its memory go at the next frame. */
const KEPT_CAPACITY = 1 << 16;

/**
 * The tokens of one frame in order, as arrays side by side: an object's token is followed by its keys and values, `nexts`
 * is the index after a token and all that it holds. Nothing is decoded. Used again, it belongs to the newest frame only.
 */
export class Tape {
  frame: Uint8Array = new Uint8Array(0);
  /** Counts the frames read, so that a message can tell whether the tape is still its own. */
  generation = 0;
  count = 0;
  kinds = new Uint8Array(FIRST_CAPACITY);
  starts = new Int32Array(FIRST_CAPACITY);
  ends = new Int32Array(FIRST_CAPACITY);
  nexts = new Int32Array(FIRST_CAPACITY);
  /** Token and number of keys of each container that is open, by depth. */
  open = new Int32Array(FIRST_DEPTH);
  keys = new Int32Array(FIRST_DEPTH);
  /** The frame's memory in words of four bytes, once a long string asked for it. */
  words: Int32Array | undefined;
  /** Of the string read last: ESCAPED or 0. */
  escaped = 0;
  /** Why reading stopped. */
  reason: Fault = 'parse_error';

  begin(frame: Uint8Array): void {
    this.frame = frame;
    this.generation += 1;
    this.count = 0;
    this.words = undefined;
    this.reason = 'parse_error';
    if (this.kinds.length > KEPT_CAPACITY) this.#resize(FIRST_CAPACITY);
  }

  /** Room for twice the depth. */
  deepen(): void {
    const { open, keys } = this;
    this.open = new Int32Array(open.length * 2);
    this.keys = new Int32Array(open.length * 2);
    this.open.set(open);
    this.keys.set(keys);
  }

  grow(): void {
    this.#resize(this.kinds.length * 2);
  }

  #resize(capacity: number): void {
    const { kinds, starts, ends, nexts } = this;
    const kept = Math.min(capacity, kinds.length);
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
    this.kinds.set(kinds.subarray(0, kept));
    this.starts.set(starts.subarray(0, kept));
    this.ends.set(ends.subarray(0, kept));
    this.nexts.set(nexts.subarray(0, kept));
  }
}

export function kindOf(tape: Tape, i: number): number {
  return tape.kinds[i]! & KIND;
}

export function isEscaped(tape: Tape, i: number): boolean {
  return (tape.kinds[i]! & ESCAPED) !== 0;
}

// A byte order mark inside a string is text and stays.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const SHORT = 32;

/** Decoded text of the string or key token `i`. */
export function stringAt(tape: Tape, i: number): string {
  const start = tape.starts[i]!;
  const end = tape.ends[i]!;
  if (isEscaped(tape, i)) return JSON.parse(decoder.decode(tape.frame.subarray(start, end))) as string;
  return kindOf(tape, i) === KEY ? wordOf(tape.frame, start + 1, end - 1) : textOf(tape.frame, start + 1, end - 1);
}

/** The same for a string that is likely to come again: a method, the name of a tool. */
export function wordAt(tape: Tape, i: number): string {
  return isEscaped(tape, i) ? stringAt(tape, i) : wordOf(tape.frame, tape.starts[i]! + 1, tape.ends[i]! - 1);
}

/** Short words that were read before, each in one of so many places: the messages of a session name the same things. */
const WORDS: string[] = new Array<string>(256).fill('');

function wordOf(frame: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length === 0 || length > SHORT) return textOf(frame, start, end);
  const place = (length + 31 * frame[start]! + 131 * frame[end - 1]! + 17 * frame[start + (length >> 1)]!) & 255;
  const known = WORDS[place]!;
  if (known.length === length && isText(frame, start, known)) return known;
  const text = textOf(frame, start, end);
  // Beyond ASCII a text has not as many units as bytes.
  if (text.length === length) WORDS[place] = text;
  return text;
}

/** The token `i` as it is spelled in the frame, quotes included. */
export function rawOf(tape: Tape, i: number): string {
  return textOf(tape.frame, tape.starts[i]!, tape.ends[i]!);
}

/** Bytes of a frame that are known to be UTF-8, as text. */
function textOf(frame: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT) return decoder.decode(frame.subarray(start, end));
  let text = '';
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const [a, b, c, d] = [frame[at]!, frame[at + 1]!, frame[at + 2]!, frame[at + 3]!];
    if ((a | b | c | d) >= 0x80) return decoder.decode(frame.subarray(start, end));
    text += String.fromCharCode(a, b, c, d);
  }
  for (; at < end; at += 1) {
    const byte = frame[at]!;
    if (byte >= 0x80) return decoder.decode(frame.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}

function isText(frame: Uint8Array, start: number, text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (frame[start + at] !== text.charCodeAt(at)) return false;
  return true;
}

/** Whether the string or key token `i` is exactly this ASCII text, read without decoding. */
export function textIs(tape: Tape, i: number, name: string): boolean {
  const { frame } = tape;
  const start = tape.starts[i]! + 1;
  if (tape.ends[i]! - start - 1 !== name.length || isEscaped(tape, i)) {
    return isEscaped(tape, i) && stringAt(tape, i) === name;
  }
  return isText(frame, start, name);
}

/** The value token of member `name` of the object token `object`, or -1. */
export function member(tape: Tape, object: number, name: string): number {
  if (kindOf(tape, object) !== OBJECT) return -1;
  const past = tape.nexts[object]!;
  for (let key = object + 1; key < past; key = tape.nexts[key + 1]!) if (textIs(tape, key, name)) return key + 1;
  return -1;
}
