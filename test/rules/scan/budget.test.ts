import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePack } from '../../../src/rules/parse.ts';
import { loadRuleSet, scanText, Work } from '../../../src/rules/scan/scan.ts';
import { compileRules } from '../../../src/rules/table/compile.ts';

const folder = join(import.meta.dirname, '../../../rules');
const packs = readdirSync(folder).map((name) => parsePack(readFileSync(join(folder, name), 'utf8'), name));
const rules = loadRuleSet(compileRules(packs.flat()));
const isLimited = (text: string): boolean => {
  const work = new Work();
  scanText(rules, 'tool_result', text, work);
  return work.limited;
};
const lib = dirname(createRequire(import.meta.url).resolve('typescript'));

describe('the work budget', () => {
  // Every line of them has marks of other scripts, and every line end is written out in JSON: they read in many ways.
  test.each(['cs', 'ja', 'ko', 'ru', 'tr', 'zh-tw'])('is enough for all that a compiler says in %s', (language) => {
    const text = readFileSync(join(lib, language, 'diagnosticMessages.generated.json'), 'utf8');
    expect(isLimited(text)).toBe(false);
    expect(isLimited(JSON.stringify({ path: 'messages.json', content: text }))).toBe(false);
  });

  test.each([
    ['a token in a string, turned around', '```eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9\\n,txetnoc>'],
    [
      'addresses, escapes and an override',
      '<https://in.collect.test/d>\\x73\\x75\\x62\\x6d"\\"https://a.test/d\\\\n\\""\u202e',
    ],
  ])('case 61: is spent on every reading of what reads in many ways: %s', (_, unit) => {
    expect(isLimited(unit.repeat(Math.ceil(524_288 / unit.length)))).toBe(true);
  });
});
