import type { LoadedTable } from '../../table/loaded-table.ts';
import { crosses, firstBehind } from '../text/seams.ts';
import { askFor } from './asking.ts';
import { matchInFlow } from './flow.ts';
import { matchUse, mayCross, mayStand, REACH } from './match-use.ts';
import { flowOf, type Reading } from './stretch.ts';

/** Tries the patterns that the literals just found announce, and notes what detectors shall look at. */
export function readLiterals(reading: Reading): void {
  const { literals, tables } = reading.set;
  for (let at = 0; at < literals.count; at += 1) {
    const loaded = tables[literals.tables[at] as number] as LoadedTable;
    const literal = literals.literals[at] as number;
    const start = literals.starts[at] as number;
    const { codesAt, usesAt, askedAt } = loaded.table;
    const end = start + (codesAt[literal + 1] as number) - (codesAt[literal] as number);
    if (askedAt[literal] !== askedAt[literal + 1]) askFor(reading, loaded, literal, start, end);
    const last = usesAt[literal + 1] as number;
    if (last === usesAt[literal] || !mayReach(reading, loaded, literal, start, end)) continue;
    for (let use = usesAt[literal] as number; use < last; use += 1) readUse(reading, loaded, use, start, end);
    if (reading.work.limited) return;
  }
}

/** Whether any pattern may reach over a place that counts from a literal: near most of them none stands. False is certain. */
function mayReach(reading: Reading, loaded: LoadedTable, literal: number, start: number, end: number): boolean {
  const { seams } = reading.stretch;
  if (seams === undefined) return true;
  const least = isWide(reading) ? REACH : 0;
  const before = Math.max(least, loaded.reachBefore(literal));
  return crosses(seams, start - before, end + Math.max(least, loaded.reachAfter(literal)));
}

function readUse(reading: Reading, loaded: LoadedTable, use: number, start: number, end: number): void {
  const { table } = loaded;
  const { text, channels, base, seams } = reading.stretch;
  const { codes } = reading.units;
  const rule = table.patternRule[table.usePattern[use] as number] as number;
  if (
    (start > 0 && !mayStand(table.nears, table.usePrev[use] as number, codes[start - 1] as number)) ||
    (end < codes.length && !mayStand(table.nears, table.useNext[use] as number, codes[end] as number))
  ) {
    if (seams?.starts !== undefined && ((loaded.channels[rule] as number) & channels) !== 0)
      readBetween(reading, loaded, use, start, end, seams.starts);
    return;
  }
  if (((loaded.channels[rule] as number) & channels) === 0) return;
  if (reading.matches.full(loaded.ruled(rule).number)) return;
  if (seams !== undefined && !mayCross(seams, isWide(reading), loaded, use, text, start, end)) return;
  if (!reading.begun) {
    reading.set.companions.begin(codes);
    reading.begun = true;
  }
  if (!reading.set.companions.mayHold(loaded, use, start, end)) {
    // What it lacks may stand in the text that this one goes on in.
    const look = table.patternLook[table.usePattern[use] as number] as number;
    const first = start - (table.useBefore[use] as number) - look;
    reading.work.spendWithin(0.25, first, end + (table.useAfter[use] as number) + look, text.length);
    return;
  }
  const wide = isWide(reading);
  const { matches, work } = reading;
  let match = matchUse(loaded, use, text, start, end, base, wide, matches, work);
  const flow = match === undefined ? flowOf(reading) : undefined;
  if (flow !== undefined) match = matchInFlow(flow, loaded, use, start, end, base, wide, matches, work);
  if (match !== undefined) reading.found.push(match);
  else if (seams?.starts !== undefined) readBetween(reading, loaded, use, start, end, seams.starts);
}

/** So many texts a token may be in pieces in. */
const MOST_PIECES = 8;

/**
 * A token in pieces, between other texts that nothing parts it from: it begins where one text does and ends where one does. What
 * holds blanks is a phrase, and reads the same with blanks between.
 */
function readBetween(
  reading: Reading,
  loaded: LoadedTable,
  use: number,
  start: number,
  end: number,
  starts: readonly number[],
): void {
  const { table } = loaded;
  const { text, seams } = reading.stretch;
  if (table.patternSpaced[table.usePattern[use] as number] === 1) return;
  const first = start - (table.useBefore[use] as number);
  const last = end + (table.useAfter[use] as number);
  const index = Math.max(0, firstBehind(starts, start) - 1);
  const left = starts[index] as number;
  if (left < first || !crosses(seams, left, last)) return;
  for (let next = index + 1; next <= index + MOST_PIECES && next <= starts.length; next += 1) {
    const right = starts[next] ?? text.length;
    if (right < end || !crosses(seams, left, right)) continue;
    const piece = text.slice(left, right);
    const match = matchUse(loaded, use, piece, start - left, end - left, 0, false, undefined, reading.work);
    if (match !== undefined && left + match.end === right) {
      reading.found.push({ ...match, start: left + match.start, end: right });
      return;
    }
    if (right > last) return;
  }
}

function isWide(reading: Reading): boolean {
  reading.wide ??= WIDE.test(reading.stretch.text);
  return reading.wide;
}

const WIDE = /[ \t-\r]{3}/;
