import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DECISIONS } from '../../src/policy/decisions.ts';
import { SEVERITIES } from '../../src/rules/rule.ts';
import { openStore } from '../../src/store/sqlite.ts';
import type { Activity, AuditRow, RowFilter, Store, Tally } from '../../src/store/store.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { TO_FIRST } from '../fixtures/store/first-version.ts';
import { newHome, recorded, withDatabase, withStore } from '../fixtures/store/home.ts';

const HOUR = 3_600_000_000;
const START = Math.floor(entry(0).time / (24 * HOUR)) * 24 * HOUR;
const FINDING = blocked(0).findings[0]!;
const SESSIONS = ['00000000000000a1', '00000000000000a2', '00000000000000a3'];
const RULES = [
  { rule: 'CRED-001', severity: 'critical', decision: 'content_blocked' },
  { rule: 'PI-001', severity: 'high', decision: 'content_quarantined' },
  { rule: 'PII-001', severity: 'medium', decision: 'content_flagged' },
  { rule: 'UNI-001', severity: 'info', decision: 'allow' },
] as const;

/** Rows over three days: few shapes, many blocks, findings here and there, and times that are not quite in order. */
const rowsArb = fc
  .record({ rows: fc.integer({ min: 200, max: 2600 }), seed: fc.integer({ min: 1, max: 9999 }) })
  .map(({ rows, seed }) =>
    Array.from({ length: rows }, (_, n) => {
      const dice = (n * 7919 + seed * 104_729) % 1009;
      const found = dice < 12 ? RULES[dice % 4] : undefined;
      return entry(n, {
        time: START + n * 100_000_000 - (dice % 3) * 1_000_000,
        session: SESSIONS[(n >> 5) % 3] ?? '',
        ...(found === undefined
          ? {}
          : {
              decision: found.decision,
              rules: [found.rule],
              ref: `R${n.toString(36).toUpperCase().padStart(5, '0')}`,
              findings: [{ ...FINDING, rule: found.rule, severity: found.severity }],
            }),
      });
    }),
  );

function counted(rows: readonly AuditRow[]): Tally {
  const of = (wanted: (row: AuditRow) => boolean) => rows.filter(wanted).length;
  const status = (one: string) => of(({ decision }) => DECISIONS[decision].status === one);
  return {
    rows: rows.length,
    flagged: of(({ decision }) => decision === 'content_flagged'),
    masked: of(({ decision }) => decision === 'content_masked'),
    quarantined: status('quarantined'),
    blocked: status('blocked'),
    rejected: status('rejected'),
  };
}

/** Every roll-up says what reading all rows says. */
function expectTrue(store: Store): void {
  const rows = [...store.rows()].filter(({ kind }) => kind !== 'event');
  for (const by of ['hour', 'day'] as const) {
    const size = by === 'hour' ? HOUR : 24 * HOUR;
    const [since, until] = [START + size, START + 2 * size];
    const within = rows.filter(({ time }) => time >= since && time < until);
    const { total, steps, severities, agents, rules, tools } = store.activity({ since, until, by });
    expect(total).toEqual({
      ...counted(within),
      bytes: within.reduce((sum, { size: bytes }) => sum + bytes, 0),
      micros: within.reduce((sum, { latencyMicros }) => sum + latencyMicros, 0),
    });
    expect(steps.reduce((sum, step) => sum + step.rows, 0)).toBe(within.length);
    for (const severity of SEVERITIES) {
      expect(severities[severity]).toBe(within.filter(({ findings }) => findings[0]?.severity === severity).length);
    }
    const cursor = agents.find(({ name }) => name === 'cursor');
    expect(cursor?.rows ?? 0).toBe(within.length);
    expect(cursor?.sent.blocked ?? 0).toBe(counted(within.filter(({ from }) => from === 'cursor')).blocked);
    expect(rules.reduce((sum, rule) => sum + rule.rows, 0)).toBe(within.filter((row) => row.rules.length > 0).length);
    expect(tools.reduce((sum, tool) => sum + tool.rows, 0)).toBe(
      within.filter(({ kind, tool }) => kind === 'request' && tool !== undefined).length,
    );
    const server = within.filter(({ from, to }) => from === 'cursor.server-1' || to === 'cursor.server-1');
    const own = store.activity({ since, until, by }, 'cursor.server-1');
    expect(own.total).toMatchObject(counted(server));
    expect(own.steps.reduce((sum, step) => sum + step.rows, 0)).toBe(server.length);
  }
  expect(store.tally({ since: 0 })).toEqual(counted(rows));
  for (const { session, ...summary } of store.sessions()) {
    const own = rows.filter((row) => row.session === session);
    expect(summary).toMatchObject({ ...counted(own), last: Math.max(...own.map(({ time }) => time)) });
    const peers = store.session(session)?.peers ?? [];
    expect(peers.reduce((sum, peer) => sum + peer.rows, 0)).toBe(own.length);
  }
  expect(store.sessions().map(({ session }) => session)).toHaveLength(new Set(rows.map((row) => row.session)).size);
}

const FILTERS: readonly [RowFilter, (row: AuditRow) => boolean][] = [
  [{}, () => true],
  [{ messages: true }, ({ kind }) => kind !== 'event'],
  [{ findings: true }, ({ rules }) => rules.length > 0],
  [{ status: 'blocked' }, ({ decision }) => DECISIONS[decision].status === 'blocked'],
  [
    { severities: ['critical', 'info'] },
    ({ findings: [first] }) => ['critical', 'info'].includes(first?.severity ?? ''),
  ],
  [{ rule: 'PI-001' }, ({ rules }) => rules.includes('PI-001')],
  [{ agent: 'cursor.server-2' }, ({ from, to }) => from === 'cursor.server-2' || to === 'cursor.server-2'],
  [{ server: 'server-2' }, ({ to }) => to === 'cursor.server-2'],
  [{ server: 'server-2', findings: true }, ({ to, rules }) => to === 'cursor.server-2' && rules.length > 0],
  [{ session: SESSIONS[1] }, ({ session }) => session === SESSIONS[1]],
  [
    { session: SESSIONS[1], status: 'blocked' },
    (row) => row.session === SESSIONS[1] && row.decision === 'content_blocked',
  ],
  [{ session: SESSIONS[1], tool: 'echo' }, ({ session, tool }) => session === SESSIONS[1] && tool === 'echo'],
  [{ session: 'nobody' }, () => false],
  [{ text: 'ECHO server-3' }, ({ tool, to }) => tool === 'echo' && to === 'cursor.server-3'],
  [{ text: 'api key', ruleNames: new Map([['CRED-001', 'API key']]) }, ({ rules }) => rules.includes('CRED-001')],
  [{ since: START + 30 * HOUR }, ({ time }) => time >= START + 30 * HOUR],
  [{ since: START + 30 * HOUR, tool: 'query' }, ({ time, tool }) => time >= START + 30 * HOUR && tool === 'query'],
];

test('pages put one after another are exactly the rows that pass, and every count is that of the rows', async () => {
  await fc.assert(
    fc.asyncProperty(rowsArb, fc.integer({ min: 1, max: 90 }), async (entries, limit) => {
      const home = newHome();
      await recorded(home, entries);
      withStore(home, (store) => {
        expectTrue(store);
        const rows = [...store.rows()];
        for (const [filter, passes] of FILTERS) {
          const wanted = rows.filter(passes).map(({ seq }) => seq);
          const newest: number[] = [];
          // A page of a filter is short or the next one goes on where it ended.
          for (let beforeSeq: number | undefined; ; beforeSeq = newest.at(-1)) {
            const page = store.list({ ...filter, limit: limit * 8, beforeSeq }).map(({ seq }) => seq);
            newest.push(...page);
            if (page.length < limit * 8) break;
          }
          expect(newest, JSON.stringify(filter)).toEqual(wanted.toReversed());
          const oldest = store.list({ ...filter, afterSeq: 0, limit: 10_000 }).map(({ seq }) => seq);
          expect(oldest, JSON.stringify(filter)).toEqual(wanted);
        }
        expect(store.verify().ok).toBe(true);
      });
    }),
    { numRuns: 6 },
  );
});

test('a filter that many shapes pass finds the same, near by and far back', async () => {
  const home = newHome();
  const entries = Array.from({ length: 9000 }, (_, n) =>
    entry(n, {
      tool: n < 3000 ? `old_${n % 300}` : n < 3400 ? `late_${n - 3000}` : 'echo',
      time: START + n * 1_000_000,
    }),
  );
  await recorded(home, entries);
  withStore(home, (store) => {
    const rows = [...store.rows()];
    for (const text of ['old_', 'late_', '_']) {
      const wanted = rows.filter(({ tool }) => tool?.includes(text)).map(({ seq }) => seq);
      const seqs = (filter: RowFilter) => store.list({ text, ...filter }).map(({ seq }) => seq);
      expect(seqs({ limit: 10_000 })).toEqual(wanted.toReversed());
      expect(seqs({ limit: 150 })).toEqual(wanted.toReversed().slice(0, 150));
      expect(seqs({ limit: 10_000, afterSeq: 0 })).toEqual(wanted);
      expect(seqs({ limit: 10_000, afterSeq: 2900 })).toEqual(wanted.filter((seq) => seq > 2900));
      expect(seqs({ limit: 70, beforeSeq: 3100 })).toEqual(
        wanted
          .filter((seq) => seq < 3100)
          .toReversed()
          .slice(0, 70),
      );
    }
  });
});

test('a reference is found by its beginning, beside the rows that hold the word', async () => {
  const home = newHome();
  await recorded(home, [blocked(1, { ref: 'ECHO77' }), entry(2, { tool: 'echo' }), blocked(3, { ref: 'QZX123' })]);
  withStore(home, (store) => {
    expect(store.list({ text: 'echo' }).map(({ seq }) => seq)).toEqual([2, 1]);
    expect(store.list({ text: 'qzx1' }).map(({ seq }) => seq)).toEqual([3]);
    expect(store.list({ text: 'qzx1', status: 'quarantined' })).toEqual([]);
    expect(store.list({ text: "' OR 1=1 --" })).toEqual([]);
  });
});

test('after rows were pruned, and after an older log was brought up to date, the counts are those of the rows', async () => {
  const home = newHome();
  const entries = fc.sample(rowsArb, { numRuns: 1, seed: 7 })[0] ?? [];
  await recorded(home, [...entries, ...entries.map((one) => ({ ...one, time: one.time + 50 * HOUR }))]);
  withStore(home, (store) => {
    store.prune(START + 20 * HOUR);
    expectTrue(store);
    expect(store.verify().ok).toBe(true);
  });
  withDatabase(home, (db) => db.exec(TO_FIRST));
  withStore(home, (store) => {
    store.appendEvent({ name: 'mode_changed', note: 'observe' });
    expectTrue(store);
    expect(store.verify().ok).toBe(true);
  });
});

test('a row that is left out of a count or of what filters read is told by verify', async () => {
  const home = newHome();
  await recorded(home, [...Array.from({ length: 40 }, (_, n) => entry(n)), blocked(41), blocked(42)]);
  const verdict = () => withStore(home, (store) => store.verify());
  const kept = (sql: string) => withDatabase(home, (db) => db.exec(sql));
  withDatabase(home, (db) => db.exec('UPDATE daily SET rows = rows - 1 WHERE day = (SELECT min(day) FROM daily)'));
  expect(verdict()).toMatchObject({ ok: false, bad: { what: expect.stringContaining('daily counts') } });
  withDatabase(home, (db) => db.exec('UPDATE daily SET rows = rows + 1 WHERE day = (SELECT min(day) FROM daily)'));
  expect(verdict().ok).toBe(true);
  kept('CREATE TABLE keep AS SELECT * FROM notable; DELETE FROM notable WHERE seq = 41');
  expect(verdict()).toMatchObject({ ok: false, bad: { seq: 41, what: expect.stringContaining('left out') } });
  kept('DELETE FROM notable; INSERT INTO notable SELECT * FROM keep; UPDATE notable SET severities = 1 WHERE seq = 42');
  expect(verdict()).toMatchObject({ ok: false, bad: { seq: 42 } });
  kept('DELETE FROM notable; INSERT INTO notable SELECT * FROM keep; DROP TABLE keep');
  kept("UPDATE pulse SET rows = 1 WHERE decision = 'content_blocked'");
  expect(verdict()).toMatchObject({ ok: false, bad: { what: expect.stringContaining('by decision') } });
  kept("UPDATE pulse SET rows = 2 WHERE decision = 'content_blocked'");
  expect(verdict().ok).toBe(true);
  withDatabase(home, (db) => db.exec('DELETE FROM visit WHERE session = (SELECT min(session) FROM visit)'));
  expect(verdict()).toMatchObject({ ok: false, bad: { what: expect.stringContaining('left out') } });
});

test('what an open log carries on from row to row is what a log opened anew counts', async () => {
  const home = newHome();
  const entries = fc.sample(rowsArb, { numRuns: 1, seed: 11 })[0] ?? [];
  const store = openStore(home);
  const asked = [
    { since: START },
    { since: START + HOUR, until: START + 20 * HOUR },
    { since: START, by: 'day' },
    { since: START + 24 * HOUR, by: 'day', steps: 'hour' },
  ] as const;
  // Of equal counts either may stand first.
  const named = ({ total, severities, letThrough, passed, ...lists }: Activity) => [
    { total, severities, letThrough, passed },
    ...Object.values(lists).map((list) => list.map((one) => JSON.stringify(one)).sort()),
  ];
  const expectSame = () =>
    withStore(home, (fresh) => {
      for (const period of asked) {
        for (const agent of [undefined, 'cursor', 'cursor.server-1']) {
          expect(named(store.activity(period, agent))).toEqual(named(fresh.activity(period, agent)));
        }
      }
    });
  for (const [from, to] of [
    [0, 100],
    [100, 103],
    [103, 104],
    [104, 190],
  ] as const) {
    await recorded(home, entries.slice(from, to));
    expectSame();
  }
  store.appendEvent({ name: 'mode_changed', note: 'observe' });
  await recorded(home, [blocked(1, { time: START + 3 * HOUR }), entry(2, { time: START + 30 * HOUR })]);
  expectSame();
  withStore(home, (other) => other.prune(START + 2 * HOUR));
  expectSame();
  await recorded(home, [blocked(3, { time: START + 31 * HOUR })]);
  expectSame();
  store.close();
});

test('what was counted is counted anew once anything came in', async () => {
  const home = newHome();
  const time = START + HOUR;
  await recorded(home, [entry(0, { time })]);
  const store = openStore(home);
  const rows = () => store.activity({ since: START }).total.rows;
  expect([rows(), rows()]).toEqual([1, 1]);
  await recorded(home, [entry(1, { time }), blocked(2, { time })]);
  expect([rows(), rows(), store.activity({ since: START }, 'nobody').total.rows]).toEqual([3, 3, 0]);
  expect(store.activity({ since: START + 2 * HOUR }).total.rows).toBe(0);
  store.close();
});
