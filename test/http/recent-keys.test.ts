import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentKeys } from '../../src/http/intake/recent-keys.ts';

const WINDOW = 330_000_000;
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('a key that was accepted is asked for as long as its letter is fresh, whatever came after it', () => {
  fc.assert(
    fc.property(key, fc.array(fc.tuple(key, fc.nat({ max: WINDOW })), { maxLength: 20 }), (first, others) => {
      const recent = new RecentKeys();
      recent.add(first, 0, WINDOW);
      for (const [other, at] of others.toSorted(([, a], [, b]) => a - b)) recent.add(other, at, WINDOW);
      expect(recent.mayHold(first)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('one that was not is no question for the database, and after two windows nothing is left', () => {
  const recent = new RecentKeys();
  const keyOf = (n: number) => crypto.getRandomValues(new Uint8Array(32)).fill(n % 256, 0, 8);
  const accepted = Array.from({ length: 2000 }, (_, n) => keyOf(n));
  for (const one of accepted) recent.add(one, 0, WINDOW);
  expect(accepted.every((one) => recent.mayHold(one))).toBe(true);
  const wrong = Array.from({ length: 2000 }, (_, n) => recent.mayHold(keyOf(n))).filter(Boolean);
  expect(wrong.length).toBeLessThan(5);
  recent.add(keyOf(1), WINDOW + 1, WINDOW);
  expect(recent.mayHold(accepted[0]!)).toBe(true);
  recent.add(keyOf(2), 2 * WINDOW + 2, WINDOW);
  expect(accepted.some((one) => recent.mayHold(one))).toBe(false);
});
