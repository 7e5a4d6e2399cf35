import type { Announced } from '../detector.ts';
import type { RuleInfo } from '../rule.ts';

/**
 * Compiled rules as they lie on disk: a magic word, the length of each section, then the sections, numbers first, each at a
 * multiple of four bytes. Numbers are read where they lie; texts when a first candidate or a first finding asks for them.
 */
export type Table = {
  readonly head: Head;
  /** Windows of literals by `slotOf`, 0 where there is none, and the range of each one's entries. */
  readonly slotKeys: Int32Array;
  /** On which channels its literals announce anything, as bits. */
  readonly slotChannels: Uint8Array;
  readonly slotStarts: Uint16Array;
  readonly slotEnds: Uint16Array;
  /** Of each entry: a literal that holds the window, and where, plus one. */
  readonly entryLiteral: Uint16Array;
  readonly entryOffset: Uint8Array;
  /** Of each literal: on which channels it announces anything, as bits. */
  readonly literalChannels: Uint8Array;
  /** Alphabet codes of all literals, and where each begins; one more than there are literals. */
  readonly codes: Uint8Array;
  readonly codesAt: Uint32Array;
  /** Uses of each literal and detectors it announces, as ranges of the arrays below. */
  readonly usesAt: Uint32Array;
  readonly askedAt: Uint32Array;
  readonly asked: Uint16Array;
  /** Of each use: its pattern, the longest match before and after the literal, what may stand beside it. */
  readonly usePattern: Uint32Array;
  readonly useBefore: Uint16Array;
  readonly useAfter: Uint16Array;
  readonly usePrev: Uint16Array;
  readonly useNext: Uint16Array;
  /** The groups of each use: companions of which one must be near. */
  readonly useGroupsAt: Uint32Array;
  readonly useGroups: Uint32Array;
  readonly groupsAt: Uint32Array;
  readonly groups: Uint16Array;
  /** Hashes of the companions' rarest grams. */
  readonly companions: Uint16Array;
  /** Sets of neighbours, 16 bytes each, a bit for each character. */
  readonly nears: Uint8Array;
  /** Of each pattern. */
  readonly patternRule: Uint16Array;
  readonly patternMax: Uint16Array;
  readonly patternLook: Uint8Array;
  /** 1 where it speaks of white space. */
  readonly patternSpaced: Uint8Array;
  readonly sourceAt: Uint32Array;
  /** `pairsOf`, `filterOf` and `cipherGrams`, worked out beforehand; empty in a table that comes after another. */
  readonly readyPairs: Uint16Array;
  readonly readyWindows: Uint8Array;
  readonly readyCiphers: Uint8Array;
  readonly infoAt: Uint32Array;
  source(pattern: number): string;
  /** Of each group, its literals. */
  groupTexts(): readonly (readonly string[])[];
  info(rule: number): RuleInfo;
};

export type Head = {
  /** Rule id and the channels it applies to as bits. */
  readonly rules: readonly (readonly [id: string, channels: number])[];
  /** `bonds` are those of `chance.ts`. */
  readonly detectors: readonly (readonly [rule: number, name: string, bonds?: number])[];
  /** Every detector there was when it was compiled. */
  readonly announced: readonly Announced[];
};

/** The numbers of a table by name, in the order of the file. */
export type Numbers = { readonly [Name in keyof typeof SECTIONS]: ArrayLike<number> };
export type Texts = {
  readonly head: Head;
  readonly sources: readonly string[];
  readonly groups: readonly (readonly string[])[];
  readonly infos: readonly RuleInfo[];
};

const SECTIONS = {
  slotKeys: Int32Array,
  codesAt: Uint32Array,
  usesAt: Uint32Array,
  askedAt: Uint32Array,
  usePattern: Uint32Array,
  useGroupsAt: Uint32Array,
  useGroups: Uint32Array,
  groupsAt: Uint32Array,
  sourceAt: Uint32Array,
  infoAt: Uint32Array,
  slotStarts: Uint16Array,
  slotEnds: Uint16Array,
  entryLiteral: Uint16Array,
  asked: Uint16Array,
  groups: Uint16Array,
  companions: Uint16Array,
  useBefore: Uint16Array,
  useAfter: Uint16Array,
  usePrev: Uint16Array,
  useNext: Uint16Array,
  patternRule: Uint16Array,
  patternMax: Uint16Array,
  readyPairs: Uint16Array,
  entryOffset: Uint8Array,
  literalChannels: Uint8Array,
  slotChannels: Uint8Array,
  codes: Uint8Array,
  nears: Uint8Array,
  patternLook: Uint8Array,
  patternSpaced: Uint8Array,
  readyWindows: Uint8Array,
  readyCiphers: Uint8Array,
} as const;
const NAMES = Object.keys(SECTIONS) as readonly (keyof typeof SECTIONS)[];
const TEXTS = 4;
const HEAD = 4 * (1 + NAMES.length + TEXTS);
const MAGIC = 0x37524b4f;

export function writeTable(numbers: Omit<Numbers, 'sourceAt' | 'infoAt'>, texts: Texts): Uint8Array {
  const encoder = new TextEncoder();
  const sources = texts.sources.map((source) => encoder.encode(source));
  const infos = texts.infos.map((info) => encoder.encode(JSON.stringify(info)));
  const all: Numbers = { ...numbers, sourceAt: startsOf(sources), infoAt: startsOf(infos) };
  const parts: Uint8Array[] = NAMES.map((name) => new Uint8Array(SECTIONS[name].from(all[name]).buffer));
  parts.push(encoder.encode(JSON.stringify(texts.head)), joined(sources));
  parts.push(encoder.encode(texts.groups.map((group) => group.join(' ')).join('\n')));
  parts.push(joined(infos));
  const bytes = new Uint8Array(HEAD + parts.reduce((sum, part) => sum + padded(part.length), 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  let at = HEAD;
  for (const [number, part] of parts.entries()) {
    view.setUint32(4 + number * 4, part.length, true);
    bytes.set(part, at);
    at += padded(part.length);
  }
  return bytes;
}

/** @throws Error when the bytes are no table of this version */
export function readTable(given: Uint8Array): Table {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEAD || view.getUint32(0, true) !== MAGIC) throw new Error('not a table of compiled rules');
  const starts: number[] = [];
  const sizes: number[] = [];
  let at = HEAD;
  for (let part = 0; part < NAMES.length + TEXTS; part += 1) {
    const size = view.getUint32(4 + part * 4, true);
    starts.push(at);
    sizes.push(size);
    at += padded(size);
  }
  if (at !== bytes.length) throw new Error('the table of compiled rules is damaged');
  const numbers: Record<string, Int32Array | Uint32Array | Uint16Array | Uint8Array> = {};
  for (const [part, name] of NAMES.entries()) {
    const kind = SECTIONS[name];
    const size = (sizes[part] as number) / kind.BYTES_PER_ELEMENT;
    numbers[name] = new kind(bytes.buffer as ArrayBuffer, bytes.byteOffset + (starts[part] as number), size);
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const text = (part: number, from = 0, to = sizes[part] as number): string =>
    decoder.decode(bytes.subarray((starts[part] as number) + from, (starts[part] as number) + to));
  const first = NAMES.length;
  const { sourceAt, infoAt } = numbers as unknown as Table;
  // Written by `writeTable` of this version: the lengths and the magic word vouch for the shape.
  return {
    ...(numbers as unknown as Table),
    head: JSON.parse(text(first)) as Head,
    source: (pattern) => text(first + 1, sourceAt[pattern], sourceAt[pattern + 1]),
    groupTexts: () =>
      text(first + 2)
        .split('\n')
        .map((line) => line.split(' ')),
    info: (rule) => JSON.parse(text(first + 3, infoAt[rule], infoAt[rule + 1])) as RuleInfo,
  };
}

function startsOf(parts: readonly Uint8Array[]): number[] {
  const all = [0];
  for (const part of parts) all.push((all.at(-1) ?? 0) + part.length);
  return all;
}

function padded(size: number): number {
  return (size + 3) & ~3;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
