import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foursOf } from '../../../src/rules/views/fours.ts';

test('groups of four are within what was asked for, wherever it begins and however short it is', () => {
  const bytes = new Uint8Array(24).map((_, at) => at);
  const place = fc.nat(bytes.length);
  fc.assert(
    fc.property(place, place, place, (offset, from, to) => {
      const codes = new Uint8Array(bytes.slice(0, bytes.length).buffer, offset);
      fc.pre(from <= to && to <= codes.length);
      const { values, first } = foursOf(codes, from, to);
      for (let n = 0; n < values.length; n += 1) {
        const at = first + n * 4;
        expect(at).toBeGreaterThanOrEqual(from);
        expect(at + 4).toBeLessThanOrEqual(to);
        expect((values[n] ?? 0) & 0xff).toBe(codes[at]);
      }
    }),
  );
});
