import type { Hit } from '../rule.ts';
import type { RuleSet } from '../rule-set.ts';
import { cipheredIn } from '../views/ciphers.ts';
import { MIN_HIDDEN } from '../views/hidden.ts';
import { leetIn } from '../views/leet.ts';
import { escapesIn, mayEscape } from '../views/unescape.ts';
import { matchStretch } from './match.ts';
import { REACH } from './match-use.ts';
import { otherReadings } from './other-readings.ts';
import { addHit, type Found, type Piece } from './piece.ts';
import { encodings, isCut, joinedRuns } from './runs.ts';
import { NO_STRANGERS, strangers } from './strangers.ts';
import { unitsOf } from './units.ts';
import type { Work } from './work.ts';

/** Reads a piece in all its views: as it is written, and where something in it may be a disguise, as it would read without. */
export function read(set: RuleSet, piece: Piece, depth: number, work: Work, found: Found): Hit[] {
  const { text, from, to, base, channels } = piece;
  const shapes = set.shapes(channels);
  const hits: Hit[] = [];
  const units = unitsOf(text);
  shapes.look(units, from, to);
  const near = Math.max(0, from - REACH);
  const far = Math.min(text.length, to + REACH);
  const strange = units.ascii && !shapes.odd ? NO_STRANGERS : strangers(text, units, near, far);
  // An escape that is written out steers no terminal and turns no text around.
  const unusual = piece.escaped === true ? [] : strange.unusual.filter((at) => at >= from && at < to);
  const places: number[] = [];
  for (const match of matchStretch(set, { ...piece, unusual }, units, shapes, found.plain, work, places)) {
    addHit(hits, found.plain, match, base, depth === 0 ? 'plain' : 'decoded', match.exact);
  }
  // Until something else is read: what stands in `units` and `shapes` then is of another text.
  const { spelled } = shapes;
  const encoded = encodings(text, units.codes, shapes.runs, from, to);
  const broken = shapes.breaks.filter((at) => at >= from && at < to);
  const joined = joinedRuns(units.codes, shapes.runs, places);
  const leet = leetIn(text, units.codes, from, to);
  const ciphers = cipheredIn(text, units.codes, from, to, set.cipherGrams);
  const escapes = mayEscape(text, near) ? escapesIn(text, near, far) : [];
  if (work.straight && isCut(shapes.runs, units.codes)) work.straight = false;
  const hidden = strange.unusual.length >= MIN_HIDDEN;
  const folded = strange.all;
  const many = folded.length + encoded.length + broken.length + joined.length + leet.length + ciphers.length;
  if (many + escapes.length === 0 && !spelled && !hidden) return hits;
  work.stir();
  const signs = { folded, hidden, spelled, encoded, broken, joined, leet, ciphers, escapes };
  otherReadings({ set, piece, depth, work, found, hits, read }, signs);
  return hits;
}
