import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/store/sqlite.ts';
import type { AuditRow, RowFilter, Store } from '../src/store/store.ts';
import { quantile, type Report, type Row } from './figures.ts';
import { fillLog } from './long-log.ts';
import type { Place } from './ways.ts';

const LIMIT_MILLIS = 20;
const DAY = 86_400_000_000;

/** What the pages ask of a log of a million rows (`OKTSEC_BENCH_ROWS` of another length), each question many times over. */
export async function benchPages(_place: Place, rounds: number): Promise<Report[]> {
  const rows = Number(process.env.OKTSEC_BENCH_ROWS ?? 1_000_000);
  const home = mkdtempSync(join(tmpdir(), 'oktsec-bench-'));
  try {
    const end = Date.now() * 1000;
    fillLog(home, rows, end);
    const store = openStore(home, { now: () => end });
    const asked = questions(store, end, rows).map(([name, ask]) => ({ name, values: timesOf(ask, rounds * 20) }));
    store.close();
    const bytes = statSync(join(home, 'oktsec.db')).size / rows;
    return [
      report(`What pages ask of ${rows} rows`, asked, [
        `${bytes.toFixed(0)} bytes a row, indexes and roll-ups included`,
      ]),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function report(title: string, asked: readonly Row[], notes: readonly string[]): Report {
  return {
    title,
    unit: 'ms',
    rows: asked,
    // The first of each is cold; what a page takes in the worst of a hundred is the goal.
    goals: asked.map(({ name, values }) => ({
      name: `${name}, p99`,
      min: quantile(values, 0.99),
      median: quantile(values, 0.99),
      limit: LIMIT_MILLIS,
    })),
    notes,
  };
}

function timesOf(ask: () => unknown, times: number): number[] {
  return Array.from({ length: times }, () => {
    const start = performance.now();
    ask();
    return performance.now() - start;
  });
}

function questions(store: Store, end: number, rows: number): [string, () => unknown][] {
  const list = (filter: RowFilter) => () => store.list({ limit: 50, ...filter });
  const oldest = (found: readonly AuditRow[]) => found.at(-1)?.seq;
  const middle = Math.floor(rows / 2);
  const [session] = store.sessions({ limit: 1 });
  const rare = { rule: 'SSRF-001' };
  const last = store.sessions({ limit: 100 }).at(-1);
  return [
    ['activity of 24 hours', () => store.activity({ since: end - DAY })],
    ['activity of 7 days', () => store.activity({ since: end - 7 * DAY, by: 'day', steps: 'hour' })],
    ['activity of 30 days', () => store.activity({ since: end - 30 * DAY, by: 'day' })],
    ['activity of one agent, 30 days', () => store.activity({ since: end - 30 * DAY, by: 'day' }, 'cursor.github')],
    ['events, newest', list({})],
    ['events, in the middle', list({ beforeSeq: middle })],
    ['events, with findings', list({ findings: true })],
    ['events, blocked', list({ status: 'blocked' })],
    ['events, blocked, 2nd page', list({ status: 'blocked', beforeSeq: oldest(store.list({ status: 'blocked' })) })],
    ['events, quarantined, 7 days', list({ status: 'quarantined', since: end - 7 * DAY })],
    ['events, critical', list({ severities: ['critical'] })],
    ['events, a rare rule', list(rare)],
    ['events, one client and server', list({ agent: 'cursor', server: 'slack' })],
    ['events, one server, critical', list({ server: 'slack', severities: ['critical'] })],
    ['events, words', list({ text: 'github_create blocked' })],
    ['events, words that are nowhere', list({ text: 'no such words anywhere' })],
    ['events, all of a session', list({ session: session?.session, limit: 1000 })],
    ['events, findings of a session', list({ session: session?.session, findings: true })],
    ['sessions, newest', () => store.sessions()],
    ['sessions, 3rd page', () => store.sessions({ after: last })],
    ['one session', () => store.session(session?.session ?? '')],
    ['held messages', () => store.quarantine('pending')],
  ];
}
