import { MapBuilder, type Mapped } from './collapse.ts';
import { dictionary } from './dictionary.ts';

const WORD = /[A-Za-z]{3,64}/g;
const LONGEST = 64;
/** Shorter words come about by chance: `www`, `aaa`. */
const MIN_WORD = 4;

/**
 * Where a letter that stands three times and more belongs to a word that is one without it: `igggnooore`.
 * @param repeated where in the text such letters stand, to four characters
 */
export function stretchedIn(text: string, codes: Uint8Array, repeated: readonly number[]): number[] {
  const found: number[] = [];
  let reached = 0;
  for (const at of repeated) {
    for (let near = Math.max(at, reached); near < at + 4; near += 1) {
      if (!isLetter(codes[near] as number)) continue;
      reached = wordEnd(codes, near);
      const start = wordStart(codes, near);
      // `www`, and what no word is as long as
      if (reached - start > LONGEST || reached - start <= MIN_WORD) continue;
      if (unstretched(text.slice(start, reached)) !== undefined) found.push(start);
    }
  }
  return found;
}

/** The text with such words written once. */
export function unstretch(text: string): Mapped {
  const out = new MapBuilder();
  let at = 0;
  for (const match of text.matchAll(WORD)) {
    const read = unstretched(match[0]);
    if (read === undefined) continue;
    out.copy(text, at, match.index);
    for (let index = 0; index < read.length; index += 1) out.add(read[index] as string, match.index + index);
    at = match.index + match[0].length;
  }
  out.copy(text, at, text.length);
  return out.done(text.length);
}

/** The word that a stretched one is; undefined where it is none, or not stretched. */
function unstretched(word: string): string | undefined {
  const once = shortened(word, 3, 1);
  if (once === word) return undefined;
  for (const read of [once, shortened(word, 3, 2), shortened(word, 2, 1)])
    if (dictionary().has(read.toLowerCase())) return read;
  return undefined;
}

/** A word with so many of each letter that stands at least `from` times in a row. */
function shortened(word: string, from: number, most: number): string {
  let short = '';
  for (let at = 0; at < word.length; ) {
    const letter = word.charCodeAt(at) | 32;
    let end = at + 1;
    while ((word.charCodeAt(end) | 32) === letter) end += 1;
    short += word.slice(at, end - at >= from ? at + most : end);
    at = end;
  }
  return short;
}

function wordStart(codes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && at - start <= LONGEST && isLetter(codes[start - 1] as number)) start -= 1;
  return start;
}

function wordEnd(codes: Uint8Array, at: number): number {
  let end = at;
  while (end < codes.length && end - at <= LONGEST && isLetter(codes[end] as number)) end += 1;
  return end;
}

function isLetter(code: number): boolean {
  const letter = (code & 255) | 32;
  return letter >= 97 && letter <= 122;
}
