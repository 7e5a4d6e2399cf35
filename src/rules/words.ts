import { MapBuilder, type Mapped } from './collapse.ts';
import { DICTIONARY, LONGEST_WORD } from './dictionary.ts';
import { nextRun, runEnd } from './triggers.ts';

/** Letters in a row that hardly any single word has. */
const MIN_JOINED = 22;
const MAX_JOINED = 400;
const LETTERS: Uint8Array = letters();

/** Where words may be written together, for `from` … `to`: runs of letters that no word is as long as. */
export function joinedIn(codes: Uint8Array, from: number, to: number): number[] {
  const found: number[] = [];
  const size = codes.length;
  const first = Math.max(0, from - MAX_JOINED);
  for (let start = nextRun(codes, LETTERS, MIN_JOINED, first, size); start >= 0 && start < to; ) {
    const end = runEnd(codes, LETTERS, start + MIN_JOINED, size);
    if (end > from && end - start <= MAX_JOINED && cutAt(latin(codes, start, end)) !== undefined) found.push(start);
    start = nextRun(codes, LETTERS, MIN_JOINED, end, size);
  }
  return found;
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
 * Where the words of a run of letters end, the last one excepted; undefined unless nearly all of it is words. Prefers few
 * words and counts each letter outside of one as two of them.
 */
export function cutAt(run: string): number[] | undefined {
  const text = run.toLowerCase();
  const size = text.length;
  const cost = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const back = new Int32Array(size + 1);
  cost[0] = 0;
  let strays = 0;
  for (let at = 0; at < size; at += 1) {
    const here = cost[at] as number;
    if (here + 2 < (cost[at + 1] as number)) {
      cost[at + 1] = here + 2;
      back[at + 1] = -1;
    }
    for (let length = 1; length <= LONGEST_WORD && at + length <= size; length += 1) {
      const price = length === 1 ? 1.5 : length === 2 ? 1.2 : 1;
      if (here + price >= (cost[at + length] as number) || !DICTIONARY.has(text.slice(at, at + length))) continue;
      cost[at + length] = here + price;
      back[at + length] = length;
    }
  }
  const cuts: number[] = [];
  let words = 0;
  for (let at = size; at > 0; ) {
    const length = back[at] as number;
    if (length < 0) strays += 1;
    else words += 1;
    at -= Math.abs(length);
    // Strays stay beside each other.
    if (at > 0 && !(length < 0 && back[at] === -1)) cuts.push(at);
  }
  return words >= 4 && strays * 4 <= size ? cuts.reverse() : undefined;
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
