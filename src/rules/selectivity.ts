import { CODE } from './alphabet.ts';
import { lengthIfStands } from './match.ts';
import { mayStand } from './match-use.ts';
import type { RuleSet } from './rule-set.ts';

/** How often literals ask for a pattern or a detector: the whole cost of a scan beyond its first pass. */
export type Selectivity = {
  /** Pattern and detector runs per 1,024 characters. */
  readonly runsPerKib: number;
  /** Rule ids by the runs they cause, commonest first. */
  readonly rules: readonly (readonly [id: string, runs: number])[];
};

/** Counts what a rule set asks for over texts that hold nothing to find. */
export function selectivity(set: RuleSet, texts: readonly string[]): Selectivity {
  const runs = new Map<string, number>();
  const encoder = new TextEncoder();
  let size = 0;
  for (const text of texts) {
    size += text.length;
    const codes = encoder.encode(text);
    set.companions.begin(codes);
    let gram = 0;
    for (let at = 0; at < codes.length; at += 1) {
      gram = ((gram << 6) | (CODE[codes[at] as number] as number)) & 0xffffff;
      const bucket = set.grams[Math.imul(gram, 0x9e3779b1) >>> 16] as number;
      if (bucket !== 0) for (const id of askedBy(set, codes, bucket, gram, at)) runs.set(id, (runs.get(id) ?? 0) + 1);
    }
  }
  const total = [...runs.values()].reduce((sum, one) => sum + one, 0);
  return { runsPerKib: (total * 1_024) / Math.max(1, size), rules: [...runs].sort((a, b) => b[1] - a[1]) };
}

/** Rules that a literal announces whose rarest gram ends at `at`. */
function askedBy(set: RuleSet, codes: Uint8Array, bucket: number, gram: number, at: number): string[] {
  const ids: string[] = [];
  for (const loaded of set.tables) {
    const { table } = loaded;
    for (let literal = table.buckets[bucket] as number; literal < (table.buckets[bucket + 1] as number); literal += 1) {
      const start = at - 3 - (table.gramAt[literal] as number);
      const length = table.grams[literal] === gram ? lengthIfStands(loaded, literal, codes, start) : 0;
      if (length === 0) continue;
      for (let use = table.usesAt[literal] as number; use < (table.usesAt[literal + 1] as number); use += 1) {
        const prev = mayStand(table.nears, table.usePrev[use] as number, codes[start - 1] ?? 255);
        const next = mayStand(table.nears, table.useNext[use] as number, codes[start + length] ?? 255);
        const rule = table.patternRule[table.usePattern[use] as number] as number;
        if (prev && next && set.companions.mayHold(loaded, use, start, start + length)) ids.push(loaded.info(rule).id);
      }
      for (let one = table.askedAt[literal] as number; one < (table.askedAt[literal + 1] as number); one += 1) {
        const detector = loaded.detectors[table.asked[one] as number];
        if (detector !== undefined) ids.push(detector.rule.info().id);
      }
    }
  }
  return ids;
}
