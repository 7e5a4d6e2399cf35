import { ORDER_WORDS, ORDINARY_WORDS } from './order-words.ts';

/** Between two words of one run stands no more, tags and comments not counted. */
const LONGEST_JOINT = 24;
const LONGEST_TAG = 64;
const LONGEST_COMMENT = 40;
const LONGEST_WORD = 24;

/** The word that was read last: where it begins and ends, and whether marks join it to the one before. */
export const run = { start: 0, end: 0, joined: false };

/** Reads the word at a place to its end; whether orders are made of such. */
export function isOrderWord(codes: Uint8Array, from: number): boolean {
  let hash = 0;
  let end = from;
  for (let small = SMALL[codes[end] as number]; small; small = SMALL[codes[end] as number]) {
    hash = Math.imul(hash ^ small, FACTOR);
    end += 1;
  }
  run.start = from;
  run.end = end;
  return table()[hash >>> SHIFT] === ORDER;
}

/** Reads the word at a place, as far as a word goes; whether orders hold it. */
export function readWord(codes: Uint8Array, from: number): boolean {
  let hash = 0;
  let end = from;
  for (
    let small = SMALL[codes[end] as number];
    small && end - from < LONGEST_WORD;
    small = SMALL[codes[end] as number]
  ) {
    hash = Math.imul(hash ^ small, FACTOR);
    end += 1;
  }
  run.start = from;
  run.end = end;
  return table()[hash >>> SHIFT] !== 0;
}

/** Goes to the next word behind one that ends at `end`, over no more than a joint; false when there is none. */
export function toNextWord(codes: Uint8Array, end: number): boolean {
  let at = end;
  let limit = end + LONGEST_JOINT;
  let joined = false;
  for (; at < limit && at < codes.length; at += 1) {
    const code = codes[at] as number;
    if (SMALL[code] !== 0) {
      run.start = at;
      run.joined = joined;
      return true;
    }
    if (code === 32) continue;
    const past =
      code === 60 ? tagEnd(codes, at) : code === 47 ? commentEnd(codes, at) : isEscape(codes, at) ? at + 2 : at;
    if (past > at) {
      joined = true;
      limit += past - at;
      at = past - 1;
    } else joined ||= !isPlain(codes, at, end);
  }
  return false;
}

/** White space, a sign at the end of a clause with some behind it, and an apostrophe within a word join nothing. */
function isPlain(codes: Uint8Array, at: number, end: number): boolean {
  const code = codes[at] as number;
  if (isBlank(code)) return true;
  if (at !== end) return false;
  if (code === 39) return SMALL[codes[at + 1] ?? 0] !== 0;
  return (
    (code === 44 || code === 46 || code === 58 || code === 59 || code === 33 || code === 63) && isBlank(codes[at + 1])
  );
}

function tagEnd(codes: Uint8Array, at: number): number {
  const first = codes[at + 1] ?? 0;
  if (SMALL[first] === 0 && first !== 47 && first !== 33) return at;
  const limit = Math.min(codes.length, at + LONGEST_TAG);
  for (let end = at + 2; end < limit && codes[end] !== 60; end += 1)
    if (codes[end] === 62) return holdsKnown(codes, at + 1, end) ? at : end + 1;
  return at;
}

function commentEnd(codes: Uint8Array, at: number): number {
  if (codes[at + 1] !== 42) return at;
  const limit = Math.min(codes.length, at + LONGEST_COMMENT);
  for (let end = at + 3; end < limit; end += 1)
    if (codes[end] === 47 && codes[end - 1] === 42) return holdsKnown(codes, at + 2, end) ? at : end + 1;
  return at;
}

/** Whether a word of orders stands in a tag or a comment: `Ignore<all>previous`. */
function holdsKnown(codes: Uint8Array, from: number, to: number): boolean {
  const seen = table();
  for (let at = from; at < to; at += 1) {
    let hash = 0;
    const start = at;
    for (let small = SMALL[codes[at] as number]; small && at < to; small = SMALL[codes[at] as number]) {
      hash = Math.imul(hash ^ small, FACTOR);
      at += 1;
    }
    if (at > start && seen[hash >>> SHIFT] !== 0) return true;
  }
  return false;
}

/** A line break or a tab that is written out. */
export function isEscape(codes: Uint8Array, at: number): boolean {
  const code = codes[at + 1];
  return codes[at] === 92 && (code === 110 || code === 114 || code === 116);
}

function isBlank(code: number | undefined): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Of a letter the small one, 0 of all else. */
export const SMALL = new Uint8Array(256);
for (let letter = 97; letter < 123; letter += 1) {
  SMALL[letter] = letter;
  SMALL[letter - 32] = letter;
}

/** By the hash of a word in small letters: whether it may be one of an order, or stand among them. Most words of a text are none. */
const ORDER = 2;
const SHIFT = 19;
const FACTOR = 0x9e3779b1;
let known: Uint8Array | undefined;

function table(): Uint8Array {
  if (known !== undefined) return known;
  known = new Uint8Array(1 << (32 - SHIFT));
  for (const word of [...ORDINARY_WORDS, ...ORDER_WORDS]) {
    let hash = 0;
    for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), FACTOR);
    known[hash >>> SHIFT] = ORDER_WORDS.has(word) ? ORDER : 1;
  }
  return known;
}
