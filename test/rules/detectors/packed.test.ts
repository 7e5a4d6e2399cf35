import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packed } from '../../../scripts/pack-weights.ts';
import { WEIGHTS } from '../../../src/rules/learned/linear.ts';
import { unpacked } from '../../../src/rules/learned/packed.ts';
import { GRAMS } from '../../../src/rules/learned/sentence.ts';

function again(weights: Float64Array): Int8Array {
  const { levels, bytes } = packed(weights);
  expect(bytes.length).toBeLessThan(32_768);
  return unpacked({ levels, bytes: Buffer.from(bytes).toString('base64') }, WEIGHTS);
}

test('weights of few sizes come back as they were', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 1, maxLength: 40 }),
      (grams, signs) => {
        const weights = Float64Array.from(
          { length: WEIGHTS },
          (_, at) => (at < GRAMS ? grams[at % grams.length] : signs[at % signs.length]) as number,
        );
        expect(again(weights).every((weight, at) => weight === weights[at])).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});

test('of many sizes each n-gram keeps one that is near, the signs keep theirs', () => {
  const weights = Float64Array.from({ length: WEIGHTS }, (_, at) => 127 * Math.sin(at) ** 3);
  const kept = again(weights);
  let off = 0;
  for (let at = 0; at < GRAMS; at += 1) off = Math.max(off, Math.abs((kept[at] as number) - (weights[at] as number)));
  expect(off).toBeLessThan(16);
  for (let at = GRAMS; at < WEIGHTS; at += 1) expect(kept[at]).toBe(Math.round(weights[at] as number) + 0);
  expect(new Set(kept.subarray(0, GRAMS)).size).toBe(16);
});
