import type { LoadedTable } from '../../table/loaded-table.ts';
import { CODE } from './alphabet.ts';

const SHIFT = 8;
const BLOCK = 1 << SHIFT;
/** Blocks that are remembered, and how many of them on either side of a literal a match can take with all its blanks. */
const KEPT = 32;
const FAR = 12;

/**
 * Which literals stand in which block of a text, read block by block when first asked: whether a pattern can match around one
 * literal is mostly told by another one that is not there.
 */
export class Companions {
  /** By the hash of a gram: the literal's number among the companions, from 1. */
  readonly #numbers: Uint16Array;
  /** By the same hash, whether there is one: small enough to stay near the processor. */
  readonly #known: Int32Array;
  readonly #words: number;
  readonly #seen: Uint32Array;
  readonly #blocks = new Int32Array(KEPT);
  /** Characters of each block that no reading drops, a run of blanks as one. */
  readonly #ink = new Uint16Array(KEPT);
  /** 1 where characters beyond ASCII or escapes may spell anything. */
  readonly #odd = new Uint8Array(KEPT);
  #codes: Uint8Array = new Uint8Array(0);

  /**
   * @param numbers of 65,536 hashes
   * @param known a bit for each hash that has one
   * @param count how many numbers there are
   */
  constructor(numbers: Uint16Array, known: Int32Array, count: number) {
    this.#numbers = numbers;
    this.#known = known;
    this.#words = (count >> 5) + 1;
    this.#seen = new Uint32Array(KEPT * this.#words);
  }

  /** Begins another text: bytes of a frame, or units with 255 for all beyond ASCII. */
  begin(codes: Uint8Array): void {
    this.#codes = codes;
    this.#blocks.fill(-1);
  }

  /** Whether what a use needs beside its literal at `start` … `end` may stand near it. False is certain. */
  mayHold(loaded: LoadedTable, use: number, start: number, end: number): boolean {
    const { useGroupsAt, useGroups, useBefore, useAfter, groupsAt, groups } = loaded.table;
    const last = useGroupsAt[use + 1] as number;
    let at = useGroupsAt[use] as number;
    if (at === last) return true;
    const first = this.#back(start, useBefore[use] as number);
    const final = this.#forth(end, useAfter[use] as number);
    for (let block = first; block <= final; block += 1) if (this.#odd[this.#read(block)] === 1) return true;
    for (; at < last; at += 1) {
      const group = useGroups[at] as number;
      if (
        !this.#holds(groups, groupsAt[group] as number, groupsAt[group + 1] as number, loaded.companions, first, final)
      )
        return false;
    }
    return true;
  }

  #holds(groups: Uint16Array, from: number, to: number, numbers: Uint16Array, first: number, final: number): boolean {
    for (let block = first; block <= final; block += 1) {
      const base = (block % KEPT) * this.#words;
      for (let at = from; at < to; at += 1) {
        const number = numbers[groups[at] as number] as number;
        if (((this.#seen[base + (number >> 5)] as number) >>> (number & 31)) & 1) return true;
      }
    }
    return false;
  }

  /** The block `room` characters before `start`; of the block that `start` is in nothing is counted. */
  #back(start: number, room: number): number {
    const own = start >> SHIFT;
    let block = own;
    let left = room - (start & (BLOCK - 1)) + this.#slackOf(own);
    while (left > 0 && block > 0 && own - block < FAR) {
      block -= 1;
      left -= this.#ink[this.#read(block)] as number;
    }
    return block;
  }

  #forth(end: number, room: number): number {
    const own = end >> SHIFT;
    const last = (this.#codes.length - 1) >> SHIFT;
    let block = own;
    let left = room - (BLOCK - (end & (BLOCK - 1))) + this.#slackOf(own);
    while (left > 0 && block < last && block - own < FAR) {
      block += 1;
      left -= this.#ink[this.#read(block)] as number;
    }
    return Math.min(block, last);
  }

  /** What the bytes of a block are more than the characters that count. */
  #slackOf(block: number): number {
    return BLOCK - (this.#ink[this.#read(block)] as number);
  }

  /** Reads a block unless that was done, and says where it is kept. */
  #read(block: number): number {
    const place = block % KEPT;
    if (this.#blocks[place] === block) return place;
    this.#blocks[place] = block;
    const codes = this.#codes;
    const from = block << SHIFT;
    const to = Math.min(codes.length, from + BLOCK);
    const base = place * this.#words;
    const seen = this.#seen;
    seen.fill(0, base, base + this.#words);
    const known = this.#known;
    const last = Math.min(codes.length, to + 3);
    let gram = 0;
    // Grams and literals that reach over the edge count on both sides.
    for (let at = Math.max(0, from - 3); at < last; at += 1) {
      gram = ((gram << 6) | (CODE[codes[at] as number] as number)) & 0xffffff;
      const hash = Math.imul(gram, 0x9e3779b1) >>> 16;
      if ((((known[hash >> 5] as number) >>> (hash & 31)) & 1) === 0) continue;
      const number = this.#numbers[hash] as number;
      seen[base + (number >> 5)] = (seen[base + (number >> 5)] as number) | (1 << (number & 31));
    }
    this.#measure(place, from, to);
    return place;
  }

  /** Notes how much of a block counts, and whether anything may hide in it. */
  #measure(place: number, from: number, to: number): void {
    const codes = this.#codes;
    let state = 0;
    let ink = 0;
    let all = 0;
    for (let at = from; at < to; at += 1) {
      const step = STEPS[state | (codes[at] as number)] as number;
      ink += step & 1;
      state = step & BLANK_BEFORE;
      all |= step;
    }
    this.#ink[place] = ink;
    this.#odd[place] = 0;
    if ((all & MARKED) !== 0) this.#measureMarked(place, from, to);
  }

  /** The same where characters stand that begin an escape, or that nobody knows. */
  #measureMarked(place: number, from: number, to: number): void {
    const codes = this.#codes;
    let ink = 0;
    let odd = 0;
    let blank = false;
    for (let at = from; at < to; at += 1) {
      const code = codes[at] as number;
      const kind = KINDS[code] as number;
      if (kind === INK) {
        ink += 1;
        blank = false;
      } else if (kind === BLANK || (kind === LETTER && codes[at - 1] === BACKSLASH)) {
        if (!blank) ink += 1;
        blank = true;
      } else if (code === BACKSLASH) {
        if (codes[at + 1] === 117) odd = 1;
      } else {
        blank = false;
        if (kind === LETTER) ink += 1;
        else if (kind === BEYOND) odd = 1;
        // What they begin may stand for a single character.
        else ink -= 6;
      }
    }
    this.#ink[place] = Math.max(0, ink);
    this.#odd[place] = odd;
  }
}

const INK = 0;
const BLANK = 1;
/** The second letter of `\n`, `\t` and `\r`. */
const LETTER = 2;
/** Nobody knows what it stands for. */
const BEYOND = 3;
const BEGINS = 4;
const BACKSLASH = 92;
const KINDS = new Uint8Array(256).fill(BEYOND, 127);
KINDS.fill(BLANK, 9, 14)[32] = BLANK;
for (const letter of 'ntr') KINDS[letter.charCodeAt(0)] = LETTER;
for (const sign of '%&\\') KINDS[sign.charCodeAt(0)] = BEGINS;

/** By what stood before, a blank or not, and a code: 1 where it counts, with `BLANK_BEFORE` where it is a blank. */
const BLANK_BEFORE = 256;
/** What it counts hangs on its neighbours, or nobody knows. */
const MARKED = 512;
const STEPS: Uint16Array = Uint16Array.from({ length: 2 * BLANK_BEFORE }, (_, at) => {
  const kind = KINDS[at & 255] as number;
  if (kind === INK || kind === LETTER) return 1;
  if (kind === BLANK) return at < BLANK_BEFORE ? BLANK_BEFORE | 1 : BLANK_BEFORE;
  return MARKED;
});
