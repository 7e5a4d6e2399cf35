import { BEYOND_STOP, bytesOf } from '../../../text-bytes.ts';
import { GRAM, GramSets } from './gram-sets.ts';
import { endOfSentence, isStopping, mayEnd } from './sentence-end.ts';

/**
 * Of each meaning the ways in which it may be worded, parted by `|`, each as sets of grams, parted by `&`, of each of which a wording holds
 * one. A set's grams stand one behind another and are four symbols each: a letter in lower case, `0` for a digit or an underscore, a blank
 * for everything else and for the ends of a sentence. A meaning without any may stand anywhere.
 */
export type Grams = Readonly<Record<string, string>>;

/**
 * Where a sentence stands, a bit for each meaning with grams that may stand in it, and its number for `mayHold`: good until the next but one
 * is told of.
 */
export type Told = (start: number, end: number, bits: Int32Array, number: number) => void;

/** The last four symbols, of five bits each. */
const LAST = 0xfffff;
const SLOTS = 8_192;
const HASHES = 65_536;
/** A run of text that is longer is no sentence, and is read in pieces of this size. */
const LONGEST = 400;
/** Shorter ones say nothing. */
const SHORTEST = 4;
/** Sentences are counted as far; no text has as many. */
const MOST_SENTENCES = 1 << 30;

/** Parts texts into sentences and tells which meanings may stand in each, in one pass. */
export class Announcer {
  /** How many numbers the bits of a gram take: of the meanings with a way whose rarest set has it, then of those with one whose next has it. */
  readonly #width: number;
  /** Of each gram its symbols, and its bits. */
  readonly #keys: Int32Array;
  readonly #bits: Int32Array;
  #grams = 0;
  /** By the hash of a gram, or behind it, its number; 0 where none is. */
  readonly #slots = new Uint16Array(SLOTS);
  /** A bit for each hash of a gram: small, and most of a text is told by it to hold none. */
  readonly #known = new Int32Array(HASHES >> 5);
  #told: Int32Array;
  #spare: Int32Array;
  readonly #sets: GramSets;
  /** The number of the sentence that is read; of it and of the one before: their grams, how many, whether the sets were told of them. */
  #sentence = 1;
  readonly #met = [new Uint16Array(LONGEST + 2), new Uint16Array(LONGEST + 2)] as const;
  readonly #count = new Int32Array(2);
  readonly #noted = new Int32Array(2);

  /** @param meanings each has the bit of its place here */
  constructor(grams: Grams, meanings: readonly string[]) {
    const words = wordsFor(meanings.length);
    const most = 1 + meanings.reduce((sum, meaning) => sum + (grams[meaning]?.length ?? 0), 0) / GRAM;
    this.#width = 2 * words;
    this.#keys = new Int32Array(most);
    this.#bits = new Int32Array(most * this.#width);
    this.#told = new Int32Array(words);
    this.#spare = new Int32Array(words);
    const announce = (gram: number, meaning: number, rank: number): void => {
      const at = gram * this.#width + (meaning >> 5) + (rank === 1 ? words : 0);
      if (rank < 2) this.#bits[at] = (this.#bits[at] as number) | (1 << (meaning & 31));
    };
    this.#sets = new GramSets(
      meanings.map((meaning) => grams[meaning] ?? ''),
      (all, at) => this.#numberOf(keyOf(all, at)),
      announce,
    );
    this.#keys = this.#keys.slice(0, this.#grams + 1);
    this.#bits = this.#bits.slice(0, (this.#grams + 1) * this.#width);
  }

  /**
   * Sentences in their order, without those of three characters and fewer; one that never ends is cut behind a word.
   * @param over where texts that were put together meet: a full stop there ends one, though no blank follows it
   */
  read(text: string, tell: Told, over: readonly number[] = []): void {
    if (this.#sentence > MOST_SENTENCES) this.#recount();
    const known = this.#known;
    const bytes = bytesOf(text);
    const size = text.length;
    let start = 0;
    let blank = 0;
    let key = 0;
    for (let at = 0; at < size; ) {
      const code = bytes[at] as number;
      const mark = MARKS[code] as number;
      key = ((key << 5) | (mark & SYMBOL)) & LAST;
      const hash = hashOf(key);
      if (((known[hash >> 5] as number) >>> (hash & 31)) & 1) this.#meet(key);
      if (mark < BLANK && at - start < LONGEST) {
        at += 1;
        continue;
      }
      if (mark === BLANK) blank = at;
      let end = mark === MAY_END ? endOfSentence(text, at) : at;
      if (end === at && mark === MAY_END && isStopping(code) && over.includes(at + 1)) end = at + 1;
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
    this.#close(start, size, key, tell);
  }

  /** Whether a meaning with grams may stand in a sentence whose bit for it is set. */
  mayHold(meaning: number, sentence: number): boolean {
    const own = sentence & 1;
    if (this.#noted[own] !== sentence) {
      this.#sets.note(this.#met[own] as Uint16Array, this.#count[own] as number, sentence);
      this.#noted[own] = sentence;
    }
    return this.#sets.holds(meaning, sentence);
  }

  #recount(): void {
    this.#sets.clear();
    this.#noted.fill(0);
    this.#sentence = 1;
  }

  /** @param key of the last four symbols */
  #close(start: number, end: number, key: number, tell: Told): void {
    // A word may end where the sentence does.
    this.#meet((key << 5) & LAST);
    const own = this.#sentence & 1;
    if (end - start >= SHORTEST) {
      const bits = this.#spare;
      this.#spare = this.#told;
      this.#told = bits;
      this.#gather(bits, this.#met[own] as Uint16Array, this.#count[own] as number);
      tell(start, end, bits, this.#sentence);
      this.#sentence += 1;
    }
    this.#count[this.#sentence & 1] = 0;
  }

  /** The bits of the meanings that the grams of a sentence announce. */
  #gather(bits: Int32Array, met: Uint16Array, count: number): void {
    const width = this.#width;
    const words = bits.length;
    for (let word = 0; word < words; word += 1) {
      let first = 0;
      let second = 0;
      for (let at = 0; at < count; at += 1) {
        const place = (met[at] as number) * width + word;
        first |= this.#bits[place] as number;
        second |= this.#bits[place + words] as number;
      }
      bits[word] = first & second;
    }
  }

  #meet(key: number): void {
    for (let slot = place(key); ; slot = (slot + 1) % SLOTS) {
      const number = this.#slots[slot] as number;
      if (number === 0) return;
      if (this.#keys[number] !== key) continue;
      const own = this.#sentence & 1;
      const count = this.#count[own] as number;
      (this.#met[own] as Uint16Array)[count] = number;
      this.#count[own] = count + 1;
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
    const hash = hashOf(key);
    this.#known[hash >> 5] = (this.#known[hash >> 5] as number) | (1 << (hash & 31));
    return this.#grams;
  }
}

/** So many numbers of 32 bits hold a bit for each meaning. */
export function wordsFor(meanings: number): number {
  return (meanings + 31) >> 5;
}

function hashOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 16;
}

function place(key: number): number {
  return hashOf(key) >>> 3;
}

function keyOf(grams: string, at: number): number {
  let key = 0;
  for (let part = at; part < at + GRAM; part += 1)
    key = (key << 5) | ((MARKS[grams.charCodeAt(part)] as number) & SYMBOL);
  return key;
}

/** The bits of a symbol; a blank, and what a sentence may end with, are symbols of 0. */
const SYMBOL = 31;
const BLANK = 32;
const MAY_END = 64;
const MARKS = marks();

/** Letters without their case, one symbol for digits and underscores, 0 for all else. */
function marks(): Uint8Array {
  const table = new Uint8Array(256);
  for (let code = 0; code < 128; code += 1) {
    const char = String.fromCharCode(code);
    if (/[a-z]/i.test(char)) table[code] = code & SYMBOL;
    else if (/\w/.test(char)) table[code] = 27;
    else if (mayEnd(code)) table[code] = MAY_END;
    else if (char === ' ') table[code] = BLANK;
  }
  table[BEYOND_STOP] = MAY_END;
  return table;
}
