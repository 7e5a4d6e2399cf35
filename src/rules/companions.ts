import { CODE } from './alphabet.ts';
import type { LoadedTable } from './loaded-table.ts';

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
   * @param count how many numbers there are
   */
  constructor(numbers: Uint16Array, count: number) {
    this.#numbers = numbers;
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
    let gram = 0;
    let ink = 0;
    let odd = 0;
    let blank = false;
    // Grams and literals that reach over the edge count on both sides.
    for (let at = Math.max(0, from - 3); at < Math.min(codes.length, to + 3); at += 1) {
      const code = codes[at] as number;
      gram = ((gram << 6) | (CODE[code] as number)) & 0xffffff;
      const number = this.#numbers[Math.imul(gram, 0x9e3779b1) >>> 16] as number;
      if (number !== 0) seen[base + (number >> 5)] = (seen[base + (number >> 5)] as number) | (1 << (number & 31));
      if (at < from || at >= to) continue;
      if (code === 32 || (code >= 9 && code <= 13) || isBlankEscape(codes, at, code)) {
        if (!blank) ink += 1;
        blank = true;
        continue;
      }
      if (code === 92) {
        if (codes[at + 1] === 117) odd = 1;
        continue;
      }
      blank = false;
      if (code >= 127) odd = 1;
      // What they begin may stand for a single character.
      else if (code === 37 || code === 38) ink -= 6;
      else ink += 1;
    }
    this.#ink[place] = Math.max(0, ink);
    this.#odd[place] = odd;
    return place;
  }
}

/** The second byte of `\n`, `\t` and `\r`. */
function isBlankEscape(codes: Uint8Array, at: number, code: number): boolean {
  return (code === 110 || code === 116 || code === 114) && codes[at - 1] === 92;
}
