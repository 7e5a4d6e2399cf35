import { MapBuilder, type Mapped } from './collapse.ts';
import { dictionary } from './dictionary.ts';

/** What a digit or sign is drawn like; the second letter is tried when the first gives no word. */
const DRAWN: ReadonlyMap<string, string> = new Map([
  ['0', 'oo'],
  ['1', 'il'],
  ['3', 'ee'],
  ['4', 'aa'],
  ['5', 'ss'],
  ['7', 'tt'],
  ['8', 'bb'],
  ['9', 'gg'],
  ['@', 'aa'],
  ['$', 'ss'],
  ['!', 'il'],
  ['|', 'li'],
]);
const WORD = /[A-Za-z0-9@$!|]{2,20}/g;
const SIGNS = /[013457@$!]/;
/** Shorter words come about by chance: `4s`, `1n`. */
const MIN_WORD = 5;
/** How far apart two such words may stand. */
export const BETWEEN_WORDS = 120;

/**
 * Where words with digits for letters stand, for `from` … `to`: two of them, near each other, that are words when read so.
 * @param words the codes four at a time
 * @param repeated gets the places of fours at which a letter stands for the third time, for `stretchedIn`
 */
export function leetIn(
  text: string,
  { codes, words }: { readonly codes: Uint8Array; readonly words: Int32Array },
  from: number,
  to: number,
  repeated: number[],
): number[] {
  const found: number[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const at of digitsWithin(codes, words, from, to, repeated)) {
    if (wordAround(text, at) === undefined) continue;
    if (at - before < BETWEEN_WORDS) found.push(at);
    before = at;
  }
  return found;
}

/** The text with such words read. */
export function unleet(text: string): Mapped {
  const out = new MapBuilder();
  let at = 0;
  for (const match of text.matchAll(WORD)) {
    const read = readWord(match[0], 2);
    if (read === undefined) continue;
    out.copy(text, at, match.index);
    for (let index = 0; index < read.length; index += 1) out.add(read[index] as string, match.index + index);
    at = match.index + match[0].length;
  }
  out.copy(text, at, text.length);
  return out.done(text.length);
}

/** Places of a digit between two letters, one a word. */
function digitsWithin(codes: Uint8Array, words: Int32Array, from: number, to: number, repeated: number[]): number[] {
  const found: number[] = [];
  let reached = 0;
  let before = 0;
  const last = Math.min(words.length, (Math.min(codes.length, to + 3) + 3) >> 2);
  for (let index = Math.max(0, from - 3) >> 2; index < last; index += 1) {
    const four = words[index] as number;
    // The upper bit of each letter that is as the byte before it
    const steps = four ^ ((four << 8) | (before >>> 24));
    const same = (steps - 0x01010101) & ~steps & (four << 1) & ~four & 0x80808080;
    if (
      same !== 0 &&
      ((same & (same << 8)) !== 0 || ((same & 0x80) !== 0 && ((before >>> 24) ^ (before >>> 16)) << 24 === 0))
    )
      repeated.push(4 * index);
    before = four;
    // Digits are 0x30 to 0x3f, `@` and `$` are found beside them: any byte of which the upper half is 3.
    const upper = (four & 0xf0f0f0f0) ^ 0x30303030;
    if (((upper - 0x01010101) & ~upper & 0x80808080) === 0) continue;
    const end = 4 * index + 4;
    for (let at = Math.max(end - 4, reached); at < end; at += 1) {
      if (KIND[codes[at] as number] !== DIGIT) continue;
      if (KIND[codes[at - 1] ?? 0] !== LETTER || KIND[codes[at + 1] ?? 0] !== LETTER) continue;
      let stop = at + 1;
      while (stop < codes.length && KIND[codes[stop] as number] !== 0) stop += 1;
      // An identifier, a digest, a token
      if (stop - at <= 16 && at >= from && at < to) found.push(at);
      reached = stop;
    }
  }
  return found;
}

function wordAround(text: string, at: number): string | undefined {
  let start = at;
  while (start > 0 && /[A-Za-z0-9@$!|]/.test(text[start - 1] ?? '')) start -= 1;
  let end = at;
  while (end < text.length && /[A-Za-z0-9@$!|]/.test(text[end] ?? '')) end += 1;
  return end - start > 20 ? undefined : readWord(text.slice(start, end), MIN_WORD);
}

function readWord(word: string, min: number): string | undefined {
  if (word.length < min || !SIGNS.test(word)) return undefined;
  for (const choice of [0, 1]) {
    const read = [...word].map((char) => DRAWN.get(char)?.[choice] ?? char).join('');
    if (dictionary().has(read.toLowerCase())) return read;
  }
  // A sign at the end of a sentence
  return /[!|]$/.test(word) ? readWord(word.slice(0, -1), min)?.concat(word.slice(-1)) : undefined;
}

const LETTER = 1;
const DIGIT = 2;
const KIND: Uint8Array = kinds();

function kinds(): Uint8Array {
  const table = new Uint8Array(256);
  for (let at = 0; at < 26; at += 1) {
    table[65 + at] = LETTER;
    table[97 + at] = LETTER;
  }
  table.fill(DIGIT, 48, 58);
  for (const sign of '@$') table[sign.charCodeAt(0)] = DIGIT;
  return table;
}
