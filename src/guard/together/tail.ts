import type { Part } from '../../message/message.ts';
import type { Work } from '../../rules/scan/work.ts';
import { withoutFiles } from './file-argument.ts';
import { GLUES, glued } from './glue.ts';

/** Messages of one sender to one recipient that are read together. */
const MAX_MESSAGES = 10;
/**
 * Characters of them that are kept. A match is at most 512 long; the rest is room for invisible characters and
 * encodings, which stretch what is written without stretching what is read.
 */
export const REACH = 2048;

/** How far from its ends a message has to be read together with others. */
export type Reach = {
  /** With other messages, in characters that count. */
  readonly far: number;
  /** Its own texts with each other. */
  readonly within: number;
  /** How many characters of it other readings drop, at most. */
  readonly stretch: number;
};

/** What one earlier message left in the window. */
type Said = {
  readonly pieces: readonly string[];
  /** `reachOf` it. */
  readonly reach: Reach;
  /** `stretchOf` them, once it was asked. */
  stretch?: number;
  /** Rules that were found in it already; they are not found again in what follows [52]. */
  readonly found: readonly string[];
};

/** Where neither side held the beginning of anything, only what crosses a boundary can: no literal is longer. */
export const EDGE = 64;
/** But for what stretches what is written, a match of 512 and what it looks at beside itself. */
export const STRAIGHT = 640;
const WIDE = /[ \t-\r]{3}/;
/** The joined window: what one sender lately said to one recipient, as far as a split phrase could need it [50-53]. */
export type Tail = {
  readonly said: readonly Said[];
  /** How far from the end it has to be read together with what comes next, in characters that count. */
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
 * as what was looked at at an end, and where it reads another way too as far as a match.
 */
export function reachOf(work: Work, parts: readonly Part[]): Reach {
  if (work.idle) return NEAREST;
  if (!work.straight) return FARTHEST;
  // Half an encoding is told of those before it, however near its end it begins.
  const half = work.half === 0 ? EDGE : Math.max(EDGE + 1, work.half + SLACK);
  const wide = parts.some(isWide);
  const atLeast = (reach: number): number => (wide ? STRAIGHT : Math.min(STRAIGHT, Math.max(half, reach + SLACK)));
  const far = work.ended && work.half === 0 ? EDGE : atLeast(work.openReach);
  return { far, within: atLeast(work.reach), stretch: work.stretch };
}

export const NEAREST: Reach = { far: EDGE, within: EDGE, stretch: 0 };
export const FARTHEST: Reach = { far: REACH, within: REACH, stretch: 0 };

/** Whether blanks stand in a row, where a text may meet another, that a pattern takes for one. */
function isWide({ text, joins }: Part): boolean {
  return joins && (WIDE.test(text.slice(0, REACH)) || (text.length > REACH && WIDE.test(text.slice(-REACH))));
}

/** How far texts are read together: a message with those before it, and its own with each other. */
export type Together = Pick<Reach, 'far' | 'within'>;

/**
 * How far a message and those before it have to be read together: as far as either side began anything, and farther by all that counts
 * for nothing on the way.
 */
export function reachTogether(own: Reach, parts: readonly Part[], tail: Tail): Together {
  const far = Math.max(own.far, tail.reach);
  const { within } = own;
  if (isSettled(far) && isSettled(within)) return { far, within };
  const stretch = stretchOf(
    joinable(parts).map(({ text }) => text),
    own,
  );
  return {
    far: isSettled(far) ? far : Math.min(REACH, far + stretch + reachBack(tail.said).stretch),
    within: isSettled(within) ? within : Math.min(REACH, within + stretch),
  };
}

function isSettled(reach: number): boolean {
  return reach === EDGE || reach >= REACH;
}

/** A blank for each message between. */
const SLACK = MAX_MESSAGES;

/**
 * How far from the window's end it has to be read, with what comes next, for all that its messages began, and how many of the characters
 * there do not count. What lies farther back is out of reach.
 */
function reachBack(said: readonly Said[]): Reach {
  let far = EDGE;
  let stretch = 0;
  let distance = 0;
  for (let i = said.length - 1; i >= 0 && distance < STRAIGHT + stretch; i -= 1) {
    const one = said[i] as Said;
    const { pieces, reach } = one;
    if (reach.far >= REACH) return FARTHEST;
    one.stretch ??= stretchOf(pieces, reach);
    stretch += one.stretch;
    if (reach.far > EDGE && reach.far + stretch > distance)
      far = Math.max(far, Math.min(STRAIGHT, distance + reach.far));
    for (const piece of pieces) distance += piece.length;
  }
  return { far, within: EDGE, stretch };
}

/** How many characters of texts count for nothing in a match: those that other readings drop, and blanks behind blanks at either end. */
function stretchOf(texts: readonly string[], { stretch }: Reach): number {
  const room = STRAIGHT + stretch;
  let first = 0;
  let last = 0;
  for (const text of texts) {
    first += blanksBehind(text, 0, 1, room);
    last += blanksBehind(text, text.length - 1, -1, room);
  }
  return stretch + Math.max(first, last);
}

/** How many blanks stand behind others among so many characters that count. */
function blanksBehind(text: string, from: number, step: 1 | -1, room: number): number {
  let blanks = 0;
  let blank = false;
  let left = room;
  for (let at = from; at >= 0 && at < text.length && left > 0; at += step) {
    const before = blank;
    const unit = text.charCodeAt(at);
    blank = unit === 32 || (unit >= 9 && unit <= 13);
    if (blank && before) blanks += 1;
    else left -= 1;
  }
  return blanks;
}

/**
 * The window after one more message, without the names of files that it was about. A message without other free content leaves it as
 * it is.
 */
export function extend(tail: Tail, all: readonly Part[], reach: Reach, found: readonly string[]): Tail {
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
    reach: said.some(({ reach: { far } }) => far > EDGE) ? reachBack(said).far : EDGE,
    edges: [edgeOf(tail.edges[0], pieces, GLUES[0]), edgeOf(tail.edges[1], pieces, GLUES[1])],
  };
}

/** The end of what was said, and a blank for each of the window's messages. */
const EDGE_ROOM = EDGE + MAX_MESSAGES;

function edgeOf(before: string, pieces: readonly string[], glue: string): string {
  let edge = '';
  for (let i = pieces.length - 1; i >= 0 && edge.length < EDGE_ROOM; i -= 1) {
    edge = edge === '' ? (pieces[i] ?? '') : glued(pieces[i] ?? '', glue, edge);
  }
  if (edge.length < EDGE_ROOM && before !== '') edge = glued(before, glue, edge);
  return edge.length > EDGE_ROOM ? edge.slice(-EDGE_ROOM) : edge;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A short string of its own: a slice would keep the whole message alive for as long as the window holds it. */
function lastOf(text: string, length: number): string {
  if (text.length <= length && text.length <= 2 * REACH) return text;
  return decoder.decode(encoder.encode(text.slice(-length)));
}
