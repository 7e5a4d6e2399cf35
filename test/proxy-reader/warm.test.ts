import { expect, test } from 'vitest';
import { isCrowded } from '../../src/proxy-reader/warm.ts';

test('a step that had the processor for itself leaves room, one that waited for it does not', () => {
  expect(isCrowded(1.2, { user: 1000, system: 100 })).toBe(false);
  // A long first step is no crowd, and neither is what a tick of the clock takes.
  expect(isCrowded(12, { user: 9000, system: 2500 })).toBe(false);
  expect(isCrowded(0.5, { user: 0, system: 0 })).toBe(false);
  expect(isCrowded(4, { user: 1000, system: 0 })).toBe(true);
  expect(isCrowded(20, { user: 10_000, system: 2000 })).toBe(true);
});
