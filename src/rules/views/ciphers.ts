import { dictionary } from './dictionary.ts';
import type { Encoded } from './encodings/encoded.ts';
import { fourAt, foursOf } from './fours.ts';

/** Ways to write each letter as another one, or the whole text from its end; each its own inverse. */
const CIPHERS = {
  rot13: (text: string) => text.replace(/[A-Za-z]/g, (letter) => shifted(letter, 13)),
  atbash: (text: string) =>
    text.replace(/[A-Za-z]/g, (letter) => {
      const code = letter.charCodeAt(0);
      return String.fromCharCode(code < 91 ? 155 - code : 219 - code);
    }),
  reversed: (text: string) => [...text].reverse().join(''),
  rot47: (text: string) =>
    text.replace(/[!-~]/g, (char) => String.fromCharCode(33 + ((char.charCodeAt(0) - 33 + 47) % 94))),
} as const;
type Cipher = keyof typeof CIPHERS;
const NAMES = Object.keys(CIPHERS) as Cipher[];

/** A word is told by four of its letters at every fourth place, so seven are needed. */
const MIN_WORD = 7;
/** What machines write and no language does: read backwards or shifted they are as telling as words. */
const MARKS = [
  'https://',
  'http://',
  '/etc/passwd',
  '/etc/shadow',
  '/dev/tcp',
  'localhost',
  'credentials',
  '/bin/bash',
];
/** How far around a word its text is taken to go. */
export const AROUND = 480;
/** So much of a word is looked at. */
export const LONGEST_WORD = 20;
const BITS = 1 << 18;

const WORDS: ReadonlySet<string> = new Set(MARKS);

/**
 * Each telling word as each cipher writes it, as two sets of bits: the grams of four by `hashOf`, and behind them the words by
 * `hashOfWord`. The build takes these steps.
 */
export function cipherGrams(): Uint8Array {
  const bits = new Uint8Array(BITS >> 2);
  const mark = (place: number): void => {
    bits[place >> 3] = (bits[place >> 3] as number) | (1 << (place & 7));
  };
  for (const word of [...dictionary(), ...MARKS]) {
    if (word.length < MIN_WORD) continue;
    for (const name of NAMES) {
      const written = CIPHERS[name](word);
      if (dictionary().has(written)) continue;
      const codes = Uint8Array.from(written, (char) => char.charCodeAt(0));
      for (let at = 0; at + 4 <= codes.length; at += 1) mark(hashOf(fourAt(codes, at)));
      mark(BITS + hashOfWord(written.toLowerCase()));
    }
  }
  return bits;
}

/** The ciphers in which a word stands for a telling one, as bits. */
function kindsOf(given: string): number {
  const written = given.toLowerCase();
  if (dictionary().has(written)) return 0;
  let kinds = 0;
  for (let bit = 0; bit < NAMES.length; bit += 1) {
    const name = NAMES[bit] as Cipher;
    // Where signs stand for letters, capitals stand for others.
    const word = CIPHERS[name](name === 'rot47' ? given : written);
    if (dictionary().has(word) || WORDS.has(word)) kinds |= 1 << bit;
  }
  return kinds;
}

/** Of four characters, case ignored. */
function hashOf(four: number): number {
  return Math.imul(four | 0x20202020, 0x9e3779b1) >>> 14;
}

/** Of a word, in as many bits. */
function hashOfWord(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x9e3779b1);
  return (hash ^ (hash << 9)) >>> 14;
}

/** Where words stand in a cipher, for `from` … `to`, each with the ciphers it may be of. Looks at one place in four. */
function ciphered(codes: Uint8Array, from: number, to: number, bits: Uint8Array): { at: number; kinds: number }[] {
  const found: { at: number; kinds: number }[] = [];
  const { values, first } = foursOf(codes, Math.max(4, from), Math.min(to, codes.length - 4));
  for (let index = 0; index < values.length; index += 1) {
    const hash = hashOf(values[index] as number);
    if (((bits[hash >> 3] as number) & (1 << (hash & 7))) === 0) continue;
    const at = first + 4 * index;
    // A word of seven has another gram beside this one.
    const next = hashOf(fourAt(codes, at + 1));
    const before = hashOf(fourAt(codes, at - 1));
    const beside =
      ((bits[next >> 3] as number) & (1 << (next & 7))) | ((bits[before >> 3] as number) & (1 << (before & 7)));
    if (beside === 0) continue;
    const kinds = kindsAt(codes, at, bits);
    if (kinds === 0) continue;
    found.push({ at, kinds });
  }
  return found;
}

/**
 * The stretches around words in a cipher, as they read.
 * @param grams those of `cipherGrams`
 */
export function cipheredIn(text: string, codes: Uint8Array, from: number, to: number, grams: Uint8Array): Encoded[] {
  const found: Encoded[] = [];
  const reached = NAMES.map(() => -1);
  for (const { at, kinds } of ciphered(codes, from, to, grams)) {
    for (const [bit, name] of NAMES.entries()) {
      if ((kinds & (1 << bit)) === 0 || at < (reached[bit] as number)) continue;
      const start = Math.max(0, at - AROUND);
      const end = Math.min(text.length, at + AROUND);
      reached[bit] = at + AROUND / 2;
      found.push({ start, end, text: CIPHERS[name](text.slice(start, end)) });
    }
  }
  return found;
}

/** The ciphers that a word that stands in `at` … `at + 3` is written in; words are of letters, or of all but blanks and quotes. */
function kindsAt(codes: Uint8Array, at: number, bits: Uint8Array): number {
  const first = Math.max(0, at - 16);
  const last = Math.min(codes.length, at + LONGEST_WORD);
  for (let shape = LETTER; shape >= INK; shape -= 1) {
    let start = at;
    while (start > first && (KINDS[codes[start - 1] as number] as number) >= shape) start -= 1;
    if ((KINDS[codes[at] as number] as number) < shape) start = at + 1;
    while (start <= at + 3 && start < last) {
      let end = start;
      while (end < last && (KINDS[codes[end] as number] as number) >= shape) end += 1;
      const kinds =
        kindsIn(codes, start, end, bits) ||
        kindsIn(codes, start, Math.min(end, start + 8), bits) ||
        kindsIn(codes, Math.max(start, end - 8), end, bits);
      if (kinds !== 0) return kinds;
      start = end + 1;
    }
  }
  return 0;
}

/** `kindsOf` some of the codes; hardly any word needs to be put together for it. */
function kindsIn(codes: Uint8Array, start: number, end: number, bits: Uint8Array): number {
  if (end - start < MIN_WORD) return 0;
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (LOWER[codes[at] as number] as number), 0x9e3779b1);
  const place = BITS + ((hash ^ (hash << 9)) >>> 14);
  if (((bits[place >> 3] as number) & (1 << (place & 7))) === 0) return 0;
  return kindsOf(String.fromCharCode.apply(undefined, codes.subarray(start, end) as unknown as number[]));
}

/** A letter is ink too. */
const INK = 1;
const LETTER = 2;
const KINDS = new Uint8Array(256).fill(INK);
KINDS.fill(0, 9, 14);
KINDS[32] = 0;
KINDS[34] = 0;
KINDS.fill(LETTER, 65, 91).fill(LETTER, 97, 123);
const LOWER = Uint8Array.from({ length: 256 }, (_, code) => (code >= 65 && code <= 90 ? code + 32 : code));

function shifted(letter: string, by: number): string {
  const code = letter.charCodeAt(0);
  const first = code < 91 ? 65 : 97;
  return String.fromCharCode(first + ((code - first + by) % 26));
}
