import { CODE } from './alphabet.ts';
import type { LoadedTable } from './loaded-table.ts';
import { matchUse, mayStand } from './match-use.ts';
import type { Match, Matches } from './matches.ts';
import type { RuleSet } from './rule-set.ts';
import type { RuledDetector } from './ruled.ts';
import { eachRun } from './triggers.ts';
import type { Work } from './work.ts';

const MAX_REGION = 4_096;

/** A stretch of a text to read: literals whose rarest gram ends in `from` … `to`, with all of `text` as surroundings. */
export type Stretch = {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What stood before `text`. */
  readonly base: number;
  readonly channels: number;
  /** Where unusual characters stand in it. */
  readonly unusual: readonly number[];
};

/** Every match of patterns and detectors announced in a stretch. Stops when the budget is spent. */
export function matchStretch(set: RuleSet, stretch: Stretch, matches: Matches, work: Work): Match[] {
  const reading: Reading = {
    set,
    stretch,
    matches,
    work,
    codes: codesOf(stretch.text),
    found: [],
    asked: undefined,
    begun: false,
  };
  readLiterals(reading);
  if (!work.limited) readRuns(reading);
  if (reading.asked !== undefined) askDetectors(reading, reading.asked);
  return reading.found;
}

type Region = { start: number; end: number };
type Reading = {
  readonly set: RuleSet;
  readonly stretch: Stretch;
  readonly matches: Matches;
  readonly work: Work;
  readonly codes: Uint8Array;
  readonly found: Match[];
  asked: Map<RuledDetector, Region[]> | undefined;
  /** Whether companions were asked for. */
  begun: boolean;
};

function readLiterals(reading: Reading): void {
  const { codes } = reading;
  const { from, to } = reading.stretch;
  const { grams } = reading.set;
  let gram = 0;
  for (let at = Math.max(0, from - 3); at < to; at += 1) {
    gram = ((gram << 6) | (CODE[codes[at] as number] as number)) & 0xffffff;
    const bucket = grams[Math.imul(gram, 0x9e3779b1) >>> 16] as number;
    if (bucket === 0 || at < from) continue;
    for (const loaded of reading.set.tables) readBucket(reading, loaded, bucket, gram, at);
    if (reading.work.limited) return;
  }
}

function readBucket(reading: Reading, loaded: LoadedTable, bucket: number, gram: number, at: number): void {
  const { buckets, grams, gramAt, usesAt } = loaded.table;
  const end = buckets[bucket + 1] as number;
  for (let literal = buckets[bucket] as number; literal < end; literal += 1) {
    if (grams[literal] !== gram) continue;
    const start = at - 3 - (gramAt[literal] as number);
    const size = lengthIfStands(loaded, literal, reading.codes, start);
    if (size === 0) continue;
    askFor(reading, loaded, literal, start, start + size);
    const last = usesAt[literal + 1] as number;
    for (let use = usesAt[literal] as number; use < last; use += 1) readUse(reading, loaded, use, start, start + size);
  }
}

function readUse(reading: Reading, loaded: LoadedTable, use: number, start: number, end: number): void {
  const { table } = loaded;
  const { text, channels, base } = reading.stretch;
  const rule = table.patternRule[table.usePattern[use] as number] as number;
  if (((loaded.channels[rule] as number) & channels) === 0) return;
  const { codes } = reading;
  if (start > 0 && !mayStand(table.nears, table.usePrev[use] as number, codes[start - 1] as number)) return;
  if (end < codes.length && !mayStand(table.nears, table.useNext[use] as number, codes[end] as number)) return;
  if (reading.matches.full(loaded.ruled(rule).number)) return;
  if (!reading.begun) {
    reading.set.companions.begin(codes);
    reading.begun = true;
  }
  if (!reading.set.companions.mayHold(loaded, use, start, end)) {
    reading.work.spend(0.25);
    return;
  }
  const match = matchUse(loaded, use, text, start, end, base, reading.matches, reading.work);
  if (match !== undefined) reading.found.push(match);
}

/** The length of a literal when it stands at `start`, else 0. */
export function lengthIfStands(loaded: LoadedTable, literal: number, codes: Uint8Array, start: number): number {
  const { codesAt } = loaded.table;
  const first = codesAt[literal] as number;
  const size = (codesAt[literal + 1] as number) - first;
  if (start < 0 || start + size > codes.length) return 0;
  const wanted = loaded.table.codes;
  for (let at = 0; at < size; at += 1) if (CODE[codes[start + at] as number] !== wanted[first + at]) return 0;
  return size;
}

function askFor(reading: Reading, loaded: LoadedTable, literal: number, start: number, end: number): void {
  const { askedAt, asked } = loaded.table;
  const last = askedAt[literal + 1] as number;
  for (let at = askedAt[literal] as number; at < last; at += 1) {
    const one = loaded.detectors[asked[at] as number] as RuledDetector;
    if (one.rule.channels & reading.stretch.channels) ask(reading, one, start, end);
  }
}

function readRuns(reading: Reading): void {
  const { codes } = reading;
  const { from, to, channels, unusual } = reading.stretch;
  const { covers, short, starts, unusual: unusuals } = reading.set.triggers;
  eachRun(covers, codes, from, to, channels, (run, start, end) => {
    for (const one of run.detectors) if (one.rule.channels & channels) ask(reading, one, start, end);
  });
  for (let at = from; at < to; at += 1) {
    const both = (starts[codes[at] as number] as number) & (starts[codes[at + 1] as number] as number);
    if (both === 0) continue;
    for (const [bit, run] of short.entries()) {
      if ((both & (1 << bit)) === 0 || (run.channels & channels) === 0) continue;
      let end = at + 2;
      while (end < at + run.min && run.member[codes[end] as number] === 1) end += 1;
      if (end < at + run.min) continue;
      for (const one of run.detectors) if (one.rule.channels & channels) ask(reading, one, at, end);
    }
  }
  for (const one of unusuals) if (one.rule.channels & channels) for (const at of unusual) ask(reading, one, at, at + 1);
}

/** Notes what a detector shall look at, overlapping places together. */
function ask(reading: Reading, one: RuledDetector, start: number, end: number): void {
  reading.asked ??= new Map();
  const { reach } = one.detector;
  const from = Math.max(0, start - reach);
  const to = Math.min(reading.codes.length, end + reach);
  const regions = reading.asked.get(one);
  const last = regions?.at(-1);
  if (regions === undefined || last === undefined) reading.asked.set(one, [{ start: from, end: to }]);
  else if (from <= last.end && from >= last.start && to - last.start <= MAX_REGION) last.end = Math.max(last.end, to);
  else regions.push({ start: from, end: to });
}

function askDetectors(reading: Reading, asked: ReadonlyMap<RuledDetector, readonly Region[]>): void {
  const { text } = reading.stretch;
  for (const [one, regions] of asked) {
    for (const { start, end } of regions) {
      if (!reading.work.spend(1 + ((end - start) >> 6))) return;
      for (const span of one.detector.find(text.slice(start, end))) {
        reading.found.push({ rule: one.rule, start: start + span.start, end: start + span.end, exact: true });
      }
    }
  }
}

const KEPT = 1_048_576;
let scratch = new Uint8Array(4_096);

/** The units of a text, all beyond ASCII as 255. Good until the next call. */
export function codesOf(text: string): Uint8Array {
  if (scratch.length < text.length && text.length <= KEPT) scratch = new Uint8Array(text.length + 1_024);
  const codes = text.length > KEPT ? new Uint8Array(text.length) : scratch.subarray(0, text.length);
  const { read, written } = encoder.encodeInto(text, codes);
  // Copied as it is where all of it is ASCII.
  if (read === text.length && written === text.length) return codes;
  for (let at = 0; at < codes.length; at += 1) {
    const unit = text.charCodeAt(at);
    codes[at] = unit < 128 ? unit : 255;
  }
  return codes;
}

const encoder = new TextEncoder();
