import type { Hit } from '../rule.ts';
import type { RuleSet } from '../rule-set.ts';
import type { Encoded } from '../views/encodings/encoded.ts';
import { inflated, MAX_INFLATED } from '../views/encodings/inflate.ts';
import { textOf } from '../views/encodings/text-of.ts';
import { addHit, type Found, fresh, type Piece } from './piece.ts';
import { crosses, everywhere } from './text/seams.ts';
import type { Work } from './work.ts';

/** Encodings within encodings are followed this deep. [44] */
export const MAX_DEPTH = 4;
/** What decoding may produce, as a multiple of what was given. [43] */
const MAX_GROWTH = 8;
/** What a reading in all views costs by its length alone, as the power of two of its characters that go into a unit. */
export const WHOLE = 4;
/** What reading a text by itself costs before its first character, in units. */
const APART = 8;

/** A piece that was read as it is written; `read` reads another one in all its views. */
export type Task = {
  readonly set: RuleSet;
  readonly piece: Piece;
  readonly depth: number;
  readonly work: Work;
  readonly found: Found;
  readonly hits: Hit[];
  readonly read: (set: RuleSet, piece: Piece, depth: number, work: Work, found: Found) => Hit[];
};

/** Texts that stretches of this one stand for. */
export function inner(task: Task, list: readonly Encoded[]): void {
  const { set, piece, depth, work, found, hits, read } = task;
  const { from, to, base, channels, seams } = piece;
  if (list.length > 0) work.straight = false;
  for (const given of list) {
    if (given.end <= from || given.start >= to || !crosses(seams, given.start, given.end)) continue;
    if (depth >= MAX_DEPTH) {
      opaque(task, given);
      continue;
    }
    const one = given.packed === undefined ? given : unpacked(task, given, given.packed);
    if (one === undefined) continue;
    const bound = given.packed === undefined ? MAX_GROWTH * (one.end - one.start) : MAX_INFLATED;
    if (one.text.length > bound || !work.spend(APART + (one.text.length >> WHOLE))) {
      work.exceed();
      return;
    }
    // What is decoded counts as a whole, wherever in it.
    const inside = seams?.together === true ? everywhere(seams.bonds) : undefined;
    const part: Piece = { text: one.text, from: 0, to: one.text.length, base: 0, channels, seams: inside };
    for (const hit of read(set, part, depth + 1, work, fresh())) {
      const rule = set.ruled(hit.rule.id);
      if (rule !== undefined)
        addHit(hits, found.other, { rule, start: one.start, end: one.end }, base, 'decoded', false);
    }
  }
}

function opaque({ set, piece, found, hits }: Task, { start, end }: Encoded): void {
  const { base, channels } = piece;
  if (set.opaque === undefined || (set.opaque.channels & channels) === 0) return;
  addHit(hits, found.other, { rule: set.opaque, start, end }, base, 'decoded', false);
}

/** Inflating is paid for before it is done: many small bombs must not cost more than one. [45] */
function unpacked(task: Task, one: Encoded, packed: Uint8Array): Encoded | undefined {
  if (!task.work.spend(Math.min(MAX_INFLATED, packed.length * 64) >> 6)) return undefined;
  const contents = inflated(packed);
  if (contents === undefined) return undefined;
  if (!contents.whole) opaque(task, one);
  const text = textOf(contents.bytes);
  return text === undefined ? undefined : { ...one, text };
}
