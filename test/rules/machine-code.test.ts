import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEXICONS } from '../../scripts/bake-meanings.ts';
import { meetingLiterals } from '../../scripts/meeting-literals.ts';
import { expression, meeting } from '../../src/rules/machine-code.ts';

const atom = fc.constantFrom(
  'a',
  'b',
  'ab',
  '[ab]',
  '[^)(|]',
  '\\(',
  '\\|',
  '\\[',
  '.',
  '\\b',
  ' ',
  '[\\]|)]',
  '(?<=a)',
  '(?!bb)',
);
const times = fc.constantFrom('', '?', '*', '{0,2}', '{1,3}?', '+?', '{2}', '??');
const { source } = fc.letrec<{ source: string }>((tie) => ({
  source: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(fc.constantFrom('a', 'b', '[ab]', '.'), times).map((parts) => parts.join('')),
    atom,
    fc.array(tie('source'), { minLength: 2, maxLength: 3 }).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('(?:', '('), fc.array(tie('source'), { minLength: 1, maxLength: 3 }), times)
      .map(([open, choices, count]) => `${open}${choices.join('|')})${count}`),
    fc
      .tuple(fc.constantFrom('(?=', '(?!', '(?<=', '(?<!'), fc.array(tie('source'), { minLength: 1, maxLength: 2 }))
      .map(([open, choices]) => `${open}${choices.join('|')})`),
  ),
}));

function found(regex: RegExp, text: string): unknown {
  return [...text.matchAll(regex)].map((match) => [match.index, ...match]);
}

describe('an expression written for less machine code', () => {
  test('matches what it matched, at the same places and with the same groups', () => {
    fc.assert(
      fc.property(
        source,
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '(', '|', ']'), maxLength: 12 }),
        (plain, text) => {
          expect(found(expression(plain, 'g'), text)).toEqual(found(new RegExp(plain, 'g'), text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('alternatives that all begin at the edge of a word, too', () => {
    const ways = fc.array(source, { minLength: 1, maxLength: 3 }).map((all) => all.map((one) => `\\b${one}`).join('|'));
    fc.assert(
      fc.property(
        ways,
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '(', '|', ']'), maxLength: 12 }),
        (plain, text) => {
          expect(found(expression(plain, 'g'), text)).toEqual(found(new RegExp(plain, 'g'), text));
        },
      ),
      { numRuns: 2_000 },
    );
    expect(meeting(String.raw`\bab|\bc|\bd\|`)).toBe(String.raw`\b(?:ab|c|d\|)`);
    expect(meeting(String.raw`\bab|\\b`)).toBe(String.raw`\bab|\\b`);
  });

  test('every wording of the lexicons matches what it matched', () => {
    const texts = readFileSync(new URL('../fixtures/held-out/README.md', import.meta.url), 'utf8').split('\n');
    let matches = 0;
    for (const lexicon of Object.values(LEXICONS)) {
      for (const wording of Object.values(lexicon)) {
        for (const text of texts) {
          const expected = found(new RegExp(wording, 'gi'), text) as unknown[];
          matches += expected.length;
          expect(found(expression(wording, 'gi'), text)).toEqual(expected);
        }
      }
    }
    expect(matches).toBeGreaterThan(100);
  });

  test.each([
    ['(?:a|b)c', '(?:a|b)(?=)c'],
    ['(?:a|b){0,2}?c', '(?:a|b){0,2}?(?=)c'],
    ['(?:ab)?c', '(?:ab)?(?=)c'],
    ['(?:ab)c', '(?:ab)c'],
    ['(?:a|b)', '(?:a|b)'],
    ['x(?:a|b)|c', 'x(?:a|b)|c'],
    ['(?<year>a|b)c', '(?<year>a|b)(?=)c'],
    ['(?!a|b)c', '(?!a|b)c'],
    ['(?<!a|b)c', '(?<!a|b)c'],
    ['[(|)]c\\(a|b\\)', '[(|)]c\\(a|b\\)'],
  ])('%s is written %s', (plain, written) => {
    expect(meeting(plain)).toBe(written);
  });
});

test('in a script that is built every expression is, and nothing else', () => {
  const code = 'const a=/(?:a|b)c/gi,b="/(?:a|b)c/",c=x=>x/(y||z)/2,d=`${/[/](?:q|r)s/u.test(e)}`,f=/[a--b](?:a|b)c/v;';
  expect(meetingLiterals('script.cjs', code)).toBe(
    code.replace('/(?:a|b)c/gi', '/(?:a|b)(?=)c/gi').replace('(?:q|r)s', '(?:q|r)(?=)s'),
  );
});
