import { applies, ask, askAll } from './asking.ts';
import type { Shapes } from './shapes.ts';
import type { Reading } from './stretch.ts';
import { eachRun, holdsAll, runEnd, type TriggerRun } from './triggers.ts';

/** Notes what detectors shall look at for the runs of characters and the unusual ones that they wait for. */
export function readRuns(reading: Reading, shapes: Shapes): void {
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
