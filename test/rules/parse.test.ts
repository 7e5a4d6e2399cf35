import { describe, expect, test } from 'vitest';
import { OktsecError } from '../../src/errors.ts';
import { parsePack } from '../../src/rules/parse.ts';
import { INJECTION, ruleText } from './rules.ts';

const good = ruleText({ patterns: [INJECTION] });

function refusal(text: string, taken?: Map<string, string>): string {
  try {
    parsePack(text, 'my.yaml', taken);
  } catch (error) {
    if (error instanceof OktsecError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a pack', () => {
  test('is a sequence, a stream of rules, or both', () => {
    expect(parsePack(good, 'my.yaml')).toHaveLength(1);
    const second = ruleText({ id: 'TEST-002', patterns: [INJECTION] });
    expect(parsePack(`${good}---\n${second}`, 'my.yaml').map((rule) => rule.id)).toEqual(['TEST-001', 'TEST-002']);
    expect(parsePack(`---\n${good.slice(2)}`, 'my.yaml')).toHaveLength(1);
    expect(parsePack('', 'my.yaml')).toEqual([]);
  });

  test.each([
    ['an unknown key', ruleText({ patterns: [INJECTION], colour: 'red' }), 'unknown key "colour"'],
    ['an unknown category', ruleText({ patterns: [INJECTION], category: 'magic' }), 'unknown category "magic"'],
    ['an unknown severity', ruleText({ patterns: [INJECTION], severity: 'huge' }), 'unknown severity "huge"'],
    ['an unknown channel', ruleText({ patterns: [INJECTION], channels: ['tube'] }), 'unknown channels "tube"'],
    ['no channel', ruleText({ patterns: [INJECTION], channels: [] }), '"channels" is empty'],
    ['an unknown detector', ruleText({ detector: 'crystal_ball' }), 'unknown detector "crystal_ball"'],
    ['neither patterns nor detector', ruleText({}), 'needs either "patterns" or "detector"'],
    ['a missing field', good.replace('"remediation":"None.",', ''), 'missing "remediation"'],
    ['a number for a text', ruleText({ patterns: [INJECTION], name: 7 }), '"name" must be a text'],
    ['a duplicate key', good.replace('{', '{"id":"TEST-009",'), 'unique'],
    ['an id twice', good + good, 'rule TEST-001 exists already in my.yaml:1'],
  ])('with %s is refused with file, line and column', (_, text, why) => {
    expect(refusal(text)).toMatch(/^my\.yaml:\d+:\d+: /);
    expect(refusal(text)).toContain(why);
  });

  test('a rule takes the patterns of rules before it, behind its own', () => {
    const other = (more: object) => good + ruleText({ id: 'TEST-002', severity: 'medium', ...more });
    const patterns = (more: object) => parsePack(other(more), 'my.yaml')[1]?.patterns;
    expect(patterns({ patternsOf: ['TEST-001'] })).toEqual([INJECTION]);
    expect(patterns({ patternsOf: ['TEST-001'], patterns: ['zqxj own'] })).toEqual(['zqxj own', INJECTION]);
    // Named again and again it is taken once.
    expect(patterns({ patternsOf: Array(10_000).fill('TEST-001') })).toEqual([INJECTION]);
    for (const id of ['TEST-002', 'TEST-009', 'PATH-006']) {
      expect(refusal(other({ patternsOf: [id] }))).toMatch(new RegExp(`^my\\.yaml:2:\\d+: no earlier rule ${id}`));
    }
    expect(refusal(other({ patternsOf: ['TEST-001'], caseSensitive: true }))).toContain('take case alike');
    expect(refusal(other({ patternsOf: ['TEST-001'], detector: 'luhn' }))).toContain('needs either');
    expect(refusal(other({ patternsOf: ['TEST-001'], patterns: ['x*'] }))).toMatch(/^my\.yaml:2:/);
  });

  test('case 230: YAML tags, large files and very many rules are refused', () => {
    expect(refusal('- !!js/function "function(){}"\n')).toMatch(/^my\.yaml:1:\d+: .*tag/);
    expect(refusal(good.replace('"a test rule"', '!!js/regexp "a"'))).toMatch(/^my\.yaml:1:\d+: .*tag/);
    expect(refusal(good.replace('"a test rule"', '!custom "a"'))).toMatch(/^my\.yaml:1:\d+: .*tag/);
    expect(refusal(`#${' '.repeat(1_048_576)}\n${good}`)).toBe('my.yaml: larger than 1 MiB');
    expect(refusal('- {}\n'.repeat(100_000))).toMatch(/missing "id"/);
    const small = (id: number) =>
      `- {id: T-${id}, name: n, description: d, severity: low, category: pii, channels: [any], patterns: [zqxj${id}], ` +
      'remediation: r, examples: {match: [], ignore: []}}\n';
    const many = Array.from({ length: 5_001 }, (_, id) => small(id)).join('');
    expect(refusal(many)).toMatch(/^my\.yaml:5001:\d+: more than 5000 rules$/);
  });

  test('case 230: aliases, which multiply, are refused', () => {
    expect(refusal(`- &a [x, x]\n- [*a, *a, *a]\n`)).toMatch(/^my\.yaml:\d+:\d+: /);
  });

  test('case 231: a pack cannot take the id of a built-in rule', () => {
    expect(refusal(good, new Map([['TEST-001', 'the bundled rules']]))).toContain(
      'rule TEST-001 exists already in the bundled rules',
    );
  });

  test('case 62: (a+)+$ is refused with file and line', () => {
    expect(refusal(`\n\n${ruleText({ patterns: ['(a+)+$'] })}`)).toMatch(/^my\.yaml:3:\d+: pattern "\(a\+\)\+\$": /);
  });
});
