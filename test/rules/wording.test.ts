import { expect, test } from 'vitest';
import { oneLine } from '../../scripts/one-line.ts';
import { wording, wordList } from '../../src/rules/wording.ts';

const verb = '(?:send|post)';

const SAMPLE = String.raw`wording${'`'}
  \b${'${verb}'}\b.{0,8}\bit\b|
    \bmail it\b|grüße\n${'`'}`;

test('breaks and what indents the next line are no part of a wording; escapes are kept', () => {
  const source = wording`
    \b${verb} (?:this|
    that) now\n`;
  expect(source).toBe(String.raw`\b(?:send|post) (?:this|that) now\n`);
  expect(new RegExp(source).test('post that now\n')).toBe(true);
});

test('the build writes the same string that a start from the sources makes', () => {
  const { transform } = oneLine;
  if (typeof transform !== 'object') throw new Error('no transform');
  const handler = transform.handler as (code: string, id: string) => string;
  const folded = handler(`const text = ${SAMPLE};`, 'sample.ts');
  expect(folded).not.toMatch(/wording|\n/);
  const made = (code: string) => new Function('wording', 'verb', `${code}; return text;`)(wording, verb) as string;
  expect(made(folded)).toBe(made(`const text = ${SAMPLE};`));
  expect(made(folded)).toBe(String.raw`\b(?:send|post)\b.{0,8}\bit\b|\bmail it\b|grüße\n`);
});

test('a list that ends with the name of the tag is none of its templates', () => {
  const { transform } = oneLine;
  if (typeof transform !== 'object') throw new Error('no transform');
  const code = 'const words = `\n  phrase wording`; const text = `a`;';
  expect((transform.handler as (code: string, id: string) => string)(code, 'sample.ts')).toBe(code);
});

test('an expression of one becomes a literal, so that nothing is put together at a start', () => {
  const { transform } = oneLine;
  if (typeof transform !== 'object') throw new Error('no transform');
  const folded = (code: string) => (transform.handler as (code: string, id: string) => string)(code, 'sample.ts');
  expect(folded("const A = expression(wording`\n  a\\/b|\n  \\bc`, 'gi');")).toBe(String.raw`const A = /a\/b|\bc/gi;`);
  expect(folded('const A = expression(wording`a|\n  b`);')).toBe('const A = /a|b/;');
  expect(folded('const A = expression(wording`a|\n  ${b}`);')).toBe('const A = expression(`a|${b}`);');
});

test('names of texts of the same file are put in, others are not', () => {
  const { transform } = oneLine;
  if (typeof transform !== 'object') throw new Error('no transform');
  const folded = (code: string) => (transform.handler as (code: string, id: string) => string)(code, 'sample.ts');
  const texts = 'export const A = String.raw`/a\\b`; const B = wording`${A}|\n  b`; ';
  expect(folded(`${texts}const C = expression(String.raw\`(?:\${B})+\`, 'g');`)).toContain(
    String.raw`C = /(?:\/a\b|b)+/g;`,
  );
  expect(folded(`${texts}const C = expression(String.raw\`(?:\${B}\${D})\`);`)).toContain('C = expression(');
  expect(folded(`${texts}const C = expression(B);`)).toContain('C = expression(B)');
});

test('a list of words is the same however its lines are broken', () => {
  expect(wordList('\n  send post\n  mail\n')).toEqual(['send', 'post', 'mail']);
});
