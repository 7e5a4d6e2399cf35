import type { Hit, View } from '../rule.ts';
import { type Match, Matches } from './match/matches.ts';
import type { Seams } from './text/seams.ts';

/** A part of a text that is read at once, with what stands around it. */
export type Piece = {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly base: number;
  readonly channels: number;
  /** What counts of it, when not all of it does. */
  readonly seams: Seams | undefined;
  /** Escapes were resolved or characters folded to make it. */
  readonly escaped?: boolean;
  /** Characters were folded to make it. */
  readonly folded?: boolean;
};

/** What was found already: as it is written, and in another reading. */
export type Found = { readonly plain: Matches; readonly other: Matches };

export function fresh(): Found {
  return { plain: new Matches(), other: new Matches() };
}

/** Adds a match to `hits` unless its rule has one there already. @param base where the text of the match begins */
export function addHit(
  hits: Hit[],
  matches: Matches,
  { rule, start, end }: Pick<Match, 'rule' | 'start' | 'end'>,
  base: number,
  view: View,
  exact: boolean,
): void {
  if (!matches.add(rule, base + start, base + end)) return;
  hits.push({ rule: rule.info(), start: base + start, end: base + end, view, exact });
}
