import { BREAKER, breaksAt, mayBreakLine, pairBreaks } from '../../views/breaks/breaks.ts';
import { isControl } from '../../views/characters.ts';
import { nextSpelled } from '../../views/squeeze.ts';
import type { Units } from '../text/units.ts';
import type { Cover, Triggers } from './triggers.ts';

/** Classes of characters whose runs are looked for: the encodings' own, then the covers of the triggers. */
export const BASE64 = 0;
export const HEX_LIST = 1;
export const LETTERS_RUN = 2;
const FIRST_COVER = 3;
const MAX_CLASSES = 11;
const RUNS = (1 << MAX_CLASSES) - 1;
/** A pair's shape, letter or digit against all others: of both none, of the second, of the first. */
const SHAPE = MAX_CLASSES;
const LETTER_OTHER = 1;
const OTHER_LETTER = 2;
const OTHERS = 3;
/** The pair may belong to a short run. */
const SHORT = 1 << 13;
/** Neither is a control or beyond ASCII. */
const PLAIN = 1 << 14;
/** It may break up a phrase. */
const BREAK = 1 << 15;
/** So far behind a break the next one counts. */
const NEXT_BREAK = 64;
/** Two pairs as letters set apart by one separator, or by one and a blank, give them. */
const SPELLED =
  (1 << ((LETTER_OTHER << 2) | LETTER_OTHER)) |
  (1 << ((OTHER_LETTER << 2) | OTHER_LETTER)) |
  (1 << ((OTHERS << 2) | LETTER_OTHER)) |
  (1 << ((OTHER_LETTER << 2) | OTHERS));
const BLANKS = 0x20202020;
const BLANK = 32;
const FEED = 10;
const BEYOND = 255;

/** A class that a reading looks for, and the shortest run that it reads. */
export type Kind = { readonly member: Uint8Array; readonly min: number };

/**
 * What a text is made of, as far as rules care: long runs of some kind of character, short ones, letters set apart, controls.
 * Reads four bytes at a time. Holds what it found last.
 */
export class Shapes {
  /** Runs as class, start and end, one after another; a class from `FIRST_COVER` on is one of `covers`. */
  runs: number[] = [];
  /** Where, within four bytes, a short run may begin. */
  shorts: number[] = [];
  /** Where phrases may be broken up. */
  breaks: number[] = [];
  spelled = false;
  odd = false;
  readonly #covers: readonly Cover[];
  /** By two bytes, the first one lower. */
  readonly #pairs: Uint16Array;
  /** By one byte: the classes that it is a member of. */
  readonly #classes: Uint16Array;
  readonly #mins: number[] = [];
  /** Classes that one, two, three, four words in a row announce. */
  readonly #need: readonly [number, number, number, number];
  #nextBreak = 0;
  readonly #until = new Int32Array(MAX_CLASSES);

  /**
   * @param kinds in the order of the numbers above
   * @param pairs of the same triggers and kinds
   */
  constructor(triggers: Triggers, channels: number, kinds: readonly Kind[], pairs: Uint16Array) {
    this.#covers = triggers.covers;
    this.#pairs = pairs;
    this.#classes = classesOf(triggers, kinds);
    const need: [number, number, number, number] = [0, 0, 0, 0];
    const take = (min: number, bit: number): void => {
      // Of four bytes in a row, wherever they begin, a run holds at least so many.
      const words = Math.min(4, Math.floor((min - 3) / 4));
      need[words - 1] = (need[words - 1] ?? 0) | (1 << bit);
      this.#mins[bit] = min;
    };
    for (const [at, { min }] of kinds.entries()) take(min, at);
    for (const [at, cover] of this.#covers.entries()) {
      if (cover.runs.some((run) => run.channels & channels)) take(cover.min, FIRST_COVER + at);
    }
    this.#need = need;
  }

  cover(number: number): Cover | undefined {
    return this.#covers[number - FIRST_COVER];
  }

  /** Reads `from` … `to`, and of a run all that lies beyond. */
  look(units: Units, from: number, to: number): void {
    this.runs.length = 0;
    this.shorts.length = 0;
    this.breaks.length = 0;
    this.spelled = false;
    this.odd = false;
    this.#nextBreak = 0;
    this.#until.fill(0);
    const { words, codes } = units;
    const pairs = this.#pairs;
    const [one, two, three, four] = this.#need;
    const plain = units.ascii ? PLAIN : 0;
    const last = Math.min(codes.length, to + 16);
    let before = 0;
    let earlier = 0;
    let first = 0;
    for (let at = Math.max(0, from - 16) >> 2; at * 4 < last; at += 1) {
      const word = words[at] as number;
      // Blanks neither make a run nor end one here.
      if (word === BLANKS) continue;
      const a = pairs[word & 0xffff] as number;
      const b = pairs[word >>> 16] as number;
      const both = a & b;
      const all = both & RUNS;
      const runs = (all & one) | (all & before & (two | (earlier & (three | (first & four)))));
      first = earlier;
      earlier = before;
      before = all;
      if (((SPELLED >>> (((a >>> 9) & 12) | ((b >>> 11) & 3))) & 1) !== 0 && isEven(word, words[at + 1] as number)) {
        if (!this.spelled && nextSpelled(codes, at * 4 - 12, at * 4 + 16) >= 0) this.spelled = true;
      }
      if (runs !== 0 || (both & plain) !== plain || ((a | b) & (SHORT | BREAK)) !== 0) {
        this.#see(codes, at * 4, runs, a | b, (both & plain) !== plain);
      }
    }
  }

  #see(codes: Uint8Array, at: number, runs: number, flags: number, odd: boolean): void {
    if ((flags & SHORT) !== 0) this.shorts.push(at);
    if ((flags & BREAK) !== 0 && at + 3 >= this.#nextBreak) this.#break(codes, at);
    if (odd && !this.odd) this.#controls(codes, at);
    for (let bits = runs; bits !== 0; bits &= bits - 1) {
      const number = 31 - Math.clz32(bits & -bits);
      if (at >= (this.#until[number] as number)) this.#run(codes, at, number);
    }
  }

  #break(codes: Uint8Array, at: number): void {
    for (let near = Math.max(at, this.#nextBreak); near < at + 4; near += 1) {
      const code = codes[near] as number;
      if (BREAKER[code] === 0 || (code === FEED && !mayBreakLine(codes[near - 1] ?? 0, codes[near + 1] ?? 0))) continue;
      if (!breaksAt(codes, near)) continue;
      this.breaks.push(near);
      this.#nextBreak = near + NEXT_BREAK;
      return;
    }
  }

  #controls(codes: Uint8Array, at: number): void {
    const end = Math.min(codes.length, at + 4);
    for (let near = at; near < end; near += 1) {
      if (isControl(codes[near] as number)) {
        this.odd = true;
        this.spelled = true;
      }
    }
  }

  #run(codes: Uint8Array, at: number, number: number): void {
    const bit = 1 << number;
    const classes = this.#classes;
    let start = at;
    while (start > 0 && ((classes[codes[start - 1] as number] as number) & bit) !== 0) start -= 1;
    let end = at + 1;
    while (end < codes.length && ((classes[codes[end] as number] as number) & bit) !== 0) end += 1;
    this.#until[number] = end;
    if (end - start >= (this.#mins[number] as number)) this.runs.push(number, start, end);
  }
}

/** What two bytes that follow each other say, on any channel; the first one lower. A hundred thousand steps: the build takes them. */
export function pairsOf(triggers: Triggers, kinds: readonly Kind[]): Uint16Array {
  const table = new Uint16Array(65_536);
  const shorts = new Uint32Array(128);
  for (const [bit, run] of triggers.short.entries()) {
    for (let code = 0; code < 128; code += 1) {
      if (run.member[code] === 1) shorts[code] = (shorts[code] as number) | (1 << bit);
    }
  }
  const classes = classesOf(triggers, kinds);
  const known: number[] = [BEYOND];
  for (let code = 0; code < 128; code += 1) if (!isControl(code)) known.push(code);
  for (const b of known) {
    const other = isAlnum(b) ? 0 : 1;
    for (const a of known) {
      let value = (classes[a] as number) & (classes[b] as number);
      if (isAlnum(a)) value |= other << SHAPE;
      else value |= (2 + other) << SHAPE;
      const [one = 0, two = 0] = [shorts[a], shorts[b]];
      // Of a run with blanks other pairs tell as well.
      if ((one & two) !== 0 && (a !== BLANK || b !== BLANK)) value |= SHORT;
      if (a !== BEYOND && b !== BEYOND) value |= PLAIN;
      if (pairBreaks(a, b)) value |= BREAK;
      table[a | (b << 8)] = value;
    }
  }
  return table;
}

/** By one byte: which kinds and covers it is a member of, as bits. */
function classesOf(triggers: Triggers, kinds: readonly Kind[]): Uint16Array {
  const classes = new Uint16Array(256);
  const members = [...kinds, ...triggers.covers];
  for (let bit = 0; bit < members.length; bit += 1) {
    const { member } = members[bit] as Kind;
    for (let code = 0; code < 256; code += 1) {
      if (member[code] === 1) classes[code] = (classes[code] as number) | (1 << bit);
    }
  }
  return classes;
}

/** Whether a separator may stand at every second of six characters, or at every third of four. */
function isEven(word: number, next: number): boolean {
  const apart = (word ^ (word >>> 16)) | (word ^ next);
  return (apart & 0xff) === 0 || (apart & 0xff00) === 0 || ((word ^ (word >>> 24)) & 0xff) === 0;
}

function isAlnum(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
