import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  type Json,
  jsonFault,
  payloadConcat,
  payloadNewline,
  payloadV2,
  requestPayload,
} from '../../src/identity/canonical.ts';
import { publicKeyOf, secretKeyOf } from '../../src/identity/ed25519.ts';
import { FORMATS } from '../../src/identity/formats.ts';
import {
  type IdentityPolicy,
  type Letter,
  signLetter,
  signLetterV1,
  verifyLetter,
  verifyLetterAside,
} from '../../src/identity/letter.ts';
import { makeKeyring } from '../../src/identity/make-keyring.ts';
import { signRequest, verifyRequest } from '../../src/identity/request.ts';
import { formatTimestamp, parseTimestamp } from '../../src/identity/timestamp.ts';

const vectors = JSON.parse(readFileSync(new URL('../vectors/letters.json', import.meta.url), 'utf8'));
const NOW = parseTimestamp(vectors.now)!;
const AUD: string = vectors.instance;
const SECOND = 1_000_000;
const POLICY: IdentityPolicy = {
  requireSignature: true,
  formats: FORMATS,
  maxAgeMicros: 300 * SECOND,
  maxAheadMicros: 30 * SECOND,
};
const secrets = new Map<string, ReturnType<typeof secretKeyOf>>(
  vectors.keys.map((key: { agent: string; seed_hex: string }) => [
    key.agent,
    secretKeyOf(Buffer.from(key.seed_hex, 'hex')),
  ]),
);
const A = secrets.get('research-agent')!;
const B = secrets.get('analysis-agent')!;
const ring = makeKeyring(
  [
    { agent: 'research-agent', raw: A.public.raw },
    { agent: 'analysis-agent', raw: B.public.raw },
  ],
  [],
);
const names = [...ring.keys.keys()];
const check = (letter: Letter, over: Partial<Parameters<typeof verifyLetter>[1]> = {}) =>
  verifyLetter(letter, { ring, policy: POLICY, aud: AUD, names, now: NOW, ...over });
const draft = { from: 'research-agent', to: 'analysis-agent', content: 'hello' };
const v2 = (over: Partial<Letter> = {}) =>
  signLetter({ ...draft, ...over }, A, { aud: AUD, now: NOW, nonce: 'n'.repeat(22) });
const v1 = (format: 'v1-newline' | 'v1-concat', over: Partial<Letter> = {}) =>
  signLetterV1({ ...draft, ...over }, A, { now: NOW, format });
const refused = (reason: string, decision = 'identity_rejected') =>
  expect.objectContaining({ status: 'rejected', decision, reason });
const malformed = (reason: string) => refused(reason, 'malformed');

const named = (list: readonly { readonly name: string }[]) => list.map((one): [string, unknown] => [one.name, one]);

describe('the vectors of the wire format', () => {
  test.each(named(vectors.letters))('%s', (_, one) => {
    const { body, format, payload_hex, canonical_metadata } = one as {
      body: Letter & { timestamp: string };
      format: string;
      payload_hex: string;
      canonical_metadata?: string;
    };
    expect(check(body)).toMatchObject({ status: 'verified', format });
    const { from, to, content, timestamp } = body;
    const payload =
      format === 'v2'
        ? payloadV2({
            aud: body.aud!,
            keyId: body.key_id!,
            from,
            to,
            timestamp,
            nonce: body.nonce!,
            content,
            metadata: body.metadata ?? {},
          })
        : (format === 'v1-newline' ? payloadNewline : payloadConcat)({ from, to, content, timestamp });
    expect(Buffer.from(payload).toString('hex')).toBe(payload_hex);
    if (canonical_metadata !== undefined) expect(canonicalJson(body.metadata ?? {})).toBe(canonical_metadata);
  });

  test.each(named(vectors.requests))('%s', (_, one) => {
    const { method, path, agent, timestamp, nonce, payload_hex, signature } = one as Record<string, string>;
    const request = { aud: AUD, method: method!, path: path!, body: new Uint8Array() };
    const payload = requestPayload({ ...request, agent: agent!, timestamp: timestamp!, nonce: nonce! });
    expect(Buffer.from(payload).toString('hex')).toBe(payload_hex);
    const headers = { agent: agent!, timestamp: timestamp!, nonce: nonce!, signature: signature! };
    expect(verifyRequest(request, headers, { ring, policy: POLICY, now: NOW })).toMatchObject({
      status: 'verified',
      agent,
    });
    const elsewhere = { ...request, path: '/v1/messages?wait=2' };
    expect(verifyRequest(elsewhere, headers, { ring, policy: POLICY, now: NOW })).toMatchObject({
      reason: 'bad_signature',
    });
  });
});

test('what is signed verifies, and no other spelling of the fields has the same payload', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((one) => one.isWellFormed());
  fc.assert(
    fc.property(
      text,
      fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(text, fc.integer(), fc.boolean())),
      (content, metadata) => {
        const letter = v2({ content, metadata: JSON.parse(JSON.stringify(metadata)) });
        expect(check(letter)).toMatchObject({ status: 'verified', format: 'v2', metadataSigned: true });
        expect(check({ ...letter, content: `${content}x` })).toEqual(refused('bad_signature'));
        expect(check({ ...letter, metadata: { ...letter.metadata, x: 'y' } })).toEqual(refused('bad_signature'));
        for (const format of ['v1-newline', 'v1-concat'] as const) {
          expect(check(v1(format, { content }))).toMatchObject({ status: 'verified', format });
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('fields cannot run into one another: the payloads of v2 and of v1-newline are injective', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,6}$/);
  const field = fc.record({
    from: name,
    to: name,
    content: fc.string({ maxLength: 6 }),
    timestamp: fc.constantFrom('2026-11-21T14:00:00Z', '2026-11-21T14:00:00.1Z'),
  });
  fc.assert(
    fc.property(field, field, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      const full = (f: typeof one) => ({ ...f, aud: AUD, keyId: 'k', nonce: 'n', metadata: {} as Json });
      expect(Buffer.from(payloadV2(full(one)))).not.toEqual(Buffer.from(payloadV2(full(other))));
      expect(Buffer.from(payloadNewline(one))).not.toEqual(Buffer.from(payloadNewline(other)));
    }),
  );
});

test('on another thread a signature is checked as on this one', async () => {
  const draft = { from: 'research-agent', to: 'analysis-agent', content: 'hello' };
  const letters = [
    signLetter(draft, A, { aud: AUD, now: NOW, nonce: 'n'.repeat(22) }),
    signLetter(draft, B, { aud: AUD, now: NOW, nonce: 'n'.repeat(22) }),
    ...(['v1-newline', 'v1-concat'] as const).map((format) => signLetterV1(draft, A, { now: NOW, format })),
    signLetterV1(draft, B, { now: NOW, format: 'v1-newline' }),
    { ...draft },
  ];
  const circumstances = { ring, policy: POLICY, aud: AUD, names: [], now: NOW };
  for (const letter of letters.flatMap((one): Letter[] => [one, { ...one, content: 'hullo' }])) {
    expect(await verifyLetterAside(letter, circumstances)).toEqual(verifyLetter(letter, circumstances));
  }
  expect(await verifyLetterAside(letters[0]!, circumstances)).toMatchObject({ status: 'verified', format: 'v2' });
});

test('case 110: a letter of from `ab`, to `c` is none of from `a`, to `bc`', () => {
  const letter = v1('v1-concat');
  expect(check({ ...letter, from: 'research-agen', to: 'tanalysis-agent' })).toEqual(refused('unknown_agent'));
  const shifted = { ...letter, to: 'analysis-agenth', content: 'ello' };
  expect(check({ ...letter, to: 'analysis-agen', content: 'thello' }, { names: ['research-agent'] }).status).toBe(
    'verified',
  );
  expect(check({ ...v2(), to: 'analysis-agen', content: 'thello' })).toEqual(refused('bad_signature'));
  expect(check({ ...v1('v1-newline'), to: 'analysis-agenth', content: 'ello' })).toEqual(refused('bad_signature'));
  expect(check(shifted)).toEqual(refused('ambiguous_signature'));
});

test('case 111: to `bob` and `bobby` under concat are one payload, and refused', () => {
  const letter = v1('v1-concat', { to: 'bob', content: 'by the way' });
  const known = [...names, 'bob', 'bobby'];
  expect(check(letter, { names: known })).toEqual(refused('ambiguous_signature'));
  expect(check({ ...letter, to: 'bobby', content: ' the way' }, { names: known })).toEqual(
    refused('ambiguous_signature'),
  );
  expect(check(v1('v1-newline', { to: 'bob', content: 'by the way' }), { names: known }).status).toBe('verified');
});

test('case 112: a newline that moves content into the timestamp is malformed', () => {
  const letter = v1('v1-newline', { content: 'a\nb' });
  expect(check({ ...letter, content: 'a', timestamp: `b\n${letter.timestamp}` })).toEqual(malformed('bad_timestamp'));
});

test.each(['a\nb', 'a\0b', 'a b', 'é', '../x', '.hid', '', 'a'.repeat(65)])(
  'case 113: the name %j is malformed',
  (name) => {
    expect(check({ ...v2(), from: name })).toEqual(malformed('bad_from'));
    expect(check({ ...v2(), to: name })).toEqual(malformed('bad_to'));
  },
);

describe('case 115 and 116: one spelling of a signature, 64 bytes', () => {
  const good = v2().signature!;
  test.each([
    ['url-safe', good.replace(/[+/]/g, '-')],
    ['unpadded', good.replace(/=+$/, '')],
    ['junk', `${good.slice(0, 10)}\u00a0${good.slice(11)}`],
    ['spaces', ` ${good}`],
    ['trailing data', `${good}AA==`],
    ['loose last bits', good.replace(/.==$/, (end) => `${end[0] === 'Q' ? 'R' : 'B'}==`)],
    ['63 bytes', Buffer.alloc(63).toString('base64')],
    ['65 bytes', Buffer.alloc(65).toString('base64')],
    ['empty', ''],
  ])('%s', (_, signature) => {
    fc.pre(signature !== good);
    expect(check({ ...v2(), signature })).toEqual(malformed('bad_signature_encoding'));
  });
});

test('case 119: a signature of another agent is nobody’s', () => {
  const forged = signLetterV1(draft, B, { now: NOW, format: 'v1-newline' });
  expect(check(forged)).toEqual(refused('bad_signature'));
  const forged2 = signLetter(draft, B, { aud: AUD, now: NOW, nonce: 'n'.repeat(22) });
  expect(check(forged2)).toEqual(refused('unknown_key'));
});

test('case 120: metadata is outside of v1 and inside of v2', () => {
  expect(check({ ...v1('v1-newline'), metadata: { x: 1 } })).toMatchObject({
    status: 'verified',
    metadataSigned: false,
  });
  expect(check({ ...v2(), metadata: { x: 1 } })).toEqual(refused('bad_signature'));
});

test('case 121: a lone surrogate is malformed before anything is verified', () => {
  expect(check({ ...v2(), content: 'a\ud800' })).toEqual(malformed('lone_surrogate'));
  expect(check({ ...v2(), metadata: { '\udfff': 1 } })).toEqual(malformed('bad_metadata'));
  for (const number of [2 ** 53, -(2 ** 53)])
    expect(check({ ...v2(), metadata: { number } })).toEqual(malformed('bad_metadata'));
  const deep = (levels: number): Json => (levels === 0 ? 1 : { a: deep(levels - 1) });
  expect([jsonFault(deep(64)), jsonFault(deep(65))]).toEqual([undefined, 'more than 64 levels']);
});

test('case 122: another normal form is another text', () => {
  expect(check({ ...v2({ content: 'caf\u00e9' }), content: 'cafe\u0301' })).toEqual(refused('bad_signature'));
});

describe('case 127: the window is exact', () => {
  test.each([
    [-300 * SECOND, 'verified'],
    [-300 * SECOND - 1000, 'rejected'],
    [-301 * SECOND, 'rejected'],
    [-299 * SECOND, 'verified'],
    [30 * SECOND, 'verified'],
    [30 * SECOND + 1000, 'rejected'],
    [31 * SECOND, 'rejected'],
    [29 * SECOND, 'verified'],
  ])('signed %i µs from now: %s', (offset, status) => {
    const letter = signLetter(draft, A, { aud: AUD, now: NOW + offset, nonce: 'n'.repeat(22) });
    const result = check(letter);
    expect(result.status).toBe(status);
    if (result.status === 'rejected') expect(result.decision).toBe('stale');
  });
});

test.each([
  '2026-02-30T10:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T10:60:00Z',
  '2026-01-01T10:00:60Z',
  '2026-01-01T10:00:00+99:00',
  '2026-01-01T10:00:00+24:00',
  '2026-01-01T10:00:00-00:60',
  '2026-13-01T10:00:00Z',
  '+012026-01-01T10:00:00Z',
  '2026-01-01t10:00:00Z',
  '2026-01-01T10:00:00z',
  '2026-01-01T10:00:00',
  '2026-01-01 10:00:00Z',
  '2025-02-29T10:00:00Z',
  '2026-00-01T10:00:00Z',
  ' 2026-01-01T10:00:00Z',
])('case 128: %j is no timestamp', (timestamp) => {
  expect(check({ ...v1('v1-newline'), timestamp })).toEqual(malformed('bad_timestamp'));
});

test('timestamps with an offset and with a fraction are moments', () => {
  expect(parseTimestamp('2024-02-29T23:30:00.123456789+01:30')).toBe(Date.UTC(2024, 1, 29, 22) * 1000 + 123_456);
  expect(parseTimestamp('0001-01-01T00:00:00Z')).toBeLessThan(0);
  expect(parseTimestamp(formatTimestamp(NOW))).toBe(NOW);
});

test('case 129: a signature without a timestamp is malformed', () => {
  const { timestamp: _, ...letter } = v1('v1-newline');
  expect(check(letter)).toEqual(malformed('signature_without_timestamp'));
});

test('case 130: a revoked key is refused, current or in a ring of its own', () => {
  const revoked = makeKeyring(
    [{ agent: 'research-agent', raw: A.public.raw }],
    [{ agent: 'research-agent', fingerprint: A.public.fingerprint, revokedAt: NOW }],
  );
  expect(check(v2(), { ring: revoked })).toEqual(refused('key_revoked'));
  expect(check(v1('v1-newline'), { ring: revoked })).toEqual(refused('key_revoked'));
});

test('case 131: after a rotation the old key counts within its grace and no longer', () => {
  const fresh = secretKeyOf(new Uint8Array(32).fill(77))!;
  const rotated = (until?: number) =>
    makeKeyring(
      [{ agent: 'research-agent', raw: fresh.public.raw }],
      [
        {
          agent: 'research-agent',
          fingerprint: A.public.fingerprint,
          revokedAt: NOW - SECOND,
          ...(until === undefined ? {} : { until, raw: A.public.raw }),
        },
      ],
    );
  expect(check(v2(), { ring: rotated() })).toEqual(refused('key_revoked'));
  expect(check(v1('v1-newline'), { ring: rotated() })).toEqual(refused('bad_signature'));
  expect(check(v2(), { ring: rotated(NOW + 1) }).status).toBe('verified');
  expect(check(v2(), { ring: rotated(NOW) })).toEqual(refused('key_revoked'));
  const current = signLetter(draft, fresh, { aud: AUD, now: NOW, nonce: 'n'.repeat(22) });
  expect(check(current, { ring: rotated(NOW + 1) }).status).toBe('verified');
});

test('case 132: unsigned is unverified where signatures are optional, and a bad one is refused all the same', () => {
  const optional = { ...POLICY, requireSignature: false };
  expect(check(draft)).toEqual(refused('no_signature', 'signature_required'));
  expect(check(draft, { policy: optional })).toEqual({ status: 'unverified' });
  expect(check({ ...v2(), content: 'x' }, { policy: optional })).toEqual(refused('bad_signature'));
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('case 133: %s is an unknown agent', (from) => {
  const letter = { ...v2(), from };
  expect(check(letter)).toEqual(from === '__proto__' ? malformed('bad_from') : refused('unknown_agent'));
});

test('a signature for another oktsec, or in a form that is switched off, is refused', () => {
  expect(check(v2(), { aud: 'f'.repeat(32) })).toEqual(refused('other_audience'));
  const only = (...formats: IdentityPolicy['formats']) => ({ policy: { ...POLICY, formats } });
  expect(check(v2(), only('v1-newline'))).toEqual(refused('format_off'));
  expect(check(v1('v1-concat'), only('v2', 'v1-newline'))).toEqual(refused('bad_signature'));
  for (const one of [{ nonce: 'n'.repeat(22) }, { aud: AUD }, { key_id: A.public.fingerprint }])
    expect(check({ ...v1('v1-newline'), ...one })).toEqual(malformed('incomplete_v2'));
});

test('what a v2 letter adds has one form each: a nonce of 16 to 64 characters, a fingerprint, an instance', () => {
  const key_id = A.public.fingerprint;
  const wrong: Record<string, string[]> = {
    nonce: ['', 'n'.repeat(15), 'n'.repeat(65), `${'n'.repeat(21)}+`, `${'n'.repeat(22)}\n`],
    key_id: ['', key_id.toUpperCase(), `0${key_id}`, `${key_id}0`, `${key_id}\n`],
    aud: ['', AUD.toUpperCase(), `0${AUD}`, `${AUD}0`, `${AUD}\n`],
  };
  for (const [name, values] of Object.entries(wrong))
    for (const value of values)
      expect([value, check({ ...v2(), [name]: value })]).toEqual([value, malformed(`bad_${name}`)]);
  for (const nonce of ['n'.repeat(16), 'Az09_-'.repeat(11).slice(0, 64)])
    expect(check(signLetter(draft, A, { aud: AUD, now: NOW, nonce })).status).toBe('verified');
});

test('case 118: one key under two agents is an error', () => {
  const both = ['a', 'b'].map((agent) => ({ agent, raw: A.public.raw }));
  expect(() => makeKeyring(both, [])).toThrow('"a" and "b" have the same key');
});

test('a bad key is left out and named, and the others count', () => {
  const bad = { agent: 'weak', raw: Uint8Array.from([1, ...new Array<number>(31).fill(0)]) };
  const made = makeKeyring([bad, { agent: 'research-agent', raw: A.public.raw }], []);
  expect(made.refused).toEqual([{ name: 'weak', why: expect.stringContaining('small order') }]);
  expect([...made.keys.keys()]).toEqual(['research-agent']);
});

test('a ring keeps the keys that it has already checked', () => {
  const next = makeKeyring([{ agent: 'research-agent', raw: A.public.raw }], [], ring);
  expect(next.keys.get('research-agent')?.[0]?.public).toBe(ring.keys.get('research-agent')?.[0]?.public);
  expect(publicKeyOf(A.public.raw).fingerprint).toBe(A.public.fingerprint);
});

test('a signed request is good for its path, its agent, its time and its body', () => {
  const request = { aud: AUD, method: 'POST', path: '/v1/messages/x/ack', body: Buffer.from('{}') };
  const signed = signRequest({ ...request, agent: 'research-agent' }, A, { now: NOW, nonce: 'm'.repeat(22) });
  const headers = {
    agent: signed['Oktsec-Agent']!,
    timestamp: signed['Oktsec-Timestamp']!,
    nonce: signed['Oktsec-Nonce']!,
    signature: signed['Oktsec-Signature']!,
  };
  const verify = (change: Partial<typeof request> = {}, header: Partial<typeof headers> = {}, now = NOW) =>
    verifyRequest({ ...request, ...change }, { ...headers, ...header }, { ring, policy: POLICY, now });
  expect(verify()).toMatchObject({ status: 'verified', agent: 'research-agent' });
  for (const change of [
    { aud: 'f'.repeat(32) },
    { method: 'GET' },
    { path: '/v1/messages/y/ack' },
    { body: Buffer.from('{} ') },
  ]) {
    expect(verify(change)).toEqual({ status: 'rejected', reason: 'bad_signature' });
  }
  expect(verify({}, { agent: 'analysis-agent' })).toEqual({ status: 'rejected', reason: 'bad_signature' });
  for (const nonce of ['m'.repeat(15), 'm'.repeat(65), `${'m'.repeat(21)}+`])
    expect(verify({}, { nonce })).toEqual({ status: 'rejected', reason: 'bad_nonce' });
  for (const now of [NOW + 301 * SECOND, NOW - 31 * SECOND])
    expect(verify({}, {}, now)).toEqual({ status: 'rejected', reason: 'stale' });
  for (const now of [NOW + 300 * SECOND, NOW - 30 * SECOND]) expect(verify({}, {}, now).status).toBe('verified');
});
