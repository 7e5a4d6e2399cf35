import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentContext } from '../scripts/silent-context.ts';
import { serve } from '../src/serve-main.ts';
import { openStore } from '../src/store/sqlite.ts';
import { quantile, type Report } from './figures.ts';
import { fillLog } from './long-log.ts';
import type { Place } from './ways.ts';

const LIMIT_MILLIS = 20;
const CONFIG = `version: "1"
mode: enforce
agents: { cursor.github: { server: true }, research-agent: { can_message: [analysis-agent] }, analysis-agent: {} }
rules: [{ id: CRED-004, action: mask, tools: [echo] }]
`;

/** How long the server takes for each page of the dashboard over a log of a million rows (`OKTSEC_BENCH_ROWS`). */
export async function benchDashboard(_place: Place, rounds: number): Promise<Report[]> {
  const rows = Number(process.env.OKTSEC_BENCH_ROWS ?? 1_000_000);
  const home = mkdtempSync(join(tmpdir(), 'oktsec-bench-'));
  const end = Date.now() * 1000;
  writeFileSync(join(home, 'oktsec.yaml'), CONFIG, { mode: 0o600 });
  fillLog(home, rows, end);
  const serving = await serve(silentContext(home, home), { port: 0, insecure: false, bind: undefined });
  try {
    const ask = await signedIn(serving.url, serving.code());
    const measured = [];
    const missing: string[] = [];
    for (const path of pathsOf(home)) {
      if ((await ask(path)) === 404) {
        missing.push(path);
        continue;
      }
      const values: number[] = [];
      const processor: number[] = [];
      for (let n = 0; n < rounds * 10; n += 1) {
        const used = process.cpuUsage();
        const start = performance.now();
        const status = await ask(path);
        values.push(performance.now() - start);
        const { user, system } = process.cpuUsage(used);
        processor.push((user + system) / 1000);
        if (status !== 200) throw new Error(`${path} answered ${status}`);
      }
      measured.push({ name: path, values, processor });
    }
    return [
      {
        title: 'The same in processor time, of server and client together',
        unit: 'ms',
        rows: measured.map(({ name, processor }) => ({ name, values: processor })),
        goals: [],
        notes: ['on a busy machine the better measure: what others take is not in it'],
      },
      {
        title: `Pages of the dashboard over ${rows} rows, with the way over loopback`,
        unit: 'ms',
        rows: measured,
        goals: measured.map(({ name, values }) => {
          const p99 = quantile(values, 0.99);
          return { name: `${name}, p99`, min: p99, median: p99, limit: LIMIT_MILLIS };
        }),
        notes: [`${rounds * 10} times each`, ...missing.map((path) => `${path} is not there`)],
      },
    ];
  } finally {
    serving.stop();
    await serving.done;
    rmSync(home, { recursive: true, force: true });
  }
}

function pathsOf(home: string): string[] {
  const store = openStore(home);
  const [session] = store.sessions({ limit: 1 });
  const [blocked] = store.list({ status: 'blocked', limit: 1 });
  store.close();
  return [
    '/',
    '/?period=7d',
    '/?period=30d',
    '/events',
    '/events?tab=blocked',
    '/events?tab=findings&severity=critical&period=30d',
    '/events?q=github_create&period=30d',
    `/events?open=${blocked?.seq ?? 1}`,
    '/sessions',
    `/sessions/${session?.session ?? ''}`,
    '/quarantine',
    '/alerts',
    '/agents',
    '/agents/cursor.github',
    '/rules',
    '/rules/credentials',
    '/rules/CRED-004?action=block',
    '/settings',
  ];
}

/** @returns what asks for a page of the session and reads it whole */
async function signedIn(url: string, code: string): Promise<(path: string) => Promise<number>> {
  const answer = await fetch(`${url}/dashboard`, {
    method: 'POST',
    body: new URLSearchParams({ code }),
    redirect: 'manual',
    headers: { origin: url },
  });
  const root = (answer.headers.get('location') ?? '').replace(/\/$/, '');
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return async (path) => {
    const page = await fetch(`${url}${root}${path}`, { headers: { cookie } });
    await page.arrayBuffer();
    return page.status;
  };
}
