import { MapBuilder, type Mapped } from './collapse.ts';
import { ORDER_WORDS, ORDINARY_WORDS } from './order-words.ts';

/** So far before a word that orders are made of, and so many words behind it, others are looked for. */
const BEFORE = 48;
const BEHIND = 4;
/** Between two words of one run stands no more, tags and comments not counted. */
const LONGEST_JOINT = 24;
const LONGEST_TAG = 64;
const LONGEST_COMMENT = 40;
const LONGEST_WORD = 24;

/**
 * Where words of orders are joined by marks instead of blanks (`Ignore_all_previous_instructions`, `Ignore<br>all<br>previous`), as
 * starts and ends. Names of code are joined as well, but hold few such words.
 * @param places of literals, ascending: every order holds some
 */
export function jointsIn(text: string, codes: Uint8Array, places: readonly number[]): number[] {
  const found: number[] = [];
  const seen = table();
  let reached = -1;
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] as number;
    if (place < reached) continue;
    let start = place;
    while (start > 0 && SMALL[codes[start - 1] as number] !== 0) start -= 1;
    // `\nprevious`: the letter belongs to the escape.
    if (isEscape(codes, start - 1)) start += 1;
    let hash = 0;
    let end = start;
    for (let small = SMALL[codes[end] as number]; small; small = SMALL[codes[end] as number]) {
      hash = Math.imul(hash ^ small, FACTOR);
      end += 1;
    }
    reached = end;
    if (seen[hash >>> SHIFT] !== ORDER || isProse(codes, start, end) || !isJoined(text, codes, start)) continue;
    found.push(Math.max(0, start - BEFORE), Math.min(text.length, run.end));
  }
  return found;
}

/** Words so joined with blanks between them: every joint, or only the ones that stand there again, so that addresses stay whole. */
export function withoutJoints(text: string, onlyRepeated: boolean): Mapped {
  const codes = Uint8Array.from({ length: text.length }, (_, at) => Math.min(255, text.charCodeAt(at)));
  const gaps: { readonly start: number; readonly end: number; readonly kind: string }[] = [];
  const counts = new Map<string, number>();
  for (let at = 0; at < codes.length; ) {
    if (SMALL[codes[at] as number] === 0) {
      at += 1;
      continue;
    }
    readWord(codes, at);
    const { end } = run;
    at = end;
    if (!toNextWord(codes, end)) continue;
    at = run.start;
    if (!run.joined) continue;
    const kind = kindOf(text.slice(end, at));
    gaps.push({ start: end, end: at, kind });
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const out = new MapBuilder();
  let at = 0;
  for (const { start, end, kind } of gaps) {
    if (onlyRepeated && (counts.get(kind) ?? 0) < 3) continue;
    out.copy(text, at, start);
    out.add(' ', start);
    at = end;
  }
  out.copy(text, at, text.length);
  return out.done(text.length);
}

/** Whether single blanks part a word from the two before it and the two behind it: nearly all words of a text, and cheap to tell. */
function isProse(codes: Uint8Array, start: number, end: number): boolean {
  let at = end;
  for (let words = 0; words < 2; words += 1) {
    if (codes[at] !== 32 || SMALL[codes[at + 1] ?? 0] === 0) return false;
    at += 2;
    while (SMALL[codes[at] ?? 0] !== 0) at += 1;
  }
  at = start - 1;
  for (let words = 0; words < 2 && at >= 0; words += 1) {
    if (codes[at] !== 32 || SMALL[codes[at - 1] ?? 0] === 0) return false;
    at -= 2;
    while (SMALL[codes[at] ?? 0] !== 0) at -= 1;
  }
  return true;
}

/** Joints that differ in what they count are one. */
function kindOf(joint: string): string {
  return joint.replace(/\d+/g, '0').replace(/\s+/g, ' ');
}

/**
 * Whether enough of the words around an order's are an order's too, or stand among them, and enough of those are joined. Leaves in
 * `run` where it ended.
 */
function isJoined(text: string, codes: Uint8Array, start: number): boolean {
  let at = Math.max(0, start - BEFORE);
  // Not from within a word
  while (at > 0 && at < start && SMALL[codes[at - 1] as number] !== 0) at += 1;
  while (at < start && SMALL[codes[at] as number] === 0) at += 1;
  let first = at;
  let between = 0;
  let before = readWord(codes, at);
  let behind = 0;
  while (behind < BEHIND) {
    if (!toNextWord(codes, run.end)) {
      if (run.end > start) break;
      // What stands farther off has nothing to do with it.
      between = 0;
      first = start;
      before = readWord(codes, start);
      continue;
    }
    const next = readWord(codes, run.start);
    if (run.joined && next && before) between += 1;
    before = next;
    if (run.start > start) behind += 1;
  }
  if (between === 0) return false;
  const here = text
    .slice(first, run.end)
    .replace(/\\[nrt]/g, ' ')
    .toLowerCase();
  const words = here.match(/[a-z]+/g) ?? [];
  const own = new Set(words.filter((word) => ORDER_WORDS.has(word))).size;
  const ordinary = words.filter((word) => ORDINARY_WORDS.has(word)).length;
  if (own >= 3) return own + ordinary > 3 || !isName(here);
  return between >= 2 && (own === 2 || ordinary >= 3);
}

/** Whether all that joins words is what joins those of names in code: `override_system_prompt`. */
function isName(text: string): boolean {
  return (text.match(/(?<=[a-z])[^a-z\s]+(?=[a-z])/g) ?? []).every((joint) => /^[_.-]$/.test(joint));
}

/** The word that was read last: where it begins and ends, and whether marks join it to the one before. */
const run = { start: 0, end: 0, joined: false };

/** Reads the word at a place; whether it is one that orders hold. */
function readWord(codes: Uint8Array, from: number): boolean {
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
function toNextWord(codes: Uint8Array, end: number): boolean {
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
function isEscape(codes: Uint8Array, at: number): boolean {
  const code = codes[at + 1];
  return codes[at] === 92 && (code === 110 || code === 114 || code === 116);
}

function isBlank(code: number | undefined): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Of a letter the small one, 0 of all else. */
const SMALL = new Uint8Array(256);
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
