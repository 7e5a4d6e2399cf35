import type { RuleSet } from '../../rule-set.ts';
import type { Units } from '../text/units.ts';
import type { Work } from '../work.ts';
import { askDetectors } from './asking.ts';
import { readLiterals } from './match-literals.ts';
import { readRuns } from './match-runs.ts';
import type { Match, Matches } from './matches.ts';
import type { Places } from './places.ts';
import type { Shapes } from './shapes.ts';
import type { Reading, Stretch } from './stretch.ts';

/** So much is searched for literals before what was found is looked at. */
const PIECE = 16_384;

/**
 * Every match of patterns and detectors announced in a stretch. Stops when the budget is spent.
 * @param units of the text
 * @param shapes that have looked at the stretch
 * @param places gets where literals stand
 */
export function matchStretch(
  set: RuleSet,
  stretch: Stretch,
  units: Units,
  shapes: Shapes,
  matches: Matches,
  work: Work,
  places?: Places,
): Match[] {
  const reading: Reading = {
    set,
    stretch,
    matches,
    work,
    units,
    found: [],
    asked: undefined,
    begun: false,
    wide: undefined,
    flow: null,
  };
  const { from, to, channels } = stretch;
  for (let at = from; at < to && !work.limited; at += PIECE) {
    set.literals.find(units, at, Math.min(to, at + PIECE), channels);
    if (set.literals.count === 0) continue;
    if (places !== undefined) note(set, places);
    readLiterals(reading);
  }
  if (!work.limited) readRuns(reading, shapes);
  if (reading.asked !== undefined) askDetectors(reading, reading.asked);
  return reading.found;
}

function note({ literals, tables }: RuleSet, { all, orders }: Places): void {
  for (let index = 0; index < literals.count; index += 1) {
    const start = literals.starts[index] as number;
    all.push(start);
    if (tables[literals.tables[index] as number]?.mayOrder(literals.literals[index] as number)) orders.push(start);
  }
}
