import type { RuledDetector } from './rule-set.ts';

/** What besides literals announces detectors. */
export type Triggers = {
  readonly runs: readonly TriggerRun[];
  /** Asked where an unusual character stands. */
  readonly unusual: readonly RuledDetector[];
};
/** `member[code] === 1` for the characters of the set; 256 long. */
export type TriggerRun = { readonly member: Uint8Array; readonly min: number; readonly detectors: RuledDetector[] };

export function triggersOf(detectors: readonly RuledDetector[]): Triggers {
  const runs = new Map<string, TriggerRun>();
  for (const one of detectors) {
    for (const trigger of one.detector.triggers) {
      if (!('run' in trigger)) continue;
      const key = `${trigger.min} ${trigger.run}`;
      const run = runs.get(key) ?? { member: members(trigger.run), min: Math.max(1, trigger.min), detectors: [] };
      run.detectors.push(one);
      runs.set(key, run);
    }
  }
  const unusual = detectors.filter((one) => one.detector.triggers.some((trigger) => 'unusual' in trigger));
  return { runs: [...runs.values()], unusual };
}

/**
 * Calls `found(start, end)` for every run of at least `min` members that ends in `from` … `to`, long ones in pieces of 512.
 * Looks at one character in `min` where there is no run.
 */
export function eachRun(
  run: TriggerRun,
  text: { readonly length: number; at(index: number): number },
  from: number,
  to: number,
  found: (start: number, end: number) => void,
): void {
  const { member, min } = run;
  let start = from;
  // A run may have begun before.
  while (start > 0 && from - start < 512 && member[text.at(start - 1)] === 1) start -= 1;
  while (start < to) {
    let probe = start + min - 1;
    if (probe >= text.length) return;
    // Backwards from where a run of `min` would end: one stranger rules out every start up to it.
    while (probe >= start && member[text.at(probe)] === 1) probe -= 1;
    if (probe >= start) {
      start = probe + 1;
      continue;
    }
    let end = start + min;
    while (end < text.length && end - start < 512 && member[text.at(end)] === 1) end += 1;
    found(start, end);
    start = end;
  }
}

/** `'A-Za-z0-9_ -'` to a table; a hyphen at the end is itself. */
function members(set: string): Uint8Array {
  const table = new Uint8Array(256);
  for (let at = 0; at < set.length; at += 1) {
    const first = set.charCodeAt(at);
    const ranges = set[at + 1] === '-' && at + 2 < set.length;
    const last = ranges ? set.charCodeAt(at + 2) : first;
    for (let code = first; code <= last && code < 128; code += 1) table[code] = 1;
    if (ranges) at += 2;
  }
  return table;
}
