import { BONDS, isOpen } from '../../chance.ts';
import type { RuledDetector } from '../../ruled.ts';
import type { LoadedTable } from '../../table/loaded-table.ts';
import { crosses, isNear } from '../text/seams.ts';
import { findInFlow } from './flow.ts';
import { flowOf, type Reading, type Region, type Stretch } from './stretch.ts';

const MAX_REGION = 4_096;

/** Notes what the detectors that a literal announces shall look at. */
export function askFor(reading: Reading, loaded: LoadedTable, literal: number, start: number, end: number): void {
  const { askedAt, asked } = loaded.table;
  const last = askedAt[literal + 1] as number;
  for (let at = askedAt[literal] as number; at < last; at += 1) {
    const one = loaded.detectors[asked[at] as number] as RuledDetector;
    if (applies(one, reading.stretch)) ask(reading, one, start, end);
  }
}

export function applies({ rule, bonds }: RuledDetector, { channels, seams }: Stretch): boolean {
  return (rule.channels & channels) !== 0 && (seams === undefined || (seams.bonds & bonds) === 0);
}

/** Notes it for several. */
export function askAll(reading: Reading, detectors: readonly RuledDetector[], start: number, end: number): void {
  for (let at = 0; at < detectors.length; at += 1) {
    const one = detectors[at] as RuledDetector;
    if (applies(one, reading.stretch)) ask(reading, one, start, end);
  }
}

/** Notes what a detector shall look at, overlapping places together. */
export function ask(reading: Reading, one: RuledDetector, start: number, end: number): void {
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

/** Lets each detector look at what was noted for it. Stops when the budget is spent. */
export function askDetectors(reading: Reading, asked: ReadonlyMap<RuledDetector, readonly Region[]>): void {
  const { text, base, place, seams } = reading.stretch;
  for (const [one, regions] of asked) {
    for (const { start, end } of merged(regions)) {
      // Only now: what stands beside a place belongs to what a detector reads there.
      if (!crosses(seams, start, end)) continue;
      const units = 1 + ((end - start) >> 6);
      // Some of it no other text could go on with.
      const alone = (one.bonds & BONDS.text) !== 0;
      if (!(alone ? reading.work.pass(units) : spend(reading, one, units, start, end))) return;
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

/** What a detector looks at ends so far from the place that announced it: beyond the ends of the text where it was cut there. */
function spend(
  { stretch: { text, channels }, work }: Reading,
  { detector, bonds }: RuledDetector,
  units: number,
  start: number,
  end: number,
) {
  const from = start === 0 ? -detector.reach : start;
  const to = end === text.length ? end + detector.reach : end;
  return work.spendWithin(units, from, to, text.length, isOpen(bonds, channels));
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
