import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/store/sqlite.ts';
import { type Goal, median, quantile, type Report, type Row } from './figures.ts';
import { fillLog, Growing } from './long-log.ts';
import { type Answered, Served } from './served.ts';
import type { Place } from './ways.ts';

const LIMIT_MILLIS = 20;
const LIMIT_MEDIAN = 8;
const WARM_UP = 20;
const TIMES = 25;
export const CONFIG = `version: "1"
mode: enforce
limits: { rate_per_address: 1000000/m }
agents: { cursor.github: { server: true }, research-agent: { can_message: [analysis-agent] }, analysis-agent: {} }
rules: [{ id: CRED-004, action: mask, tools: [echo] }]
`;

/** How long the server takes for each page of the dashboard over a log of a million rows (`OKTSEC_BENCH_ROWS`). */
export async function benchDashboard(_place: Place, rounds: number): Promise<Report[]> {
  const rows = Number(process.env.OKTSEC_BENCH_ROWS ?? 1_000_000);
  const folder = mkdtempSync(join(tmpdir(), 'oktsec-bench-'));
  const home = join(folder, 'home');
  try {
    mkdirSync(home, { mode: 0o700 });
    writeFileSync(join(home, 'oktsec.yaml'), CONFIG, { mode: 0o600 });
    fillLog(home, rows, Date.now() * 1000);
    return await measurePages(home, { rows, times: rounds * TIMES, userHome: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param build the folder whose `bin/oktsec.js` serves */
export async function measurePages(
  home: string,
  {
    rows,
    times,
    userHome,
    build,
  }: { readonly rows: number; readonly times: number; readonly userHome: string; readonly build?: string | undefined },
): Promise<Report[]> {
  const pages = pathsOf(home).map((name) => ({ name, all: [] as Answered[] }));
  const served = await Served.start(home, userHome, build);
  const log = new Growing(home, rows);
  try {
    for (let round = -WARM_UP; round < times; round += 1) {
      for (const page of pages) {
        // Nothing that was kept from the page before still stands.
        log.add();
        const answered = await served.ask(page.name);
        if (answered.status !== 200) throw new Error(`${page.name} answered ${answered.status}`);
        page.all.push(answered);
      }
    }
  } finally {
    log.close();
    await served.stop();
  }
  const rowsOf = (kind: 'millis' | 'processor') =>
    pages.map(({ name, all }) => ({ name, values: all.slice(WARM_UP).map((one) => one[kind]) }));
  const [wall, processor] = [rowsOf('millis'), rowsOf('processor')];
  const title = `pages of the dashboard over ${rows} rows`;
  return [
    {
      title: 'The first time that each page is asked for after the start',
      unit: 'ms',
      rows: pages.map(({ name, all }) => ({ name, values: all.slice(0, 1).map(({ millis }) => millis) })),
      goals: [],
      notes: ['in the order in which they stand here; not part of what follows'],
    },
    {
      title: `The server's processor time for ${title}`,
      unit: 'ms',
      rows: processor,
      goals: goalsOf(processor),
      notes: ['of all its threads: what others take on a busy machine is not in it'],
    },
    {
      title: `The server's time for ${title}`,
      unit: 'ms',
      rows: wall,
      goals: goalsOf(wall),
      notes: [
        `${times} times each, one page after the other, after ${WARM_UP} rounds to warm up`,
        'before each the log grows by a row',
        'the server is `oktsec serve` in a process of its own and measures itself, from a request until all was sent',
        'only on a quiet machine does it say something: while others wait for a processor, so does the server',
      ],
    },
  ];
}

function goalsOf(rows: readonly Row[]): Goal[] {
  return rows.flatMap(({ name, values }) => {
    const [p99, p50] = [quantile(values, 0.99), median(values)];
    return [
      { name: `${name}, p99`, min: p99, median: p99, limit: LIMIT_MILLIS },
      { name: `${name}, median`, min: p50, median: p50, limit: LIMIT_MEDIAN },
    ];
  });
}

/** Every page, and the filters that find least: a search for what is nowhere, two that meet seldom, far back. */
function pathsOf(home: string): string[] {
  const store = openStore(home);
  const [newest] = store.list({ limit: 1 });
  const [session] = store.sessions({ limit: 1 });
  const [blocked] = store.list({ status: 'blocked', limit: 1 });
  const old = store.sessions({ limit: 100 }).at(-1);
  store.close();
  const middle = Math.floor((newest?.seq ?? 0) / 2);
  return [
    '/',
    '/?period=7d',
    '/?period=30d',
    '/events',
    '/events?tab=blocked',
    '/events?tab=findings&severity=critical&period=30d',
    '/events?q=github_create&period=30d',
    `/events?open=${blocked?.seq ?? 1}`,
    `/events?period=30d&before=${middle}`,
    '/events?q=nowhere+to+be+found&period=30d',
    '/events?q=SSRF-001&period=30d',
    `/events?q=github_create&client=cursor&server=cursor.github&period=30d&before=${middle}`,
    '/events?client=cursor&server=claude-code.slack&period=30d',
    '/events?tab=blocked&server=cursor.memory&severity=high&period=30d',
    `/events?session=${old?.session ?? ''}&period=30d`,
    `/events?session=${old?.session ?? ''}&q=github_create&tab=findings&period=30d`,
    `/events/${middle}`,
    '/sessions',
    `/sessions?last=${old?.last ?? 0}&session=${old?.session ?? ''}`,
    `/sessions/${session?.session ?? ''}`,
    '/quarantine',
    '/alerts',
    '/servers',
    '/agents',
    '/agents/cursor.github',
    '/rules',
    '/rules/credentials',
    '/rules/CRED-004?action=block',
    '/settings',
  ];
}
