import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as noble from '@noble/ed25519';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicKeyOf, secretKeyOf, signBytes, verifyBytes } from '../../src/identity/ed25519.ts';
import { keyFault } from '../../src/identity/key-check.ts';

noble.hashes.sha512 = (message) => createHash('sha512').update(message).digest();

type Vector = {
  readonly name: string;
  readonly public_key_hex: string;
  readonly message_hex: string;
  readonly signature_hex: string;
  readonly key: 'accepted' | 'refused';
  readonly valid: boolean;
};
const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL('../vectors/signatures.json', import.meta.url), 'utf8'),
);
const hex = (text: string) => Buffer.from(text, 'hex');

describe('case 114: signatures and keys at the edges', () => {
  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const raw = hex(vector.public_key_hex);
    expect(keyFault(raw) === undefined).toBe(vector.key === 'accepted');
    if (vector.key === 'refused') return;
    const verified = verifyBytes(publicKeyOf(raw), hex(vector.message_hex), hex(vector.signature_hex));
    expect(verified).toBe(vector.valid);
  });

  test('a key of another length is refused', () => {
    for (const length of [0, 31, 33, 64]) expect(keyFault(new Uint8Array(length))).toContain('not 32');
  });
});

const torsion = vectors.find(({ name }) => name.startsWith('torsion in R'))!;

test('the one known difference: torsion in R, which noble accepts and node refuses, and so do we', () => {
  const [signature, message, raw] = [torsion.signature_hex, torsion.message_hex, torsion.public_key_hex].map(hex);
  expect(noble.verify(signature!, message!, raw!, { zip215: false })).toBe(true);
  expect(verifyBytes(publicKeyOf(raw!), message!, signature!)).toBe(false);
});

// A hundred thousand under OKTSEC_LONG; noble needs about a millisecond for each.
const RUNS = process.env.OKTSEC_LONG ? 100_000 : 300;

test('node:crypto and noble agree on random and edge inputs', { timeout: 900_000 }, () => {
  const secret = secretKeyOf(new Uint8Array(32).fill(9))!;
  const { raw } = secret.public;
  const L = 2n ** 252n + 27742317777372353535851937790883648493n;
  const edges = [0n, 1n, L - 1n, L, L + 1n, 2n ** 255n - 19n, 2n ** 255n - 1n, 2n ** 256n - 1n].map(littleEndian);
  const half = fc.oneof(fc.constantFrom(...edges), fc.uint8Array({ minLength: 32, maxLength: 32 }));
  const change = fc.oneof(
    fc.constant({ kind: 'none' } as const),
    fc.record({ kind: fc.constant('flip' as const), bit: fc.integer({ min: 0, max: 511 }) }),
    fc.record({ kind: fc.constant('R' as const), half }),
    fc.record({ kind: fc.constant('S' as const), half }),
    fc.record({ kind: fc.constant('addL' as const) }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), change, (message, how) => {
      const signature = Uint8Array.from(signBytes(secret, message));
      if (how.kind === 'flip') signature[how.bit >> 3]! ^= 1 << (how.bit & 7);
      if (how.kind === 'R') signature.set(how.half, 0);
      if (how.kind === 'S') signature.set(how.half, 32);
      if (how.kind === 'addL') signature.set(littleEndian(toInteger(signature.subarray(32)) + L), 32);
      const ours = verifyBytes(secret.public, message, signature);
      expect(ours).toBe(noble.verify(signature, message, raw, { zip215: false }));
      expect(ours).toBe(how.kind === 'none');
    }),
    { numRuns: RUNS },
  );
});

test('both make the same signatures', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 80 }), (seed, message) => {
      const secret = secretKeyOf(seed)!;
      expect(Buffer.from(signBytes(secret, message))).toEqual(Buffer.from(noble.sign(message, seed)));
      expect(Buffer.from(secret.public.raw)).toEqual(Buffer.from(noble.getPublicKey(seed)));
      expect(keyFault(secret.public.raw)).toBeUndefined();
    }),
    { numRuns: Math.ceil(RUNS / 10) },
  );
});

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, at) => Number((value >> BigInt(8 * at)) & 255n));
}

function toInteger(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
