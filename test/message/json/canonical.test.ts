import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalArguments } from '../../../src/message/json/canonical.ts';
import { bytes, call, text } from '../frames.ts';

function canonical(args: string): string | undefined {
  return text(canonicalArguments(bytes(call(args))));
}

/** JSON text of a value with its keys in another order and its strings in another spelling. */
function respelled(value: unknown): string {
  if (typeof value === 'string') {
    return `"${Array.from({ length: value.length }, (_, n) => `\\u${value.charCodeAt(n).toString(16).padStart(4, '0')}`).join('')}"`;
  }
  if (Array.isArray(value)) return `[ ${value.map(respelled).join(' , ')} ]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .toReversed()
    .map(([key, one]) => `${respelled(key)}\t: ${respelled(one)}`)
    .join(' , ')} }`;
}

const value = fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 4 });

test('order of keys, spacing and escapes change nothing', () => {
  fc.assert(
    fc.property(value, (one) => {
      expect(canonical(respelled(one))).toBe(canonical(JSON.stringify(one)));
    }),
  );
});

test('different arguments have different bytes, and they parse back to the same value', () => {
  const sorted = (one: unknown): string => {
    if (Array.isArray(one)) return `[${one.map(sorted).join()}]`;
    if (typeof one !== 'object' || one === null) return JSON.stringify(one);
    const pairs = Object.entries(one).map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`);
    return `{${pairs.sort().join()}}`;
  };
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(canonical(JSON.stringify(a)) === canonical(JSON.stringify(b))).toBe(sorted(a) === sorted(b));
      expect(JSON.parse(canonical(JSON.stringify(a))!)).toEqual(JSON.parse(JSON.stringify(a)));
    }),
  );
});

test('numbers stay as they were spelled, keys are sorted by their bytes', () => {
  expect(canonical('{"b":1.0,"a":[1e2,-0,12345678901234567890]}')).toBe('{"a":[1e2,-0,12345678901234567890],"b":1.0}');
  expect(canonical('{"\\ud83d\\ude00":1,"\uffee":2,"a":3,"":4,"aa":5}')).toBe('{"":4,"a":3,"aa":5,"\uffee":2,"😀":1}');
  expect(canonical('{"a":1}')).not.toBe(canonical('{"a":1.0}'));
  expect(canonical('{"a":"1"}')).not.toBe(canonical('{"a":1}'));
});

test('no arguments give no bytes', () => {
  const frame = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t"}}';
  expect(canonicalArguments(bytes(frame))).toHaveLength(0);
  expect(canonical('{}')).toBe('{}');
});
