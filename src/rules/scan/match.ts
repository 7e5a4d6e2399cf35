import type { Place } from '../detector.ts';
import type { RuleSet } from '../rule-set.ts';
import type { RuledDetector } from '../ruled.ts';
import type { LoadedTable } from '../table/loaded-table.ts';
import type { Mapped } from '../views/collapse.ts';
import { unwrap } from '../views/unwrap.ts';
import { findInFlow, matchInFlow } from './flow.ts';
import { matchUse, mayCross, mayStand, REACH } from './match-use.ts';
import type { Match, Matches } from './matches.ts';
import type { Places } from './places.ts';
import { crosses, firstBehind, isNear, type Seams } from './seams.ts';
import type { Shapes } from './shapes.ts';
import { eachRun, holdsAll, runEnd, type TriggerRun } from './triggers.ts';
import type { Units } from './units.ts';
import type { Work } from './work.ts';

const MAX_REGION = 4_096;

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

type Region = { start: number; end: number };
type Reading = {
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

function readLiterals(reading: Reading): void {
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

function askFor(reading: Reading, loaded: LoadedTable, literal: number, start: number, end: number): void {
  const { askedAt, asked } = loaded.table;
  const last = askedAt[literal + 1] as number;
  for (let at = askedAt[literal] as number; at < last; at += 1) {
    const one = loaded.detectors[asked[at] as number] as RuledDetector;
    if (applies(one, reading.stretch)) ask(reading, one, start, end);
  }
}

function applies({ rule, alone, ofOneCall }: RuledDetector, { channels, seams }: Stretch): boolean {
  if ((rule.channels & channels) === 0) return false;
  return seams === undefined || !((alone && seams.together) || (ofOneCall && seams.calls === true));
}

function readRuns(reading: Reading, shapes: Shapes): void {
  const { codes } = reading.units;
  const { text, from, to, channels, unusual } = reading.stretch;
  const { runs, shorts } = shapes;
  for (let at = 0; at < runs.length; at += 3) {
    const cover = shapes.cover(runs[at] as number);
    const end = runs[at + 2] as number;
    if (cover === undefined || end <= from) continue;
    // Of a run that began long before, the next slices have their share.
    const start = Math.max(runs[at + 1] as number, from - BACK);
    if (start >= to) continue;
    eachRun(cover, codes, start, end, channels, (run, first, last) => askAll(reading, run.detectors, first, last));
  }
  const { short, twos, starts, unusual: unusuals } = reading.set.triggers;
  let next = from;
  const asked = shorts.length === 0 ? 0 : bitsOn(short, channels);
  const reached = new Int32Array(asked === 0 ? 0 : short.length);
  for (let index = 0; asked !== 0 && index < shorts.length; index += 1) {
    const word = shorts[index] as number;
    for (let at = Math.max(next, word - 1); at < word + 4 && at < to; at += 1) {
      const both = asked & (starts[codes[at] as number] as number) & (starts[codes[at + 1] as number] as number);
      if (both !== 0) readShort(reading, short, both, at, reached);
    }
    next = Math.max(next, word + 4);
  }
  for (const { text: two, run } of twos) {
    if ((run.channels & channels) === 0) continue;
    for (let at = text.indexOf(two, from); at >= 0 && at < to; ) {
      const end = runEnd(codes, run.member, at + 2, Math.min(codes.length, at + BACK));
      askAll(reading, run.detectors, at, end);
      at = text.indexOf(two, end);
    }
  }
  for (const one of unusuals)
    if (applies(one, reading.stretch)) for (const at of unusual) ask(reading, one, at, at + 1);
}

/** Which of some runs detectors of these channels wait for, as bits. */
function bitsOn(runs: readonly TriggerRun[], channels: number): number {
  let bits = 0;
  for (let bit = 0; bit < runs.length; bit += 1)
    if (((runs[bit] as TriggerRun).channels & channels) !== 0) bits |= 1 << bit;
  return bits;
}

/** How far before its slice a run is read again. */
const BACK = 512;
/** So many blanks that no pair told of count at the beginning of a short run. */
const BLANKS = 8;

/** @param reached of each run, how far it was read */
function readShort(
  reading: Reading,
  short: readonly TriggerRun[],
  bits: number,
  at: number,
  reached: Int32Array,
): void {
  const { codes } = reading.units;
  for (let left = bits; left !== 0; left &= left - 1) {
    const bit = 31 - Math.clz32(left & -left);
    if (at < (reached[bit] as number)) continue;
    const run = short[bit] as TriggerRun;
    let start = at;
    const first = Math.max(reached[bit] as number, at - BLANKS);
    while (start > first && run.member[codes[start - 1] as number] === 1) start -= 1;
    const end = runEnd(codes, run.member, at + 2, Math.min(codes.length, at + BACK));
    reached[bit] = end;
    if (end >= start + run.min && holdsAll(codes, start, end, run)) askAll(reading, run.detectors, start, end);
  }
}

function askAll(reading: Reading, detectors: readonly RuledDetector[], start: number, end: number): void {
  for (let at = 0; at < detectors.length; at += 1) {
    const one = detectors[at] as RuledDetector;
    if (applies(one, reading.stretch)) ask(reading, one, start, end);
  }
}

/** Notes what a detector shall look at, overlapping places together. */
function ask(reading: Reading, one: RuledDetector, start: number, end: number): void {
  reading.asked ??= new Map();
  const { reach } = one.detector;
  const from = Math.max(0, start - reach);
  const to = Math.min(reading.units.codes.length, end + reach);
  if (!isNear(reading.stretch.seams, from, to)) return;
  const regions = reading.asked.get(one);
  const last = regions?.at(-1);
  if (regions === undefined || last === undefined) reading.asked.set(one, [{ start: from, end: to }]);
  else if (from <= last.end && from >= last.start && to - last.start <= MAX_REGION) last.end = Math.max(last.end, to);
  else regions.push({ start: from, end: to });
}

function askDetectors(reading: Reading, asked: ReadonlyMap<RuledDetector, readonly Region[]>): void {
  const { text, base, place, seams } = reading.stretch;
  for (const [one, regions] of asked) {
    for (const { start, end } of merged(regions)) {
      // Only now: what stands beside a place belongs to what a detector reads there.
      if (!crosses(seams, start, end)) continue;
      const units = 1 + ((end - start) >> 6);
      // What stands alone begins nothing that another text could go on with.
      if (!(one.alone ? reading.work.pass(units) : reading.work.spend(units))) return;
      const here = {
        before: (place?.before ?? base) + start,
        cutStart: base + start > 0 || place?.cutStart === true,
        cutEnd: end < text.length || place?.cutEnd === true,
        over: seams?.meets?.filter((at) => at > start && at < end).map((at) => at - start),
      };
      const flow = one.detector.sentences === true ? flowOf(reading) : undefined;
      if (flow !== undefined) {
        for (const span of findInFlow(flow, one.detector, start, end, here))
          reading.found.push({ rule: one.rule, ...span, exact: true });
        continue;
      }
      for (const span of one.detector.find(text.slice(start, end), here)) {
        reading.found.push({ rule: one.rule, start: start + span.start, end: start + span.end, exact: true });
      }
    }
  }
}

/** The text with its wrapped lines in one; undefined where none is. */
function flowOf(reading: Reading): Mapped | undefined {
  if (reading.flow === null) reading.flow = unwrap(reading.stretch.text, reading.units.codes);
  return reading.flow;
}

/** Overlapping places read together, in the order of the text. */
function merged(regions: readonly Region[]): readonly Region[] {
  if (regions.length < 2) return regions;
  const all: Region[] = [];
  for (const region of regions.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last === undefined || region.start > last.end || region.end - last.start > MAX_REGION) all.push({ ...region });
    else last.end = Math.max(last.end, region.end);
  }
  return all;
}
