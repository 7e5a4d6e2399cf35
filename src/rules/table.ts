import type { RuleInfo } from './rule.ts';

/**
 * Compiled rules as they lie on disk: a magic word, three lengths (u32le), then UTF-8. `index` is read at once, `sources` and
 * `infos` when a first candidate or a first finding asks for them.
 */
export type Table = {
  readonly index: Index;
  /** One pattern a line, JSON strings. */
  readonly sources: string;
  /** JSON array of RuleInfo. */
  readonly infos: string;
};

export type Index = {
  /** Rule id and the channels it applies to as bits. */
  readonly rules: readonly (readonly [id: string, channels: number])[];
  /** In the order of `sources`. */
  readonly patterns: readonly (readonly [rule: number, max: number, look: number])[];
  readonly literals: readonly LiteralRow[];
  /** Literals one of which must have been seen. */
  readonly groups: readonly (readonly number[])[];
  readonly detectors: readonly (readonly [rule: number, name: string])[];
};

/** A literal, where its rarest gram stands, that gram's hash, detectors by number, and what each use needs. */
export type LiteralRow = readonly [
  literal: string,
  gram: number,
  hash: number,
  detectors: readonly number[],
  /** Pattern, before, after, groups. */
  uses: readonly (readonly number[])[],
];

const MAGIC = 0x31524b4f;
const HEAD = 16;

export function writeTable(index: Index, sources: readonly string[], infos: readonly RuleInfo[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts = [
    encoder.encode(JSON.stringify(index)),
    encoder.encode(sources.map((source) => JSON.stringify(source)).join('\n')),
    encoder.encode(JSON.stringify(infos)),
  ];
  const bytes = new Uint8Array(HEAD + parts.reduce((sum, part) => sum + part.length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  let at = HEAD;
  for (const [number, part] of parts.entries()) {
    view.setUint32(4 + number * 4, part.length, true);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @throws Error when the bytes are no table of this version */
export function readTable(bytes: Uint8Array): { readonly index: Index; sources(): string[]; infos(): RuleInfo[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEAD || view.getUint32(0, true) !== MAGIC) throw new Error('not a table of compiled rules');
  const lengths = [4, 8, 12].map((at) => view.getUint32(at, true));
  const [index = 0, sources = 0, infos = 0] = lengths;
  if (HEAD + index + sources + infos !== bytes.length) throw new Error('the table of compiled rules is damaged');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const text = (from: number, size: number) => decoder.decode(bytes.subarray(from, from + size));
  // Written by `writeTable` of this version: the lengths and the magic word vouch for the shape.
  return {
    index: JSON.parse(text(HEAD, index)) as Index,
    sources: () => (sources === 0 ? [] : text(HEAD + index, sources).split('\n')),
    infos: () => JSON.parse(text(HEAD + index + sources, infos)) as RuleInfo[],
  };
}
