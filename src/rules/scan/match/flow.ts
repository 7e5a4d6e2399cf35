import type { Detector, Place, Span } from '../../detector.ts';
import type { LoadedTable } from '../../table/loaded-table.ts';
import type { Mapped } from '../../views/collapse.ts';
import { firstBehind } from '../text/seams.ts';
import type { Work } from '../work.ts';
import { matchUse } from './match-use.ts';
import type { Match, Matches } from './matches.ts';

/**
 * The first match of a pattern around a literal where lines that were wrapped are read as one: many a pattern stays within a line.
 * @param flow of the text that the literal stands in at `start` … `end`
 * @param base what stood before that text
 * @param wide whether three blanks in a row stand anywhere in it
 */
export function matchInFlow(
  flow: Mapped,
  loaded: LoadedTable,
  use: number,
  start: number,
  end: number,
  base: number,
  wide: boolean,
  matches: Matches,
  work: Work,
): Match | undefined {
  const { usePattern, useBefore, useAfter } = loaded.table;
  const pattern = loaded.pattern(usePattern[use] as number);
  if (!pattern.said) return undefined;
  const first = flow.indexOf(start);
  const last = first + end - start;
  const joint = firstBehind(flow.changes, first - (useBefore[use] as number));
  if ((flow.changes[joint] ?? Number.POSITIVE_INFINITY) >= last + (useAfter[use] as number)) return undefined;
  // What it found already stands there.
  if (start < matches.endOf(pattern.number) - base) return undefined;
  const match = matchUse(loaded, use, flow.text, first, last, 0, wide, undefined, work);
  return match === undefined ? undefined : { ...match, ...spanOf(flow, match) };
}

/** What a detector finds in `start` … `end` of a text, given that with wrapped lines in one. Spans count from the beginning of the text. */
export function findInFlow(
  flow: Mapped,
  detector: Pick<Detector, 'find'>,
  start: number,
  end: number,
  place: Place,
): Span[] {
  const from = flow.indexOf(start);
  const over = place.over?.map((at) => flow.indexOf(start + at) - from);
  const found = detector.find(flow.text.slice(from, flow.indexOf(end)), { ...place, over });
  return [...found].map((span) => spanOf(flow, { start: from + span.start, end: from + span.end }));
}

function spanOf(flow: Mapped, { start, end }: Span): Span {
  return { start: flow.offset(start), end: flow.offset(end - 1) + 1 };
}
