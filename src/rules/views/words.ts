import { MapBuilder, type Mapped } from './collapse.ts';
import { DICTIONARY, LONGEST_WORD } from './dictionary.ts';

/** Letters in a row that hardly any single word has. */
export const MIN_JOINED = 22;
const MAX_JOINED = 400;
export const LETTERS: Uint8Array = letters();

/** Whether a run of letters, which no word is as long as, is words written together. */
export function isJoined(codes: Uint8Array, start: number, end: number): boolean {
  return end - start <= MAX_JOINED && cutAt(latin(codes, start, end)) !== undefined;
}

/** The text with words that were written together set apart. */
export function setApart(text: string): Mapped {
  const out = new MapBuilder(text.length + 16);
  let at = 0;
  for (const match of text.matchAll(/[A-Za-z]{22,400}/g)) {
    const cuts = cutAt(match[0]);
    if (cuts === undefined) continue;
    out.copy(text, at, match.index);
    at = match.index;
    for (const cut of cuts) {
      out.copy(text, at, match.index + cut);
      at = match.index + cut;
      out.add(' ', at);
    }
  }
  out.copy(text, at, text.length);
  return out.done(text.length);
}

/**
 * Where the words of a run of letters end, the last one excepted; undefined unless nearly all of it is words, four or
 * more. At each place the longest word is taken that another one, or the end, may follow.
 */
export function cutAt(run: string): number[] | undefined {
  const text = run.toLowerCase();
  const cuts: number[] = [];
  let strays = 0;
  let words = 0;
  let stray = false;
  for (let at = 0; at < text.length; ) {
    const length = wordAt(text, at);
    if (length === 0) {
      strays += 1;
      if (strays > 3 + text.length / 6) return undefined;
      if (!stray && at > 0) cuts.push(at);
      stray = true;
      at += 1;
      continue;
    }
    if (at > 0) cuts.push(at);
    stray = false;
    words += 1;
    at += length;
  }
  return words >= 4 ? cuts : undefined;
}

/** The longest word at a place that leaves a word to follow; else the longest; 0 when there is none of two letters or more. */
function wordAt(text: string, at: number): number {
  let longest = 0;
  const most = beginnings().has(text.slice(at, at + 2)) ? LONGEST_WORD : 1;
  for (let length = Math.min(most, text.length - at); length >= 1; length -= 1) {
    if (!DICTIONARY.has(text.slice(at, at + length))) continue;
    if (longest === 0) longest = length;
    if (at + length === text.length || beginsWord(text, at + length)) return length;
  }
  return longest;
}

function beginsWord(text: string, at: number): boolean {
  if (!beginnings().has(text.slice(at, at + 2))) return false;
  for (let length = Math.min(LONGEST_WORD, text.length - at); length >= 2; length -= 1)
    if (DICTIONARY.has(text.slice(at, at + length))) return true;
  return DICTIONARY.has(text[at] ?? '');
}

let known: ReadonlySet<string> | undefined;

function beginnings(): ReadonlySet<string> {
  known ??= new Set([...DICTIONARY].map((word) => word.slice(0, 2)));
  return known;
}

function latin(codes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode.apply(undefined, codes.subarray(start, end) as unknown as number[]);
}

function letters(): Uint8Array {
  const table = new Uint8Array(256);
  for (let at = 0; at < 26; at += 1) {
    table[65 + at] = 1;
    table[97 + at] = 1;
  }
  return table;
}
