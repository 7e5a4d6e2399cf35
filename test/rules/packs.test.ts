import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../src/message/message.ts';
import { parsePack } from '../../src/rules/parse.ts';
import { CATEGORIES, type Example, type Rule } from '../../src/rules/rule.ts';
import { loadRuleSet, scanText, Work } from '../../src/rules/scan/scan.ts';
import { compileRules } from '../../src/rules/table/compile.ts';
import { faultOf } from '../../src/rules/table/lint.ts';

const folder = join(import.meta.dirname, '../../rules');
const taken = new Map<string, string>();
const rules: readonly Rule[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .flatMap((name) => parsePack(readFileSync(join(folder, name), 'utf8'), name, taken));
const set = loadRuleSet(compileRules(rules));

/** Near misses of one rule that another rule finds with good reason. */
const FOUND_BY_OTHERS: ReadonlyMap<string, readonly string[]> = new Map();

function place(rule: Rule, example: Example): { readonly text: string; readonly channel: Channel } {
  if (typeof example !== 'string') return example;
  const [first] = rule.channels;
  return { text: example, channel: first === undefined || first === 'any' ? 'tool_result' : first };
}

function found(rule: Rule, example: Example): readonly { readonly id: string; readonly severity: string }[] {
  const { text, channel } = place(rule, example);
  return scanText(set, channel, text, new Work()).map((hit) => ({ id: hit.rule.id, severity: hit.rule.severity }));
}

describe('the bundled packs', () => {
  test('cover every category with several rules', () => {
    for (const category of CATEGORIES) {
      expect(rules.filter((rule) => rule.category === category).length, category).toBeGreaterThan(2);
    }
    expect(rules.length).toBeGreaterThanOrEqual(90);
  });

  test('have the six rules for messages between agents, and more', () => {
    const ids = rules.filter((rule) => rule.category === 'inter_agent').map((rule) => rule.id);
    expect(ids.slice(0, 6)).toEqual(['IAP-001', 'IAP-002', 'IAP-003', 'IAP-004', 'IAP-005', 'IAP-006']);
  });

  test('say what to do, and show at least two texts of either kind', () => {
    for (const rule of rules) {
      expect(rule.remediation.length, rule.id).toBeGreaterThan(10);
      expect(rule.examples.match.length, rule.id).toBeGreaterThanOrEqual(2);
      expect(rule.examples.ignore.length, rule.id).toBeGreaterThanOrEqual(2);
    }
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('case 61: is of the dialect, and quick on its attack strings', () => {
    expect(faultOf(rule, () => performance.now())).toBeUndefined();
  });

  test('finds its examples', () => {
    const missed = rule.examples.match.filter((example) => !found(rule, example).some((hit) => hit.id === id));
    expect(missed).toEqual([]);
  });

  test('leaves its near misses alone, and no other rule holds them', () => {
    const allowed = FOUND_BY_OTHERS.get(id) ?? [];
    const held = rule.examples.ignore.flatMap((example) =>
      found(rule, example)
        .filter(
          (hit) =>
            hit.id === id || ((hit.severity === 'high' || hit.severity === 'critical') && !allowed.includes(hit.id)),
        )
        .map((hit) => `${hit.id}: ${place(rule, example).text}`),
    );
    expect(held).toEqual([]);
  });
});
