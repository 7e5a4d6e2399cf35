import type { Hit } from '../rule.ts';
import type { RuleSet } from '../rule-set.ts';
import { NEAR } from '../views/unbreak.ts';
import { matchStretch } from './match/match.ts';
import { REACH } from './match/match-use.ts';
import { noPlaces } from './match/places.ts';
import { otherReadings } from './other-readings.ts';
import { addHit, type Found, type Piece } from './piece.ts';
import { halfAt } from './text/runs.ts';
import { signsOf } from './text/signs.ts';
import { NO_STRANGERS, strangers } from './text/strangers.ts';
import { unitsOf } from './text/units.ts';
import type { Work } from './work.ts';

/** Reads a piece in all its views: as it is written, and where something in it may be a disguise, as it would read without. */
export function read(set: RuleSet, piece: Piece, depth: number, work: Work, found: Found): Hit[] {
  const { text, from, to, base, channels } = piece;
  const shapes = set.shapes(channels);
  const hits: Hit[] = [];
  const units = unitsOf(text);
  // What breaks up a phrase may stand in the next piece.
  shapes.look(units, Math.max(0, from - NEAR), Math.min(text.length, to + NEAR));
  const near = Math.max(0, from - REACH);
  const far = Math.min(text.length, to + REACH);
  const strange = units.ascii && !shapes.odd ? NO_STRANGERS : strangers(text, units, near, far);
  // An escape that is written out steers no terminal and turns no text around.
  const unusual = piece.escaped === true ? [] : strange.unusual.filter((at) => at >= from && at < to);
  const places = noPlaces();
  for (const match of matchStretch(set, { ...piece, unusual }, units, shapes, found.plain, work, places)) {
    addHit(hits, found.plain, match, base, depth === 0 ? 'plain' : 'decoded', match.exact);
  }
  // Until something else is read: what stands in `units` and `shapes` then is of another text.
  const signs = signsOf(set, piece, { units, shapes, strange, places });
  if (work.straight) work.halve(halfAt(shapes.runs, units.codes), text.length, depth);
  if (signs === undefined) return hits;
  work.stir();
  otherReadings({ set, piece, depth, work, found, hits, read }, signs);
  return hits;
}
