import { MapBuilder, type Mapped } from './collapse.ts';
import { DICTIONARY } from './dictionary.ts';

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
const WORD = /[A-Za-z0-9@$!|]{3,20}/g;
const SIGNS = /[013457@$!]/;
/** Shorter words come about by chance: `4s`, `1n`. */
const MIN_WORD = 5;

/** Where words with digits for letters stand, for `from` … `to`: two of them, near each other, that are words when read so. */
export function leetIn(text: string, codes: Uint8Array, from: number, to: number): number[] {
  const found: number[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const at of digitsWithin(codes, from, to)) {
    if (wordAround(text, at) === undefined) continue;
    if (at - before < 120) found.push(at);
    before = at;
  }
  return found;
}

/** The text with such words read. */
export function unleet(text: string): Mapped {
  const out = new MapBuilder(text.length + 16);
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

/** Whether a frame may hold such words: the first pass over its bytes. */
export function mayLeet(frame: Uint8Array): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const at of digitsWithin(frame, 0, frame.length)) {
    const start = Math.max(0, at - 20);
    const around = String.fromCharCode.apply(undefined, frame.subarray(start, at + 21) as unknown as number[]);
    if (wordAround(around, at - start) === undefined) continue;
    if (at - before < 240) return true;
    before = at;
  }
  return false;
}

/** Places of a digit between two letters, one a word; a place in two is looked at. */
function* digitsWithin(codes: Uint8Array, from: number, to: number): Generator<number> {
  const last = Math.min(to, codes.length - 2);
  for (let at = Math.max(1, from); at < last; at += 2) {
    const kind = KIND[codes[at] as number] as number;
    const digit = kind === DIGIT ? at : kind === LETTER && KIND[codes[at + 1] as number] === DIGIT ? at + 1 : 0;
    if (digit === 0) continue;
    if (KIND[codes[digit - 1] as number] !== LETTER || KIND[codes[digit + 1] as number] !== LETTER) continue;
    let end = digit + 1;
    while (end < codes.length && KIND[codes[end] as number] !== 0) end += 1;
    // An identifier, a digest, a token
    if (end - digit <= 16) yield digit;
    at = Math.max(at, end - 1);
  }
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
    if (DICTIONARY.has(read.toLowerCase())) return read;
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
