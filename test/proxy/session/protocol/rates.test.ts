import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rate } from '../../../../src/config/config.ts';
import { Rates } from '../../../../src/proxy/session/protocol/rates.ts';

test('a call is one too many exactly when so many before it, refused ones left out, are within the window', () => {
  const rate = fc.record({ count: fc.integer({ min: 1, max: 5 }), seconds: fc.integer({ min: 1, max: 4 }) });
  const steps = fc.array(fc.integer({ min: 0, max: 1_500_000 }), { maxLength: 200 });
  fc.assert(
    fc.property(fc.array(rate, { minLength: 1, maxLength: 3 }), steps, (rates, waits) => {
      const counter = new Rates();
      const passed: number[] = [];
      let now = 0;
      for (const wait of waits) {
        now += wait;
        const full = ({ count, seconds }: Rate) => passed.filter((at) => now - at < seconds * 1e6).length >= count;
        const refused = counter.count('echo', rates, now);
        expect(refused !== undefined).toBe(rates.some(full));
        if (refused === undefined) passed.push(now);
      }
    }),
  );
});

test('each tool has a count of its own', () => {
  const counter = new Rates();
  const once = [{ count: 1, seconds: 60 }];
  expect(counter.count('a', once, 1)).toBeUndefined();
  expect(counter.count('b', once, 2)).toBeUndefined();
  expect(counter.count('a', once, 3)).toBe('more than 1 calls in 60 s');
});
