import { expect, test } from 'vitest';
import { fixesText } from '../../src/pins/fixed.ts';

const AT = '/result/structuredContent';

function fixes(outputSchema: object, pointer: string): boolean {
  return fixesText(JSON.stringify({ name: 'get', outputSchema }), `${AT}${pointer}`);
}

const free = { type: 'string', description: 'a note', title: 'Note' };
const fixed = [{ pattern: '^[0-9 ]+$' }, { enum: ['a'] }, { const: 'a' }, { format: 'uri' }, { maxLength: 19 }];

test('a text is fixed by what JSON Schema says of its value, not by being a text', () => {
  expect(fixes({ properties: { note: free } }, '/note')).toBe(false);
  for (const one of fixed) expect(fixes({ properties: { note: { ...free, ...one } } }, '/note')).toBe(true);
});

test('wherever the schema says it: nested, in lists, by reference, by a choice, of members that are not named', () => {
  for (const one of fixed) {
    expect(fixes({ properties: { a: { properties: { 'b/c': one } } } }, '/a/b~1c')).toBe(true);
    expect(fixes({ properties: { a: { items: one } } }, '/a/3')).toBe(true);
    expect(fixes({ properties: { a: { prefixItems: [{}, one] } } }, '/a/1')).toBe(true);
    expect(fixes({ properties: { a: { prefixItems: [{}, one] } } }, '/a/0')).toBe(false);
    expect(fixes({ $defs: { card: one }, properties: { a: { $ref: '#/$defs/card' } } }, '/a')).toBe(true);
    expect(fixes({ properties: { a: { anyOf: [{ type: 'null' }, one] } } }, '/a')).toBe(true);
    expect(fixes({ allOf: [{ properties: { a: one } }] }, '/a')).toBe(true);
    expect(fixes({ additionalProperties: one }, '/x')).toBe(true);
    expect(fixes({ properties: { x: free }, additionalProperties: one }, '/x')).toBe(false);
    expect(fixes({ patternProperties: { '^x': one } }, '/x1')).toBe(true);
  }
});

test('nothing is fixed in texts beside, by a tool that nobody knows, or by names of JavaScript', () => {
  const all = { additionalProperties: { pattern: '^a$' } };
  expect(fixesText(JSON.stringify({ outputSchema: all }), '/result/content/0/text')).toBe(false);
  expect(fixesText('', `${AT}/a`)).toBe(false);
  expect(fixesText(JSON.stringify({ name: 'get' }), `${AT}/a`)).toBe(false);
  expect(fixes({ properties: {} }, '/constructor/name')).toBe(false);
});

test('a schema that leads back to itself is read once, and one without end counts as fixed', () => {
  expect(fixes({ properties: { a: { $ref: '#/properties/a' } } }, '/a')).toBe(false);
  const wide = { anyOf: Array.from({ length: 2000 }, (_, n) => ({ title: `${n}` })) };
  expect(fixes({ properties: { a: wide } }, '/a')).toBe(true);
});
