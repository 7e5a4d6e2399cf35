import type { LoadedTable } from '../../table/loaded-table.ts';
import type { Table } from '../../table/table.ts';
import { FOLD } from '../../table/windows.ts';
import type { Units } from '../text/units.ts';
import { CODE } from './alphabet.ts';

const BITS = 17;
const SHIFT = 32 - BITS;
const FACTOR = 0x9e3779b1;

/** The slot of a window in a table of `slots` (a power of two) places; its neighbours are tried next. */
export function slotOf(key: number, slots: number): number {
  return Math.imul(key, FACTOR) >>> (Math.clz32(slots) + 1);
}

/** By the hash of a window: on which channels its literals announce something, as bits. Ready made for the first table. */
export function filterOf(tables: readonly Table[]): Uint8Array {
  const ready = tables[0]?.readyWindows;
  const given = ready !== undefined && ready.length > 0;
  if (given && tables.length === 1) return ready;
  const filter = given ? ready.slice() : new Uint8Array(1 << BITS);
  for (const { slotKeys, slotChannels } of given ? tables.slice(1) : tables) {
    for (let at = 0; at < slotKeys.length; at += 1) {
      const hash = Math.imul(slotKeys[at] as number, FACTOR) >>> SHIFT;
      filter[hash] = (filter[hash] as number) | (slotChannels[at] as number);
    }
  }
  return filter;
}

/** Finds literals of all tables in a text. Holds what it found last: one text at a time. */
export class LiteralIndex {
  readonly #tables: readonly LoadedTable[];
  #filter: Uint8Array | undefined;
  /** Of each hit, in the order of the text: where it starts, its literal, its table. */
  starts = new Int32Array(64);
  literals = new Int32Array(64);
  tables = new Uint8Array(64);
  count = 0;

  constructor(tables: readonly LoadedTable[]) {
    this.#tables = tables;
  }

  /** Literals that start in `from` … `to` and announce something on any of the channels. */
  find(units: Units, from: number, to: number, channels: number): void {
    this.count = 0;
    const { words, codes } = units;
    this.#filter ??= filterOf(this.#tables.map(({ table }) => table));
    const filter = this.#filter;
    // A window may begin one byte before its literal, and 44 behind its start.
    const last = Math.min(words.length - 1, (Math.min(to + 48, codes.length) + 3) >> 2);
    let at = Math.max(0, from - 1) >> 2;
    let word = words[at] as number;
    for (; at < last; at += 1) {
      const next = words[at + 1] as number;
      const even = word | FOLD;
      const odd = (word >>> 16) | (next << 16) | FOLD;
      const first = filter[Math.imul(even, FACTOR) >>> SHIFT] as number;
      const second = filter[Math.imul(odd, FACTOR) >>> SHIFT] as number;
      if (((first | second) & channels) !== 0) {
        if ((first & channels) !== 0) this.#look(codes, even, at * 4, from, to, channels);
        if ((second & channels) !== 0) this.#look(codes, odd, at * 4 + 2, from, to, channels);
      }
      word = next;
    }
  }

  #look(codes: Uint8Array, key: number, at: number, from: number, to: number, channels: number): void {
    for (let number = 0; number < this.#tables.length; number += 1) {
      const { table } = this.#tables[number] as LoadedTable;
      const { slotKeys } = table;
      const mask = slotKeys.length - 1;
      let slot = slotOf(key, slotKeys.length);
      for (let found = slotKeys[slot]; found !== key; found = slotKeys[slot]) {
        if (found === 0) break;
        slot = (slot + 1) & mask;
      }
      if (slotKeys[slot] === key && ((table.slotChannels[slot] as number) & channels) !== 0) {
        this.#compare(table, number, slot, codes, at, from, to, channels);
      }
    }
  }

  /** Which literals of a window stand in the text around it. */
  #compare(
    table: Table,
    number: number,
    slot: number,
    codes: Uint8Array,
    at: number,
    from: number,
    to: number,
    channels: number,
  ): void {
    const { entryOffset, entryLiteral, literalChannels } = table;
    const end = table.slotEnds[slot] as number;
    for (let entry = table.slotStarts[slot] as number; entry < end; entry += 1) {
      const start = at + 1 - (entryOffset[entry] as number);
      const literal = entryLiteral[entry] as number;
      if (start < from || start >= to || ((literalChannels[literal] as number) & channels) === 0) continue;
      if (stands(table.codes, table.codesAt, literal, codes, start)) this.#add(start, literal, number);
    }
  }

  /** Windows are met out of order by a few bytes. */
  #add(start: number, literal: number, table: number): void {
    if (this.count === this.starts.length) this.#grow();
    let at = this.count;
    for (; at > 0 && (this.starts[at - 1] as number) > start; at -= 1) {
      this.starts[at] = this.starts[at - 1] as number;
      this.literals[at] = this.literals[at - 1] as number;
      this.tables[at] = this.tables[at - 1] as number;
    }
    this.starts[at] = start;
    this.literals[at] = literal;
    this.tables[at] = table;
    this.count += 1;
  }

  #grow(): void {
    const { starts, literals, tables } = this;
    this.starts = new Int32Array(2 * starts.length);
    this.starts.set(starts);
    this.literals = new Int32Array(2 * starts.length);
    this.literals.set(literals);
    this.tables = new Uint8Array(2 * starts.length);
    this.tables.set(tables);
  }
}

function stands(wanted: Uint8Array, wantedAt: Uint32Array, literal: number, codes: Uint8Array, start: number): boolean {
  const first = wantedAt[literal] as number;
  const size = (wantedAt[literal + 1] as number) - first;
  if (start + size > codes.length) return false;
  for (let at = 0; at < size; at += 1) if (CODE[codes[start + at] as number] !== wanted[first + at]) return false;
  return true;
}
