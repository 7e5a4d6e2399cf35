import type { Channel } from '../../message/message.ts';
import { channelBit, type RuleSet } from '../rule-set.ts';
import { isRun, mayStand } from '../scan/match/match-use.ts';
import { unitsOf } from '../scan/text/units.ts';

/** How often literals ask for a pattern or a detector: the whole cost of a scan beyond its first pass. */
export type Selectivity = {
  /** Pattern and detector runs per 1,024 characters. */
  readonly runsPerKib: number;
  /** Rule ids by the runs they cause, commonest first. */
  readonly rules: readonly (readonly [id: string, runs: number])[];
};

/** Counts what a rule set asks for over texts of a channel that hold nothing to find. */
export function selectivity(set: RuleSet, channel: Channel, texts: readonly string[]): Selectivity {
  const runs = new Map<string, number>();
  const channels = channelBit(channel);
  let size = 0;
  for (const text of texts) {
    size += text.length;
    const units = unitsOf(text);
    set.companions.begin(units.codes);
    set.literals.find(units, 0, text.length, channels);
    for (let at = 0; at < set.literals.count; at += 1) {
      for (const id of askedBy(set, text, units.codes, at, channels)) runs.set(id, (runs.get(id) ?? 0) + 1);
    }
  }
  const total = [...runs.values()].reduce((sum, one) => sum + one, 0);
  return { runsPerKib: (total * 1_024) / Math.max(1, size), rules: [...runs].sort((a, b) => b[1] - a[1]) };
}

/** Rules whose patterns and detectors are run for a literal. */
function askedBy(set: RuleSet, text: string, codes: Uint8Array, at: number, channels: number): string[] {
  const ids: string[] = [];
  const loaded = set.tables[set.literals.tables[at] as number];
  if (loaded === undefined) return ids;
  const { table } = loaded;
  const literal = set.literals.literals[at] as number;
  const start = set.literals.starts[at] as number;
  const end = start + (table.codesAt[literal + 1] as number) - (table.codesAt[literal] as number);
  for (let use = table.usesAt[literal] as number; use < (table.usesAt[literal + 1] as number); use += 1) {
    const prev = mayStand(table.nears, table.usePrev[use] as number, codes[start - 1] ?? 255);
    const next = mayStand(table.nears, table.useNext[use] as number, codes[end] ?? 255);
    const rule = table.patternRule[table.usePattern[use] as number] as number;
    if (((loaded.channels[rule] as number) & channels) === 0) continue;
    if (!prev || !next || !set.companions.mayHold(loaded, use, start, end)) continue;
    if (isRun(loaded, use, text, start, end)) ids.push(loaded.info(rule).id);
  }
  for (let one = table.askedAt[literal] as number; one < (table.askedAt[literal + 1] as number); one += 1) {
    const detector = loaded.detectors[table.asked[one] as number];
    if (detector !== undefined && detector.rule.channels & channels) ids.push(detector.rule.info().id);
  }
  return ids;
}
