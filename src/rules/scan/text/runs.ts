import { base64At, isBroken } from '../../views/encodings/base64.ts';
import { hexListAt } from '../../views/encodings/code-list.ts';
import { BASE64, type Encoded, MIN_RUN, MIN_SPACED_HEX } from '../../views/encodings/encoded.ts';
import { NEAR } from '../../views/unbreak.ts';
import { type Joined, joinedAt } from '../../views/words.ts';
import { BASE64 as BASE64_RUN, HEX_LIST, LETTERS_RUN } from '../match/shapes.ts';
import { LONGEST_HALF } from '../work.ts';
import { crosses, type Seams } from './seams.ts';

/** What the runs of a text stand for, those that begin in `from` … `to`. */
export function encodings(
  text: string,
  codes: Uint8Array,
  runs: readonly number[],
  from: number,
  to: number,
  seams: Seams | undefined,
): Encoded[] {
  const found: Encoded[] = [];
  let base64 = from;
  let hexList = from;
  let reached = 0;
  for (let at = 0; at < runs.length; at += 3) {
    const first = runs[at + 1] as number;
    const last = runs[at + 2] as number;
    // A run may go on in the next lines, and so reach a place that it does not hold itself.
    const goes = seams !== undefined && isBroken(codes, last);
    if (goes && last > reached) reached = linesEnd(codes, last);
    if (!crosses(seams, first, goes ? reached : last)) continue;
    if (runs[at] === BASE64_RUN) {
      const start = Math.max(first, base64);
      if (start < to && last - start >= MIN_RUN) base64 = base64At(text, codes, start, found);
    } else if (runs[at] === HEX_LIST) {
      const start = Math.max(first, hexList);
      if (start < to && last - start >= MIN_SPACED_HEX) hexList = hexListAt(text, codes, start, found);
    }
  }
  return found;
}

/** Where lines that may belong to a run that ends at `last` end, at most. */
function linesEnd(codes: Uint8Array, last: number): number {
  let end = last;
  let line = MIN_RUN;
  // A shorter line is the last one.
  while (line >= MIN_RUN) {
    let next = end;
    while (isBetween(codes, next) && next - end < MAX_BETWEEN) next += 1;
    if (next === end) break;
    end = next;
    while (end < codes.length && BASE64[codes[end] as number] === 1) end += 1;
    line = end - next;
  }
  while (codes[end] === EQUALS) end += 1;
  return end;
}

/**
 * How far from an end of its text a run that stands there goes, in characters, when it may be half of an encoding: the other half may be
 * the next text. 0 where none may, infinity where the text may be out of the middle of one.
 */
export function halfAt(runs: readonly number[], codes: Uint8Array): number {
  const size = codes.length;
  let half = 0;
  for (let at = 0; at < runs.length; at += 3) {
    const kind = runs[at] as number;
    if (kind > LETTERS_RUN) continue;
    const start = runs[at + 1] as number;
    const end = runs[at + 2] as number;
    const lines = kind === BASE64_RUN;
    if (lines && isName(codes, start, end)) continue;
    const begins = start === 0 || (lines && goesOn(codes, 0, start));
    const ends = end === size || (lines && goesOn(codes, end, size));
    if (!begins && !ends) continue;
    if (begins && ends) return Number.POSITIVE_INFINITY;
    // Words written together are read with the words around them.
    if (kind === LETTERS_RUN) half = Math.max(half, LONGEST_HALF);
    if (begins) half = Math.max(half, lines ? beside(codes, end, 1) : end);
    if (ends) half = Math.max(half, size - start, lines ? beside(codes, start - 1, -1) : 0);
  }
  return half;
}

/** A path or a name in small letters: base64 of any length has capitals, and digits hold no mark. */
function isName(codes: Uint8Array, start: number, end: number): boolean {
  let marked = false;
  for (let at = start; at < end; at += 1) {
    const code = codes[at] as number;
    if (code >= 65 && code <= 90) return false;
    if (code < 48 || code === 95) marked = true;
  }
  return marked;
}

/**
 * How far from an end of its text what stands beside a run goes, when that is the next line of the same base64: infinity for one that is a
 * run itself, which others may stand beside.
 */
function beside(codes: Uint8Array, from: number, step: 1 | -1): number {
  let at = from;
  while (isBetween(codes, at) && Math.abs(at - from) < MAX_BETWEEN) at += step;
  const first = at;
  while (BASE64[codes[at] as number] === 1 && Math.abs(at - first) < MIN_RUN) at += step;
  if (Math.abs(at - first) === MIN_RUN) return Number.POSITIVE_INFINITY;
  return step === 1 ? at + PADDING : 0;
}

/** A line break and what stands before the next line, at most. */
const MAX_BETWEEN = 16;
const PADDING = 2;
const EQUALS = 61;
const NEAR_END = 64;

/**
 * Whether base64 may go on between a run and the end of its text: a part of one more line, too short to be a run itself, and
 * what stands between lines.
 */
function goesOn(codes: Uint8Array, from: number, to: number): boolean {
  if (to - from >= NEAR_END) return false;
  let breaks = 0;
  for (let at = from; at < to; at += 1) {
    const code = codes[at] as number;
    if (BETWEEN[code] === 1) {
      if (at === from || BETWEEN[codes[at - 1] as number] !== 1) breaks += 1;
    } else if (code !== EQUALS && BASE64[code] !== 1) return false;
  }
  return breaks <= 1;
}

/** Line breaks, also written out, what indents and quotes lines, and a blank in their place. */
const BETWEEN = new Uint8Array(256);
for (const char of ' \t\r\n>\\') BETWEEN[char.charCodeAt(0)] = 1;

/** The `r` of a break that is written out stands between two backslashes. */
function isBetween(codes: Uint8Array, at: number): boolean {
  return BETWEEN[codes[at] as number] === 1 || (codes[at] === 114 && codes[at - 1] === 92 && codes[at + 1] === 92);
}

/** Words written together, and whether one of them is a literal's: none holds a blank. */
export type JoinedRun = Joined & { readonly told: boolean };

/** Runs of letters that are words written together, beside those that hold a literal. */
export function joinedRuns(
  codes: Uint8Array,
  runs: readonly number[],
  places: readonly number[],
  seams: Seams | undefined,
): JoinedRun[] {
  const found: JoinedRun[] = [];
  /** Runs that hold none, before the next that does. */
  let others: [number, number][] = [];
  let reached = Number.NEGATIVE_INFINITY;
  let place = 0;
  const add = (start: number, end: number, told: boolean): boolean => {
    const joined = joinedAt(codes, start, end);
    if (joined !== undefined) found.push({ ...joined, told });
    return joined !== undefined;
  };
  for (let at = 0; at < runs.length; at += 3) {
    if (runs[at] !== LETTERS_RUN) continue;
    const start = runs[at + 1] as number;
    const end = runs[at + 2] as number;
    while (place < places.length && (places[place] as number) < start) place += 1;
    const told = place < places.length && (places[place] as number) < end && crosses(seams, start - NEAR, end + NEAR);
    if (!told) {
      if (end <= reached) add(start, end, false);
      else others.push([start, end]);
      continue;
    }
    const before = found.length;
    if (!add(start, end, true)) continue;
    const own = found.splice(before);
    for (const [first, last] of others) if (first >= start - NEAR) add(first, last, false);
    found.push(...own);
    others = [];
    reached = end + NEAR;
  }
  return found;
}
