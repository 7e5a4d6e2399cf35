import { channelBit, type RuleSet } from '../../rule-set.ts';
import { AROUND, cipheredIn, LONGEST_WORD } from '../../views/ciphers.ts';
import type { Encoded } from '../../views/encodings/encoded.ts';
import { MIN_HIDDEN } from '../../views/hidden.ts';
import { jointsIn } from '../../views/joints/joints.ts';
import { BETWEEN_WORDS, leetIn } from '../../views/leet.ts';
import type { Edit } from '../../views/meant/draft.ts';
import { meantIn } from '../../views/meant/meant.ts';
import { type Prefix, prefixesIn } from '../../views/prefixes.ts';
import { stretchedIn } from '../../views/stretched.ts';
import { isData, writtenEnd, writtenIn } from '../../views/strings.ts';
import { NEAR } from '../../views/unbreak.ts';
import { escapeEnd, escapesIn, LONGEST_ESCAPE, mayEscape } from '../../views/unescape.ts';
import { REACH } from '../match/match-use.ts';
import type { Places } from '../match/places.ts';
import type { Shapes } from '../match/shapes.ts';
import type { Piece } from '../piece.ts';
import { stretchesNear } from './regions.ts';
import { encodings, type JoinedRun, joinedRuns } from './runs.ts';
import { holds } from './seams.ts';
import type { Strangers } from './strangers.ts';
import type { Units } from './units.ts';

/** What says that a piece may read otherwise: where, or that something does. */
export type Signs = {
  readonly folded: readonly number[];
  readonly hidden: boolean;
  readonly spelled: boolean;
  readonly encoded: readonly Encoded[];
  readonly broken: readonly number[];
  readonly joined: readonly JoinedRun[];
  /** Words joined by marks, as places within them. */
  readonly joints: readonly number[];
  readonly leet: readonly number[];
  readonly stretched: readonly number[];
  readonly ciphers: readonly Encoded[];
  readonly escapes: readonly number[];
  /** What stands before lines, and which of it is near a literal. */
  readonly prefixes: readonly Prefix[];
  readonly prefixed: readonly number[];
  /** Line ends that were written out. */
  readonly written: readonly number[];
  /** What a shell or an interpreter reads otherwise. */
  readonly meant: readonly Edit[];
};

/** What the first pass over a piece left: good until another text is read. */
export type Looked = {
  readonly units: Units;
  readonly shapes: Shapes;
  readonly strange: Strangers;
  readonly places: Places;
};

/** Undefined where a piece reads in one way only. Away from what counts of it nothing is looked for. */
export function signsOf(set: RuleSet, piece: Piece, { units, shapes, strange, places }: Looked): Signs | undefined {
  const { text, from, to, seams } = piece;
  const { codes } = units;
  const { spelled, runs } = shapes;
  const encoded = encodings(text, codes, runs, from, to, seams);
  const broken = shapes.breaks.filter((at) => at >= from - NEAR && at < to + NEAR);
  const joined = joinedRuns(codes, runs, places.all, seams);
  const joints = jointsIn(text, codes, places.orders);
  const leet: number[] = [];
  const repeated: number[] = [];
  for (const near of stretchesNear(seams, NEAR + BETWEEN_WORDS, from, to))
    leet.push(...leetIn(text, units, near.start, near.end, repeated));
  const stretched = repeated.length === 0 ? repeated : stretchedIn(text, codes, repeated);
  const ciphers: Encoded[] = [];
  for (const near of stretchesNear(seams, seams?.together === true ? AROUND : LONGEST_WORD, from, to))
    ciphers.push(...cipheredIn(text, codes, near.start, near.end, set.cipherGrams));
  const escapes = escapesNear(piece, escapesIn, escapeEnd);
  const prefixes = places.all.length === 0 || seams?.together === true ? [] : prefixesNear(piece, codes);
  const prefixed = prefixes.length === 0 ? [] : nearLiterals(prefixes, places.all);
  const data = text.includes('\\') && isData(text, piece.escaped === true);
  const written = escapesNear(piece, (around, start, end) => writtenIn(around, start, end, data), writtenEnd);
  const hidden = strange.unusual.length >= MIN_HIDDEN;
  const folded = strange.all;
  // Of texts put together each was read by itself: what one names, another does not use.
  const meant = seams?.together === true || !mayMean(piece) ? [] : meantIn(text, units);
  const many =
    folded.length + encoded.length + broken.length + joined.length + joints.length + leet.length + ciphers.length;
  if (
    many + stretched.length + escapes.length + written.length + prefixed.length + meant.length === 0 &&
    !spelled &&
    !hidden
  )
    return undefined;
  return {
    folded,
    hidden,
    spelled,
    encoded,
    broken,
    joined,
    joints,
    leet,
    stretched,
    ciphers,
    escapes,
    written,
    prefixes,
    prefixed,
    meant,
  };
}

/**
 * Whether a text is read for what it means: what is done always, data where it is short. Long data is mostly source code, in which an order
 * to run something stands as it is written; the names and short values of a call say nothing indirectly.
 */
function mayMean({ text, channels }: Piece): boolean {
  if ((channels & DONE) !== 0) return true;
  return text.length <= LONGEST_DATA && channels !== CALL;
}
const LONGEST_DATA = 4_096;
const CALL = channelBit('call');
const DONE = channelBit('tool_args') | channelBit('agent_message');

/**
 * Where something was changed, escapes that were there before it are resolved in a reading of their own: only those beside the change count.
 * Where characters were folded only those that the folding made, as what the others stand for is folded too, there. Where texts meet, all
 * count that may hide what stands on the other side.
 */
function escapesNear(
  { text, from, to, seams, folded }: Piece,
  find: typeof escapesIn,
  endOf: typeof escapeEnd,
): number[] {
  const near = Math.max(0, from - REACH);
  if (!mayEscape(text, near)) return [];
  const far = Math.min(text.length, to + REACH);
  if (seams === undefined) return find(text, near, far);
  const found: number[] = [];
  for (const { start, end } of stretchesNear(seams, seams.together ? REACH : LONGEST_ESCAPE, near, far)) {
    // Cut out: where none stands, the search would go on to the end of the text.
    const around = text.slice(start, end + LONGEST_ESCAPE);
    for (const at of find(around, 0, end - start)) {
      if (seams.together || folded !== true || holds(seams, start + at, start + endOf(around, at)))
        found.push(start + at);
    }
  }
  return found;
}

/** Those near a place that counts. Of texts put together each was read without its own before. */
function prefixesNear({ text, from, to, seams }: Piece, codes: Uint8Array): Prefix[] {
  const found: Prefix[] = [];
  let reached = 0;
  for (const { start, end } of stretchesNear(seams, NEAR, Math.max(0, from - NEAR), Math.min(text.length, to + NEAR)))
    for (const one of prefixesIn(text, codes, start, end)) {
      if (one.start < reached) continue;
      reached = one.end;
      found.push(one);
    }
  return found;
}

/** Where prefixes end that a literal stands near. */
function nearLiterals(prefixes: readonly Prefix[], places: readonly number[]): number[] {
  const found: number[] = [];
  let next = 0;
  for (const { end } of prefixes) {
    while (next < places.length && (places[next] as number) < end - NEAR) next += 1;
    if (next < places.length && (places[next] as number) < end + NEAR) found.push(end);
  }
  return found;
}
