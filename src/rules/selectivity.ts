import { CODE, hashOf } from './alphabet.ts';
import { standsAt } from './match.ts';
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
  const count = (id: string): void => {
    runs.set(id, (runs.get(id) ?? 0) + 1);
  };
  let size = 0;
  for (const text of texts) {
    size += text.length;
    let gram = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      gram = ((gram << 6) | (unit < 128 ? (CODE[unit] ?? 0) : 0)) & 0xffffff;
      for (const literal of set.grams[hashOf(gram)] === 0 ? [] : set.literalsAt(hashOf(gram))) {
        if (!standsAt(literal, text, at - literal.last)) continue;
        for (const use of literal.uses) count(use.pattern.rule.info().id);
        for (const one of literal.detectors) count(one.rule.info().id);
      }
    }
  }
  const total = [...runs.values()].reduce((sum, one) => sum + one, 0);
  return { runsPerKib: (total * 1_024) / Math.max(1, size), rules: [...runs].sort((a, b) => b[1] - a[1]) };
}
