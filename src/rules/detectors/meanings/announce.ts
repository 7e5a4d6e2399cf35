import { endOfSentence, mayEnd } from './sentence-end.ts';

/**
 * Of each meaning two lists of grams, one of each of which every wording of it holds. Grams stand one behind another and are four symbols
 * each: a letter in lower case, `0` for a digit or an underscore, a blank for everything else and for the ends of a sentence. A meaning
 * without any may stand anywhere.
 */
export type Grams = Readonly<Record<string, readonly [string, string]>>;

/** Where a sentence stands, and a bit for each meaning with grams that may stand in it: good until the next but one is told of. */
export type Told = (start: number, end: number, bits: Int32Array) => void;

const GRAM = 4;
/** The last four symbols, of five bits each. */
const LAST = 0xfffff;
const SLOTS = 8_192;
/** A run of text that is longer is no sentence, and is read in pieces of this size. */
const LONGEST = 400;
/** Shorter ones say nothing. */
const SHORTEST = 4;

/** Parts texts into sentences and tells which meanings may stand in each, in one pass. */
export class Announcer {
  /** How many numbers the bits of a gram take: of the meanings that have it in their first list, then of those in their second. */
  readonly #width: number;
  /** Of each gram its symbols, and its bits. */
  readonly #keys: Int32Array;
  readonly #bits: Int32Array;
  #grams = 0;
  /** By the hash of a gram, or behind it, its number; 0 where none is. */
  readonly #slots = new Uint16Array(SLOTS);
  readonly #seen: Int32Array;
  #told: Int32Array;
  #spare: Int32Array;

  /** @param meanings each has the bit of its place here */
  constructor(grams: Grams, meanings: readonly string[]) {
    const words = wordsFor(meanings.length);
    const lists = meanings.map((meaning) => grams[meaning] ?? []);
    const most = 1 + lists.flat().reduce((sum, list) => sum + list.length / GRAM, 0);
    this.#width = 2 * words;
    this.#keys = new Int32Array(most);
    this.#bits = new Int32Array(most * this.#width);
    this.#seen = new Int32Array(this.#width);
    this.#told = new Int32Array(words);
    this.#spare = new Int32Array(words);
    for (const [number, pair] of lists.entries()) {
      for (const [list, all] of pair.entries()) {
        for (let at = 0; at < all.length; at += GRAM) {
          const word = this.#numberOf(keyOf(all, at)) * this.#width + list * words + (number >> 5);
          this.#bits[word] = (this.#bits[word] as number) | (1 << (number & 31));
        }
      }
    }
  }

  /** Sentences in their order, without those of three characters and fewer; one that never ends is cut behind a word. */
  read(text: string, tell: Told): void {
    const slots = this.#slots;
    let start = 0;
    let blank = 0;
    let key = 0;
    for (let at = 0; at < text.length; ) {
      const code = text.charCodeAt(at);
      const mark = code < 128 ? (MARKS[code] as number) : mayEnd(code) ? MAY_END : 0;
      key = ((key << 5) | (mark & SYMBOL)) & LAST;
      if (slots[place(key)] !== 0) this.#see(key);
      if (code === 32) blank = at;
      let end = mark >= MAY_END ? endOfSentence(text, at) : at;
      if (end === at && at - start === LONGEST) end = blank > start ? blank : at;
      else if (end === at) {
        at += 1;
        continue;
      }
      this.#close(start, end, key, tell);
      start = end;
      at = end;
      key = 0;
    }
    this.#close(start, text.length, key, tell);
  }

  /** @param key of the last four symbols */
  #close(start: number, end: number, key: number, tell: Told): void {
    // A word may end where the sentence does.
    this.#see((key << 5) & LAST);
    const seen = this.#seen;
    if (end - start >= SHORTEST) {
      const bits = this.#spare;
      this.#spare = this.#told;
      this.#told = bits;
      for (let word = 0; word < bits.length; word += 1) {
        bits[word] = (seen[word] as number) & (seen[bits.length + word] as number);
      }
      tell(start, end, bits);
    }
    seen.fill(0);
  }

  #see(key: number): void {
    for (let slot = place(key); ; slot = (slot + 1) % SLOTS) {
      const number = this.#slots[slot] as number;
      if (number === 0) return;
      if (this.#keys[number] !== key) continue;
      const first = number * this.#width;
      for (let word = 0; word < this.#width; word += 1) {
        this.#seen[word] = (this.#seen[word] as number) | (this.#bits[first + word] as number);
      }
      return;
    }
  }

  /** The number of a gram, a new one when it has none yet. */
  #numberOf(key: number): number {
    let slot = place(key);
    for (; this.#slots[slot] !== 0; slot = (slot + 1) % SLOTS) {
      const number = this.#slots[slot] as number;
      if (this.#keys[number] === key) return number;
    }
    this.#grams += 1;
    this.#slots[slot] = this.#grams;
    this.#keys[this.#grams] = key;
    return this.#grams;
  }
}

/** So many numbers of 32 bits hold a bit for each meaning. */
export function wordsFor(meanings: number): number {
  return (meanings + 31) >> 5;
}

function place(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 19;
}

function keyOf(grams: string, at: number): number {
  let key = 0;
  for (let part = at; part < at + GRAM; part += 1) key = (key << 5) | (MARKS[grams.charCodeAt(part)] as number);
  return key;
}

/** The bits of a symbol, and one that says that a sentence may end here. */
const SYMBOL = 31;
const MAY_END = 32;
const MARKS = marks();

/** Letters without their case, one symbol for digits and underscores, 0 for all else. */
function marks(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 0; code < table.length; code += 1) {
    const char = String.fromCharCode(code);
    if (/[a-z]/i.test(char)) table[code] = code & SYMBOL;
    else if (/\w/.test(char)) table[code] = 27;
    else if (mayEnd(code)) table[code] = MAY_END;
  }
  return table;
}
