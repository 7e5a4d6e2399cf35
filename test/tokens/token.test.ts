import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScopes } from '../../src/tokens/scopes.ts';
import { formatToken, isToken, TOKEN_BYTES, tokenHash } from '../../src/tokens/token.ts';
import { verifyToken } from '../../src/tokens/verify.ts';
import { newHome, withDatabase, withStore } from '../fixtures/store/home.ts';

const bytes = fc.uint8Array({ minLength: TOKEN_BYTES, maxLength: TOKEN_BYTES });
const NOW = 1_800_000_000_000_000;

describe('a token', () => {
  test('is told from any other text, one slip included', () => {
    fc.assert(
      fc.property(bytes, fc.nat(52), fc.constantFrom(...'0aZ-_ '), (random, at, letter) => {
        const token = formatToken(random);
        expect(token).toMatch(/^okt_[0-9A-Za-z]{49}$/);
        expect(isToken(token)).toBe(true);
        const slipped = token.slice(0, at) + letter + token.slice(at + 1);
        expect(isToken(slipped)).toBe(slipped === token);
      }),
    );
  });

  test('is another one for other bytes', () => {
    fc.assert(fc.property(bytes, bytes, (a, b) => (formatToken(a) === formatToken(b)) === Buffer.from(a).equals(b)));
  });
});

test('scopes: unknown ones are named with what was meant, and an agent never reviews', () => {
  expect(parseScopes(['scan,audit:read', 'mailbox:a.b'])).toEqual(['scan', 'audit:read', 'mailbox:a.b']);
  expect(() => parseScopes(['reveiw'])).toThrow('"reveiw" is no scope');
  expect(() => parseScopes(['mailbox:'])).toThrow('no scope');
  expect(() => parseScopes(['__proto__'])).toThrow('no scope');
  expect(() => parseScopes(['review', 'mailbox:a'])).toThrow('never has the scope review');
});

describe('verifying', () => {
  const token = formatToken(new Uint8Array(TOKEN_BYTES).fill(9));
  const fresh = { name: 'ci', scopes: ['scan'], hash: tokenHash(token), expiresAt: NOW + 1000 };

  test('opens its scopes and no others, until it expires or is revoked by another process', () => {
    const home = newHome();
    withStore(
      home,
      (store) => {
        expect(verifyToken(store, token, 'scan', NOW)).toEqual({ ok: false, why: 'unknown' });
        expect(store.addToken(fresh, { by: 'ops' })).toBe(true);
        expect(verifyToken(store, token, 'scan', NOW)).toEqual({ ok: true, name: 'ci', scopes: ['scan'] });
        expect(verifyToken(store, token, undefined, NOW)).toMatchObject({ ok: true });
        expect(verifyToken(store, token, 'review', NOW)).toEqual({ ok: false, why: 'scope' });
        expect(verifyToken(store, `${token.slice(0, -1)}!`, 'scan', NOW)).toEqual({ ok: false, why: 'malformed' });
        expect(verifyToken(store, token, 'scan', NOW + 1000)).toEqual({ ok: false, why: 'expired' });
        withStore(
          home,
          (other) => expect(other.revokeToken('ci', { by: 'ops' })).toBe(true),
          () => NOW,
        );
        expect(verifyToken(store, token, 'scan', NOW)).toEqual({ ok: false, why: 'revoked' });
      },
      () => NOW,
    );
  });

  test('a name stands for one token at a time, and each step is a row', () => {
    const home = newHome();
    const other = { ...fresh, hash: new Uint8Array(32) };
    withStore(
      home,
      (store) => {
        expect(store.addToken(fresh, { by: 'ops' })).toBe(true);
        expect(store.addToken(other, { by: 'ops' })).toBe(false);
        expect(store.revokeToken('ci', { by: 'ops' })).toBe(true);
        expect(store.revokeToken('ci', { by: 'ops' })).toBe(false);
        expect(store.addToken(other, { by: 'ops' })).toBe(true);
        expect(store.list().map((row) => row.method)).toEqual(['token_created', 'token_revoked', 'token_created']);
        expect(store.verify().ok).toBe(true);
      },
      () => NOW,
    );
    // Whoever copies the database has no token.
    const dump = withDatabase(home, (db) => db.serialize().toString('latin1'));
    expect(dump).not.toContain(token.slice(4, 30));
  });
});
