import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadRuleSet, type RuleSet } from '../../../src/rules/scan/scan.ts';
import { warmUp } from '../../../src/rules/scan/warm-up.ts';

test('warming up goes in many steps and makes the regular expressions that ordinary texts ask for', () => {
  const set = loadRuleSet(readFileSync('dist/rules.bin'));
  const made = spyOnRegex(set);
  let steps = 0;
  for (const _ of warmUp(set)) steps += 1;
  expect(steps).toBeGreaterThan(20);
  expect(made()).toBeGreaterThan(10);
});

test('what really was read makes the made-up texts needless, but not what any text may ask for at once', () => {
  const set = loadRuleSet(readFileSync('dist/rules.bin'));
  const steps = [...warmUp(set, () => true)].length;
  expect(steps).toBeGreaterThan(5);
  let asked = 0;
  const all = [...warmUp(set, () => asked++ > 3)].length;
  expect(all).toBe(steps + 4);
});

/** Counts the patterns of a set that were asked for. */
function spyOnRegex(set: RuleSet): () => number {
  const asked = new Set<number>();
  for (const table of set.tables) {
    const { source } = table.table;
    Object.defineProperty(table.table, 'source', {
      value: (pattern: number) => {
        asked.add(pattern);
        return source(pattern);
      },
    });
  }
  return () => asked.size;
}
