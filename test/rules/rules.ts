import { parsePack } from '../../src/rules/parse.ts';
import { loadRuleSet, type RuleSet } from '../../src/rules/scan/scan.ts';
import { compileRules } from '../../src/rules/table/compile.ts';

/** One rule of a pack, with whatever fields matter to a test. */
export function ruleText(fields: Readonly<Record<string, unknown>>): string {
  const all = {
    id: 'TEST-001',
    name: 'a test rule',
    description: 'Finds what a test looks for.',
    severity: 'high',
    category: 'prompt_injection',
    channels: ['any'],
    remediation: 'None.',
    examples: { match: ['x'], ignore: [] },
    ...fields,
  };
  return `- ${JSON.stringify(all)}\n`;
}

/** A set of rules with these patterns, TEST-001 onwards. */
export function setOf(...patterns: readonly string[]): RuleSet {
  const text = patterns.map((pattern, at) => ruleText({ id: `TEST-00${at + 1}`, patterns: [pattern] })).join('');
  return loadRuleSet(compileRules(parsePack(text, 'test.yaml')));
}

export const INJECTION = String.raw`\bignore\s{1,4}(?:all\s{1,4})?previous\s{1,4}instructions\b`;
export const KEY = String.raw`\bsk-ant-api\d{2}-[\w-]{20,60}`;
