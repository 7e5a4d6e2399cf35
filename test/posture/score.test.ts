import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PostureFacts } from '../../src/posture/check.ts';
import { CHECKS } from '../../src/posture/checks.ts';
import { riskOf } from '../../src/posture/risk.ts';
import { postureOf } from '../../src/posture/score.ts';
import { SEVERITIES } from '../../src/rules/rule.ts';
import { held, NOW, World } from '../commands/world.ts';

const SOUND: PostureFacts = {
  coverage: { servers: 7, bare: [], wrap: '--all', remote: 0, unreadable: 0 },
  mode: 'enforce',
  servers: [{ name: 'cursor.github', mode: 'enforce' }],
  chain: { ok: true },
  pins: [],
  entries: [],
  letThrough: 0,
  ignored: [],
  held: { count: 0, late: 0 },
  requireSignature: true,
  defaultPolicy: 'deny',
};

const names = fc.array(fc.string({ maxLength: 12 }), { maxLength: 9 });
const anyFacts: fc.Arbitrary<PostureFacts> = fc.record({
  coverage: fc.option(
    fc.record({
      servers: fc.integer({ min: 9, max: 40 }),
      bare: names,
      wrap: fc.string(),
      remote: fc.nat(3),
      unreadable: fc.nat(3),
    }),
    { nil: undefined },
  ),
  mode: fc.constantFrom('observe', 'enforce'),
  servers: fc.array(fc.record({ name: fc.string(), mode: fc.constantFrom('observe', 'enforce') }), { maxLength: 9 }),
  chain: fc.option(fc.record({ ok: fc.boolean(), what: fc.string() }), { nil: undefined }),
  pins: fc.array(fc.record({ server: fc.string(), name: fc.string() }), { maxLength: 9 }),
  entries: fc.option(
    fc.array(fc.record({ server: fc.string(), severity: fc.constantFrom(...SEVERITIES), what: fc.string() }), {
      maxLength: 9,
    }),
    { nil: undefined },
  ),
  letThrough: fc.nat(1000),
  ignored: names,
  held: fc.record({ count: fc.nat(99), late: fc.nat(99) }),
  requireSignature: fc.boolean(),
  defaultPolicy: fc.constantFrom('allow', 'deny'),
});

describe('the security score', () => {
  test('the checks can cost 100 together, and each has an id of its own', () => {
    expect(CHECKS.reduce((sum, { most }) => sum + most, 0)).toBe(100);
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  });

  test('its lines add up to it, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { start, lines, score } = postureOf(facts);
        expect(lines.reduce((left, { lost }) => left - lost, start as number)).toBe(score);
        expect(score).toBeGreaterThanOrEqual(0);
        for (const { lost, most } of lines) expect(lost >= 0 && lost <= most).toBe(true);
      }),
    );
  });

  test('what costs something has a command that mends it', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { lost, fix } of postureOf(facts).lines) if (lost > 0) expect(fix).toMatch(/^oktsec /);
      }),
    );
  });

  test('all is well at 100, all is wrong at 0', () => {
    expect(postureOf(SOUND)).toMatchObject({ score: 100, grade: 'A' });
    const wrong: PostureFacts = {
      coverage: { servers: 3, bare: ['a', 'b', 'c'], wrap: '--all', remote: 0, unreadable: 0 },
      mode: 'observe',
      servers: [],
      chain: { ok: false },
      pins: Array.from({ length: 3 }, () => ({ server: 'github', name: 'x' })),
      entries: Array.from({ length: 3 }, () => ({ server: 's', severity: 'critical', what: 'w' })),
      letThrough: 9,
      ignored: ['A', 'B', 'C'],
      held: { count: 9, late: 9 },
      requireSignature: false,
      defaultPolicy: 'allow',
    };
    expect(postureOf(wrong)).toMatchObject({ score: 0, grade: 'F' });
  });

  test.each<[string, Partial<PostureFacts>, number, RegExp]>([
    [
      'coverage',
      { coverage: { servers: 7, bare: ['cursor/x'], wrap: 'cursor', remote: 0, unreadable: 0 } },
      4,
      /1 of 7/,
    ],
    ['mode', { servers: [{ name: 'fetch', mode: 'observe' }, ...SOUND.servers] }, 10, /fetch/],
    ['chain', { chain: { ok: false, what: 'row 7 is not what was written' } }, 15, /row 7/],
    ['pins', { pins: [{ server: 'github', name: 'create_issue' }] }, 5, /github create_issue/],
    ['entries', { entries: [{ server: 's', severity: 'high', what: 'a secret' }] }, 3, /1 fault in s/],
    ['let-through', { letThrough: 2 }, 2, /2 messages/],
    ['rules', { ignored: ['CRED-001'] }, 2, /CRED-001/],
    ['held', { held: { count: 5, late: 2 } }, 2, /5 held messages wait for a person, 2 for more than an hour/],
    ['signatures', { requireSignature: false }, 2, /unverified/],
    ['default-policy', { defaultPolicy: 'allow' }, 1, /all others/],
  ])(
    '%s alone costs what its formula says, and is mended by a command that there is',
    async (id, change, lost, what) => {
      const { score, lines } = postureOf({ ...SOUND, ...change });
      expect(score).toBe(100 - lost);
      const line = lines.find((one) => one.id === id);
      expect(line).toMatchObject({ lost });
      expect(line?.what).toMatch(what);
      const { err } = await new World().run((line?.fix ?? '').split(' ').slice(1));
      expect(err).not.toMatch(/is no command|unknown option|too many arguments|--help/);
    },
  );

  test('what was not looked at costs nothing, has no grade and says so', () => {
    const { lines, score } = postureOf({ ...SOUND, coverage: undefined, chain: undefined, entries: undefined });
    expect(score).toBe(100);
    expect(lines.filter(({ grade }) => grade === undefined).map(({ what }) => what)).toEqual(
      Array(3).fill('not looked at'),
    );
  });
});

test('risk grows with the worst finding first and with how often second', () => {
  const none = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  expect(riskOf(none)).toEqual({ score: 0, worst: undefined });
  expect(riskOf({ ...none, high: 4 }).score).toBe(48);
  fc.assert(
    fc.property(fc.constantFrom(...SEVERITIES), fc.integer({ min: 1, max: 1e6 }), (severity, rows) => {
      const { score, worst } = riskOf({ ...none, [severity]: rows });
      expect(worst).toBe(severity);
      expect(riskOf({ ...none, [severity]: rows + 1 }).score).toBeGreaterThanOrEqual(score);
      const more = SEVERITIES[SEVERITIES.indexOf(severity) + 1];
      if (more !== undefined) expect(riskOf({ ...none, [more]: 1 }).score).toBeGreaterThanOrEqual(score);
    }),
  );
});

test('of what is held only what waits for more than an hour costs points', async () => {
  const world = new World();
  const HOUR = 3_600_000_000;
  const times = [NOW - 2 * HOUR, NOW - HOUR / 2, NOW - 1];
  await world.record(...times.map((time, n) => held(`HE${n}D22`, { time })));
  const [report] = JSON.parse((await world.run(['report', '--json'])).out) as { checks: { id: string }[] }[];
  expect(report?.checks.find(({ id }) => id === 'held')).toMatchObject({
    lost: 1,
    what: '3 held messages wait for a person, 1 for more than an hour',
  });
});
