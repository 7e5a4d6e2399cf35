import type { RunTest } from '../../detector.ts';
import { RUN_TESTS } from '../../detectors/run-tests.ts';
import type { RuledDetector } from '../../ruled.ts';
import { CODE } from './alphabet.ts';

/** What besides literals announces detectors. */
export type Triggers = {
  /** Sets that hold those of longer runs; at most `MOST_COVERS`. */
  readonly covers: readonly Cover[];
  /** Runs of a few characters. */
  readonly short: readonly TriggerRun[];
  /** Two characters each, that make a run by themselves. */
  readonly twos: readonly Two[];
  /** Of each code: which of `short` it is a member of, as bits. */
  readonly starts: Uint32Array;
  /** Asked where an unusual character stands. */
  readonly unusual: readonly RuledDetector[];
};
export type Two = { readonly text: string; readonly run: TriggerRun };
/** `member[code] === 1` for the characters of the set; 256 long. */
export type TriggerRun = {
  readonly member: Uint8Array;
  readonly min: number;
  /** Codes each of which must stand in the run. */
  readonly holds: readonly number[];
  /** How many digits must. */
  readonly digits: number;
  readonly when: RunTest | undefined;
  readonly detectors: RuledDetector[];
  /** Which channels any of them applies to. */
  channels: number;
};
/** A set that holds those of several runs, and the shortest of them. */
export type Cover = { readonly member: Uint8Array; readonly min: number; readonly runs: readonly TriggerRun[] };

/** Shorter runs may hold no four characters that begin at a multiple of four. */
const SHORT = 7;
export const MOST_COVERS = 8;
/** From here on runs are words of some kind, and one set for all of them is as rare as each. */
const LONG = 32;
const FEW = 14;

export function triggersOf(detectors: readonly RuledDetector[]): Triggers {
  const runs = new Map<string, TriggerRun>();
  for (const one of detectors) {
    for (const trigger of one.detector.triggers) {
      if (!('run' in trigger)) continue;
      const { digits = 0, when } = trigger;
      const key = `${trigger.min} ${digits} ${when ?? ''} ${trigger.holds ?? ''} ${trigger.run}`;
      let run = runs.get(key);
      if (run === undefined) {
        const member = members(trigger.run);
        // Other scripts make long runs, and are not among the short ones that are looked for in pairs.
        const min = member[255] === 1 ? Math.max(SHORT, trigger.min) : Math.max(1, trigger.min);
        const holds = [...(trigger.holds ?? '')].map((char) => char.charCodeAt(0));
        run = { member, min, holds, digits, when: when && RUN_TESTS[when], detectors: [], channels: 0 };
        runs.set(key, run);
      }
      run.detectors.push(one);
      run.channels |= one.rule.channels;
    }
  }
  const short: TriggerRun[] = [];
  const twos: Two[] = [];
  const long: TriggerRun[] = [];
  const few: TriggerRun[] = [];
  const own: TriggerRun[] = [];
  for (const run of runs.values()) {
    if (run.min === 2) twos.push(...twosOf(run));
    else if (run.min > 1 && run.min < SHORT && short.length < 32) short.push(run);
    else if (run.min >= LONG) long.push(run);
    else if (run.min >= 8 && run.member.reduce((sum, one) => sum + one, 0) <= FEW) few.push(run);
    else own.push(run);
  }
  const starts = new Uint32Array(256);
  for (const [bit, { member }] of short.entries()) {
    for (let code = 0; code < 128; code += 1)
      if (member[code] === 1) starts[code] = (starts[code] as number) | (1 << bit);
  }
  const apart = own.splice(0, MOST_COVERS - 3);
  const covers = [...coverOf(long), ...coverOf(few), ...apart.flatMap((run) => coverOf([run])), ...coverOf(own)];
  const unusual = detectors.filter((one) => one.detector.triggers.some((trigger) => 'unusual' in trigger));
  return { covers, short, twos, starts, unusual };
}

/** Every two characters that are such a run: a search by the runtime finds them faster than a loop. */
function twosOf(run: TriggerRun): Two[] {
  const members = [...run.member.keys()].filter((code) => run.member[code] === 1);
  return members.flatMap((first) =>
    members
      .filter((second) => run.holds.every((code) => code === first || code === second))
      .map((second) => ({ text: String.fromCharCode(first, second), run })),
  );
}

function coverOf(runs: readonly TriggerRun[]): Cover[] {
  if (runs.length === 0) return [];
  const member = new Uint8Array(256);
  let min = Number.POSITIVE_INFINITY;
  for (const run of runs) {
    min = Math.min(min, run.min);
    for (let code = 0; code < 256; code += 1) if (run.member[code] === 1) member[code] = 1;
  }
  return [{ member, min, runs }];
}

/** Where the next run of at least `min` members begins, at `from` or later, −1 when none does before `to`. */
export function nextRun(codes: Uint8Array, member: Uint8Array, min: number, from: number, to: number): number {
  let start = from;
  for (;;) {
    // Backwards from where a run would end: one stranger rules out every start up to it.
    let probe = start + min - 1;
    if (probe >= to) return -1;
    while (probe >= start && member[codes[probe] as number] === 1) probe -= 1;
    if (probe < start) return start;
    start = probe + 1;
  }
}

export function runEnd(codes: Uint8Array, member: Uint8Array, from: number, to: number): number {
  let end = from;
  while (end < to && member[codes[end] as number] === 1) end += 1;
  return end;
}

/** Long runs are looked at in pieces. */
const PIECE = 512;
/** No token is as long: in the middle of so many word characters none can begin or end. */
const ENDLESS = 2_048;
/** Of a token every few characters are different ones; a rule of dashes is no token. */
const MIN_DISTINCT = 6;

/** Calls `found` for every run that a detector waits for in `start` … `end`, a run of the cover; long ones in pieces. */
export function eachRun(
  cover: Cover,
  codes: Uint8Array,
  start: number,
  end: number,
  channels: number,
  found: (run: TriggerRun, start: number, end: number) => void,
): void {
  for (const run of cover.runs) {
    if ((run.channels & channels) === 0) continue;
    for (let at = nextRun(codes, run.member, run.min, start, end); at >= 0; ) {
      const stop = runEnd(codes, run.member, at + run.min, Math.min(end, at + Math.max(PIECE, run.min)));
      if ((run.min < LONG || isVaried(codes, at, stop)) && holdsAll(codes, at, stop, run)) found(run, at, stop);
      const word = stop - at === PIECE ? runEnd(codes, WORD, at, end) : at;
      at = nextRun(codes, run.member, run.min, word - at > ENDLESS ? word - PIECE : stop, end);
    }
  }
}

const WORD = members('A-Za-z0-9_');

/** Whether what must stand in a run does. */
export function holdsAll(codes: Uint8Array, start: number, end: number, { holds, digits, when }: TriggerRun): boolean {
  if (digits > 0) {
    let count = 0;
    for (let at = start; at < end && count < digits; at += 1) if (isDigit(codes[at] as number)) count += 1;
    if (count < digits) return false;
  }
  for (let one = 0; one < holds.length; one += 1) {
    let at = start;
    while (at < end && codes[at] !== holds[one]) at += 1;
    if (at === end) return false;
  }
  return when === undefined || when(codes, start, end);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isVaried(codes: Uint8Array, start: number, end: number): boolean {
  let low = 0;
  let high = 0;
  for (let at = start; at < end; at += 1) {
    const code = CODE[codes[at] as number] as number;
    if (code < 32) low |= 1 << code;
    else high |= 1 << (code - 32);
  }
  return bits(low) + bits(high) >= MIN_DISTINCT;
}

function bits(of: number): number {
  let count = 0;
  for (let left = of; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** `'A-Za-z0-9_ -'` to a table; a hyphen at the end is itself. All units beyond ASCII of a text are code 255. */
function members(set: string): Uint8Array {
  const table = new Uint8Array(256);
  for (let at = 0; at < set.length; at += 1) {
    const first = set.charCodeAt(at);
    const ranges = set[at + 1] === '-' && at + 2 < set.length;
    const last = ranges ? set.charCodeAt(at + 2) : first;
    for (let code = first; code <= last && code < 256; code += 1) table[code] = 1;
    if (ranges) at += 2;
  }
  return table;
}
