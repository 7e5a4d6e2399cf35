import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inflated, MAX_INFLATED } from '../../../src/rules/views/encodings/inflate.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

describe('case 45: what claims to be compressed', () => {
  test.each(['H4sIH4sIH4sIH4sI', 'H4sIAAAAAAAAA', 'H4sIAAAAAAAAAAAA', 'eJwA', 'eJwAAA==', 'eJwAAQ==', 'eJwABQD6/2E='])(
    'ends though its last block never comes: %s',
    (text) => {
      const read = inflated(Buffer.from(text, 'base64'));
      expect(read?.whole ?? false).toBe(false);
    },
  );

  test('is read to an end or to the cap, whatever stands behind its header', () => {
    const headers = fc.constantFrom([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0], [0x78, 0x9c], [0x78, 0x01]);
    fc.assert(
      fc.property(headers, bytes, (header, rest) => {
        const read = inflated(Uint8Array.from([...header, ...rest]));
        expect(read?.bytes.length ?? 0).toBeLessThanOrEqual(MAX_INFLATED);
      }),
      { numRuns: 3000 },
    );
  });

  test('gives what was compressed, and of what was cut a beginning of it', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 9 }), fc.nat(400), (given, level, cut) => {
        for (const packed of [gzipSync(given, { level }), deflateSync(given, { level })]) {
          expect(inflated(packed)).toEqual({ bytes: new Uint8Array(given), whole: true });
          const part = inflated(packed.subarray(0, cut))?.bytes ?? new Uint8Array(0);
          expect(Buffer.from(part)).toEqual(Buffer.from(given.subarray(0, part.length)));
        }
      }),
    );
  });
});
