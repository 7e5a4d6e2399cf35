import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AnswerTimes } from '../../src/proxy/answer-times.ts';

test('nothing is told before the first answer, then of the newest 256 alone', () => {
  const times = new AnswerTimes();
  expect(times.read()).toBeUndefined();
  times.add(7.4);
  expect(times.read()).toEqual({ p50: 7, p99: 7 });
  for (let n = 0; n < 1000; n += 1) times.add(1_000_000);
  for (let n = 1; n <= 256; n += 1) times.add(n);
  expect(times.read()).toEqual({ p50: 128, p99: 254 });
});

test('as many took no longer as is said, whatever they were', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e9), { minLength: 1, maxLength: 256 }), (all) => {
      const times = new AnswerTimes();
      for (const one of all) times.add(one);
      const { p50, p99 } = times.read()!;
      const within = (micros: number) => all.filter((one) => one <= micros).length / all.length;
      expect(within(p50)).toBeGreaterThanOrEqual(0.5);
      expect(within(p99)).toBeGreaterThanOrEqual(0.99);
      expect(all).toEqual(expect.arrayContaining([p50, p99]));
    }),
  );
});
