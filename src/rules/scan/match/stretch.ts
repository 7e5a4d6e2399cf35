import type { Place } from '../../detector.ts';
import type { RuleSet } from '../../rule-set.ts';
import type { RuledDetector } from '../../ruled.ts';
import type { Mapped } from '../../views/collapse.ts';
import { unwrap } from '../../views/unwrap.ts';
import type { Seams } from '../text/seams.ts';
import type { Units } from '../text/units.ts';
import type { Work } from '../work.ts';
import type { Match, Matches } from './matches.ts';

/** A stretch of a text to read: literals that start in `from` … `to`, with all of `text` as surroundings. */
export type Stretch = {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What stood before `text`. */
  readonly base: number;
  /** Where `text` was cut out of a longer one for another view of it. */
  readonly place?: Place;
  readonly channels: number;
  /** Where unusual characters stand in it. */
  readonly unusual: readonly number[];
  /** What counts of it, when not all of it does. */
  readonly seams: Seams | undefined;
};

/** A place that a detector shall look at. */
export type Region = { start: number; end: number };
/** A stretch while it is read. */
export type Reading = {
  readonly set: RuleSet;
  readonly stretch: Stretch;
  readonly matches: Matches;
  readonly work: Work;
  readonly units: Units;
  readonly found: Match[];
  asked: Map<RuledDetector, Region[]> | undefined;
  /** Whether companions were asked for. */
  begun: boolean;
  /** Whether three blanks in a row stand in the text, once it was asked. */
  wide: boolean | undefined;
  /** The text with its wrapped lines in one, where any is; null before it was asked. */
  flow: Mapped | undefined | null;
};

/** The text with its wrapped lines in one; undefined where none is. */
export function flowOf(reading: Reading): Mapped | undefined {
  if (reading.flow === null) reading.flow = unwrap(reading.stretch.text, reading.units.codes);
  return reading.flow;
}
