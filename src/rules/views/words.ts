import { MapBuilder, type Mapped } from './collapse.ts';
import { dictionary, LONGEST_WORD } from './dictionary.ts';

/** Letters in a row that hardly any single word has. */
export const MIN_JOINED = 22;
const MAX_JOINED = 400;
export const LETTERS: Uint8Array = letters();

/** A run of letters that is words written together, and where in it each of them but the first begins. */
export type Joined = { readonly start: number; readonly end: number; readonly cuts: readonly number[] };

/** A run of letters, which no word is as long as, read as words; undefined where it is none. */
export function joinedAt(codes: Uint8Array, start: number, end: number): Joined | undefined {
  const cuts = end - start <= MAX_JOINED ? cutAt(latin(codes, start, end)) : undefined;
  return cuts === undefined ? undefined : { start, end, cuts };
}

/** The text with words that were written together set apart. @param shift what stands before `text` where the runs count from */
export function setApart(text: string, joined: readonly Joined[], shift: number): Mapped {
  const out = new MapBuilder();
  let at = 0;
  for (const { start, cuts } of joined) {
    for (const cut of cuts) {
      const next = start - shift + cut;
      out.copy(text, at, next);
      out.add(' ', next);
      at = next;
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
  return words >= 4 && !isName(run, cuts) ? cuts : undefined;
}

/** Where capitals already say where words begin, a name of a program: of it words are cut that it has not, `Recommend at i on`. */
function isName(run: string, cuts: readonly number[]): boolean {
  const humps = run.match(/(?<=[a-z])[A-Z]/g)?.length ?? 0;
  if (humps < 2 || humps * 4 > run.length) return false;
  return cuts.filter((cut) => !/[A-Z]/.test(run[cut] ?? '')).length > humps / 2;
}

/** The longest word at a place that leaves a word to follow; else the longest; 0 when there is none. */
function wordAt(text: string, at: number): number {
  let longest = 0;
  for (let lengths = lengthsAt(text, at); lengths !== 0; ) {
    const length = 31 - Math.clz32(lengths);
    lengths &= ~(1 << length);
    if (!dictionary().has(text.slice(at, at + length))) continue;
    if (longest === 0) longest = length;
    if (at + length === text.length || beginsWord(text, at + length)) return length;
  }
  return longest;
}

/** Whether a word begins at a place; of one letter where the next one may go on with it, or none comes. */
function beginsWord(text: string, at: number): boolean {
  for (let lengths = lengthsAt(text, at); lengths !== 0; ) {
    const length = 31 - Math.clz32(lengths);
    lengths &= ~(1 << length);
    if (!dictionary().has(text.slice(at, at + length))) continue;
    return length > 1 || at + 1 === text.length || beginnings()[pairOf(text, at)] === MORE;
  }
  return false;
}

/** Lengths that a word at a place may have, as bits; others are certain to be none. */
function lengthsAt(text: string, at: number): number {
  const table = beginnings();
  const most = Math.min(LONGEST_WORD, text.length - at);
  let lengths = 0;
  let hash = 0;
  for (let length = 1; length <= most; length += 1) {
    hash = hashOf(hash, text.charCodeAt(at + length - 1));
    const seen = table[hash >>> SHIFT] as number;
    if ((seen & WORD) !== 0) lengths |= 1 << length;
    if ((seen & MORE) === 0) break;
  }
  return lengths;
}

/** By the hash of a word's beginning: whether it is a word, and whether one goes on from there; behind them the first two letters. */
const WORD = 1;
const MORE = 2;
const SHIFT = 17;
const HASHES = 1 << (32 - SHIFT);
let known: Uint8Array | undefined;

function beginnings(): Uint8Array {
  known ??= made();
  return known;
}

function made(): Uint8Array {
  const table = new Uint8Array(HASHES + 1_024);
  for (const word of dictionary()) {
    if (word.length > 1) table[pairOf(word, 0)] = MORE;
    let hash = 0;
    for (let at = 0; at < word.length; at += 1) {
      hash = hashOf(hash, word.charCodeAt(at));
      const place = hash >>> SHIFT;
      table[place] = (table[place] as number) | (at + 1 === word.length ? WORD : MORE);
    }
  }
  return table;
}

/** Where the two letters at a place are marked; digits and signs share the place of none. */
function pairOf(text: string, at: number): number {
  const second = text.charCodeAt(at + 1);
  return HASHES + ((text.charCodeAt(at) & 31) << 5) + (second >= 97 && second <= 122 ? second & 31 : 0);
}

function hashOf(before: number, code: number): number {
  return Math.imul(before ^ code, 0x9e3779b1);
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
