import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indented } from '../../src/dashboard/parts/json.ts';

test('JSON is shown line by line with every value as it was', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(JSON.parse(indented(text))).toEqual(JSON.parse(text));
    }),
  );
  expect(indented('{"a":[1,2],"b":{},"c":"x, {y}: \\"z"}')).toBe(
    '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {},\n  "c": "x, {y}: \\"z"\n}',
  );
});

test('doubled keys and odd numbers stay as they are, and text that is no JSON ends too', () => {
  expect(indented('{"a":1e400,"a":0.10}')).toBe('{\n  "a": 1e400,\n  "a": 0.10\n}');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'a', ' ') }), (text) => {
      expect(indented(text).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }),
  );
});
