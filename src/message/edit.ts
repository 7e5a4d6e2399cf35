import { unitOffsets } from './json/offsets.ts';
import { find, stepsOf, tapeOf } from './json/pointer.ts';
import { ARRAY, kindOf, OBJECT, STRING, stringAt, type Tape } from './json/tape.ts';
import type { Part } from './message.ts';

/** Bytes `start` to `end` (exclusive) of a frame are replaced by `bytes`. */
export type Edit = { readonly start: number; readonly end: number; readonly bytes: Uint8Array };

const encoder = new TextEncoder();
const NOTHING = new Uint8Array(0);

/**
 * Everything outside the edits is byte-identical. Edits in any order.
 * @throws RangeError when two overlap or one lies outside the frame.
 */
export function splice(frame: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const sorted = edits.toSorted(byPlace);
  let size = frame.length;
  let at = 0;
  for (const { start, end, bytes } of sorted) {
    if (start < at || end < start || end > frame.length) throw new RangeError('edits overlap or leave the frame');
    size += bytes.length - (end - start);
    at = end;
  }
  const out = new Uint8Array(size);
  let written = 0;
  at = 0;
  for (const { start, end, bytes } of sorted) {
    out.set(frame.subarray(at, start), written);
    written += start - at;
    out.set(bytes, written);
    written += bytes.length;
    at = end;
  }
  out.set(frame.subarray(at), written);
  return out;
}

/** Bytes `start` to `end` (exclusive) inside of one string that a mask takes, found by these rules. */
export type Masked = {
  readonly start: number;
  readonly end: number;
  readonly category: string;
  readonly rules: readonly string[];
};

/** The text that stands for something, as it may stand in a JSON string. `raw`: its bytes as they are spelled. */
export type NameMask = (masked: Masked, raw: Uint8Array) => string;

export const plainMask: NameMask = ({ category }) => `[REDACTED:${category}]`;

/** The frame with each of these ranges replaced by its mask; those that overlap become one. */
export function maskRanges(frame: Uint8Array, ranges: readonly Masked[], name: NameMask = plainMask): Uint8Array {
  const edits = mergeRanges(ranges).map((range) => {
    const { start, end } = range;
    return { start, end, bytes: encoder.encode(name(range, frame.subarray(start, end))) };
  });
  return splice(frame, edits);
}

function mergeRanges(ranges: readonly Masked[]): Masked[] {
  const merged: Masked[] = [];
  for (const range of ranges.toSorted(byPlace)) {
    const last = merged.at(-1);
    if (last === undefined || range.start >= last.end) merged.push(range);
    else {
      const rules = [...new Set([...last.rules, ...range.rules])];
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, range.end), rules };
    }
  }
  return merged;
}

function byPlace(a: { start: number; end: number }, b: { start: number; end: number }): number {
  return a.start - b.start || a.end - b.end;
}

/**
 * The bytes of `spans` (UTF-16 offsets into `part.text`), quotes left out. Where a span does not fall on the bytes of
 * whole characters, or the part's text is a decoding, all of the string.
 */
export function bytesOf(
  frame: Uint8Array,
  part: Part,
  spans: readonly (readonly [number, number])[],
): (readonly [start: number, end: number])[] {
  if (spans.length === 0) return [];
  const joined = joinSpans(spans);
  const exact =
    part.decoded !== true && joined.every(([start, end]) => start < end && isWholeText(part.text, start, end));
  if (!exact) return [[part.start + 1, part.end - 1]];
  const offsets = unitOffsets(frame, part.start, joined.flat());
  return joined.map((_, n) => [offsets[n * 2]!, offsets[n * 2 + 1]!] as const);
}

/** Sorted, and those that touch or overlap as one. */
function joinSpans(spans: readonly (readonly [number, number])[]): [number, number][] {
  const joined: [number, number][] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

function isWholeText(text: string, start: number, end: number): boolean {
  return start >= 0 && end <= text.length && !splitsPair(text, start) && !splitsPair(text, end);
}

function splitsPair(text: string, at: number): boolean {
  const low = text.charCodeAt(at);
  const high = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff;
}

/** The string at `pointer` becomes `""`; undefined when there is no string. */
export function emptyText(frame: Uint8Array, pointer: string): Uint8Array | undefined {
  return edited(frame, pointer, (tape, i) =>
    kindOf(tape, i) === STRING ? [{ start: tape.starts[i]! + 1, end: tape.ends[i]! - 1, bytes: NOTHING }] : undefined,
  );
}

/** The array at `listPointer` without the elements `indexes`; undefined when there is no such array or element. */
export function removeEntries(
  frame: Uint8Array,
  listPointer: string,
  indexes: readonly number[],
): Uint8Array | undefined {
  return edited(frame, listPointer, (tape, i) => {
    if (kindOf(tape, i) !== ARRAY) return undefined;
    const items: Item[] = [];
    for (let item = i + 1; item < tape.nexts[i]!; item = tape.nexts[item]!) {
      items.push({ start: tape.starts[item]!, end: tape.ends[item]! });
    }
    return without(items, new Set(indexes));
  });
}

/** The object member at `pointer` taken out, key and comma with it; undefined when there is none. */
export function removeMember(frame: Uint8Array, pointer: string): Uint8Array | undefined {
  const name = stepsOf(pointer)?.at(-1);
  if (name === undefined) return undefined;
  return edited(frame, pointer.slice(0, pointer.lastIndexOf('/')), (tape, i) => {
    if (kindOf(tape, i) !== OBJECT) return undefined;
    const items: Item[] = [];
    let index = -1;
    for (let key = i + 1; key < tape.nexts[i]!; key = tape.nexts[key + 1]!) {
      if (stringAt(tape, key) === name) index = items.length;
      items.push({ start: tape.starts[key]!, end: tape.ends[key + 1]! });
    }
    return without(items, new Set([index]));
  });
}

type Item = { readonly start: number; readonly end: number };

/** Each item goes with the comma before it; those at the head go with the comma after them. */
function without(items: readonly Item[], removed: ReadonlySet<number>): Edit[] | undefined {
  for (const index of removed) if (items[index] === undefined) return undefined;
  const edits: Edit[] = [];
  const firstKept = items.findIndex((_, n) => !removed.has(n));
  for (const n of removed) {
    const { start, end } = items[n]!;
    if (firstKept >= 0 && n > firstKept) edits.push({ start: items[n - 1]!.end, end, bytes: NOTHING });
    else edits.push({ start, end: items[n + 1]?.start ?? end, bytes: NOTHING });
  }
  return edits;
}

/**
 * Member `name` of the object at `objectPointer` gets `rawValue` (JSON text), replaced where it stands or added at the
 * end; undefined when there is no object.
 */
export function setMember(
  frame: Uint8Array,
  objectPointer: string,
  name: string,
  rawValue: string,
): Uint8Array | undefined {
  return edited(frame, objectPointer, (tape, i) => {
    if (kindOf(tape, i) !== OBJECT) return undefined;
    for (let key = i + 1; key < tape.nexts[i]!; key = tape.nexts[key + 1]!) {
      if (stringAt(tape, key) === name) return [replacing(tape, key + 1, rawValue)];
    }
    const end = tape.ends[i]! - 1;
    const comma = tape.nexts[i]! > i + 1 ? ',' : '';
    return [{ start: end, end, bytes: encoder.encode(`${comma}${JSON.stringify(name)}:${rawValue}`) }];
  });
}

/** The top-level `id` becomes `rawId`, as spelled; undefined when there is none. */
export function replaceId(frame: Uint8Array, rawId: string): Uint8Array | undefined {
  return edited(frame, '/id', (tape, i) => [replacing(tape, i, rawId)]);
}

function replacing(tape: Tape, i: number, rawValue: string): Edit {
  return { start: tape.starts[i]!, end: tape.ends[i]!, bytes: encoder.encode(rawValue) };
}

function edited(
  frame: Uint8Array,
  pointer: string,
  plan: (tape: Tape, i: number) => Edit[] | undefined,
): Uint8Array | undefined {
  const tape = tapeOf(frame);
  const i = tape === undefined ? -1 : find(tape, pointer);
  const edits = tape === undefined || i < 0 ? undefined : plan(tape, i);
  return edits === undefined ? undefined : splice(frame, edits);
}
