import type { Part } from '../message/message.ts';
import type { Work } from '../rules/scan/work.ts';
import { withoutFiles } from './file-argument.ts';

/** Messages of one sender to one recipient that are read together. */
const MAX_MESSAGES = 10;
/**
 * Characters of them that are kept. A match is at most 512 long; the rest is room for invisible characters and
 * encodings, which stretch what is written without stretching what is read.
 */
export const REACH = 2048;

/** What one earlier message left in the window. */
type Said = {
  readonly pieces: readonly string[];
  /** `reachOf` it. */
  readonly reach: number;
  /** Rules that were found in it already; they are not found again in what follows [52]. */
  readonly found: readonly string[];
};

/** Where neither side held the beginning of anything, only what crosses a boundary can: no literal is longer. */
export const EDGE = 64;
/** Where nothing stretches what is written, a match of 512 and what it looks at beside itself. */
export const STRAIGHT = 640;
const WIDE = /[ \t-\r]{3}/;
/** With and without a blank between: a phrase is cut within a word or between two. */
export const GLUES = ['', ' '] as const;

/** The joined window: what one sender lately said to one recipient, as far as a split phrase could need it [50-53]. */
export type Tail = {
  readonly said: readonly Said[];
  /** How far from the end it has to be read together with what comes next. */
  readonly reach: number;
  /** Its end, for each of the glues: a boundary's left side where all is calm. */
  readonly edges: readonly [string, string];
};
export const NO_TAIL: Tail = { said: [], reach: EDGE, edges: ['', ''] };

/** The free content of a message: what is read together with its neighbours. */
export function joinable(parts: readonly Part[]): Part[] {
  return parts.filter((part) => part.joins && !part.key && part.text !== '');
}

/**
 * How far from its ends the texts of a message have to be read together with others, after what reading them showed: as far
 * as what was looked at at an end.
 */
export function reachOf(work: Work, parts: readonly Part[]): number {
  if (work.idle) return EDGE;
  if (!work.straight) return REACH;
  for (const { text, joins } of parts) {
    if (joins && (WIDE.test(text.slice(0, REACH)) || (text.length > REACH && WIDE.test(text.slice(-REACH)))))
      return REACH;
  }
  return Math.min(STRAIGHT, Math.max(EDGE, work.reach + SLACK));
}

/** A blank for each message between. */
const SLACK = MAX_MESSAGES;

/** How far from the window's end it has to be read, with what comes next, for all that its messages began. */
function reachBack(said: readonly Said[]): number {
  let far = EDGE;
  let distance = 0;
  for (let i = said.length - 1; i >= 0; i -= 1) {
    const { pieces, reach } = said[i] as Said;
    if (reach === REACH) return REACH;
    if (reach > EDGE && reach > distance) far = Math.max(far, Math.min(STRAIGHT, distance + reach));
    for (const piece of pieces) distance += piece.length;
  }
  return far;
}

/**
 * The window after one more message, without the names of files that it was about. A message without other free content leaves it as
 * it is.
 */
export function extend(tail: Tail, all: readonly Part[], reach: number, found: readonly string[]): Tail {
  const parts = withoutFiles(all);
  const pieces: string[] = [];
  let room = REACH;
  for (let i = parts.length - 1; i >= 0 && room > 0; i -= 1) {
    const piece = lastOf(parts[i]?.text ?? '', room);
    room -= piece.length;
    pieces.push(piece);
  }
  if (pieces.length === 0) return tail;
  pieces.reverse();
  let from = tail.said.length;
  while (from > 0 && room > 0 && tail.said.length - from < MAX_MESSAGES - 1) {
    from -= 1;
    for (const piece of tail.said[from]?.pieces ?? []) room -= piece.length;
  }
  const said = tail.said.slice(from);
  said.push({ pieces, reach, found });
  return {
    said,
    reach: reachBack(said),
    edges: [edgeOf(tail.edges[0], pieces, ''), edgeOf(tail.edges[1], pieces, ' ')],
  };
}

/** The end of what was said, and a blank for each of the window's messages. */
const EDGE_ROOM = EDGE + MAX_MESSAGES;

function edgeOf(before: string, pieces: readonly string[], glue: string): string {
  let edge = '';
  for (let i = pieces.length - 1; i >= 0 && edge.length < EDGE_ROOM; i -= 1) {
    edge = edge === '' ? (pieces[i] ?? '') : `${pieces[i]}${glue}${edge}`;
  }
  if (edge.length < EDGE_ROOM && before !== '') edge = `${before}${glue}${edge}`;
  return edge.length > EDGE_ROOM ? edge.slice(-EDGE_ROOM) : edge;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A short string of its own: a slice would keep the whole message alive for as long as the window holds it. */
function lastOf(text: string, length: number): string {
  if (text.length <= length && text.length <= 2 * REACH) return text;
  return decoder.decode(encoder.encode(text.slice(-length)));
}
