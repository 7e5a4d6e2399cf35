import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { silentContext } from '../scripts/silent-context.ts';
import { type Serving, serve } from '../src/serve/main.ts';
import { median, quantile, type Report } from './figures.ts';
import type { Place } from './ways.ts';

const PROXIES = 10;
const LIMIT_MS = 250;
const BUSY_MILLIS = 40;
const PATIENCE_MS = 10_000;
/** Between two events that are measured: each comes by itself. */
const PAUSE_MILLIS = 300;
const CHROMIUM = [process.env.CHROME, '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path));

/**
 * How long after a client's call its row stands in the open page of a browser, while ten proxies relay: from the write to
 * the proxy's stdin until the list of events has the row.
 */
export async function benchLive(place: Place, rounds: number): Promise<Report[]> {
  const title = `An event on the page, ${PROXIES} proxies running`;
  if (CHROMIUM === undefined)
    return [{ title: `${title} (skipped: no chromium)`, unit: 'ms', rows: [], goals: [], notes: [] }];
  const folder = mkdtempSync(join(tmpdir(), 'oktsec-live-'));
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  const server = place.echo.c ?? place.echo.node;
  const proxies = Array.from({ length: PROXIES }, (_, n) => start(home, `bench.s${n}`, server));
  let [serving, browser]: [Serving | undefined, Browser | undefined] = [undefined, undefined];
  let busy: NodeJS.Timeout | undefined;
  try {
    serving = await serve(silentContext(folder, home), { port: 0, insecure: false });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    const page = await browser.newPage();
    await signIn(page, serving);
    let n = 0;
    busy = setInterval(() => {
      n += 1;
      call(proxies[n % PROXIES]!, `busy-${n}`);
    }, BUSY_MILLIS);
    const times: number[] = [];
    for (let round = -2; round < rounds * 3; round += 1) {
      const millis = await oneEvent(page, proxies[Math.abs(round) % PROXIES]!, `probe-${round + 2}`);
      if (round >= 0) times.push(millis);
      await new Promise((go) => setTimeout(go, PAUSE_MILLIS));
    }
    const p50 = median(times);
    return [
      {
        title,
        unit: 'ms',
        rows: [{ name: 'call to row', values: times }],
        goals: [{ name: `19 of 20 below ${LIMIT_MS} ms`, min: p50, median: quantile(times, 0.95), limit: LIMIT_MS }],
        notes: [`${times.length} events, one browser tab, a call every ${BUSY_MILLIS} ms beside them`],
      },
    ];
  } finally {
    clearInterval(busy);
    await browser?.close();
    serving?.stop();
    await serving?.done;
    for (const proxy of proxies) proxy.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(home: string, agent: string, server: readonly string[]): ChildProcess {
  const words = ['bin/oktsec.js', 'proxy', '--home', home, '--agent', agent, '--', ...server];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdout?.resume();
  return child;
}

function call(proxy: ChildProcess, tool: string): void {
  proxy.stdin?.write(
    `${JSON.stringify({ jsonrpc: '2.0', id: tool, method: 'tools/call', params: { name: tool, arguments: {} } })}\n`,
  );
}

/** Milliseconds from the call until the page shows its row. */
async function oneEvent(page: Page, proxy: ChildProcess, tool: string): Promise<number> {
  const seen = page.waitForSelector(`tbody code:text-is("${tool}")`, { state: 'attached', timeout: PATIENCE_MS });
  const began = performance.now();
  call(proxy, tool);
  await seen;
  return performance.now() - began;
}

async function signIn(page: Page, serving: Serving): Promise<void> {
  await page.goto(`${serving.url}/dashboard`);
  await page.fill('#code', serving.code());
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/d\//);
  await page.goto(`${page.url()}events?q=probe`);
  await page.waitForSelector('[data-live]:not(.lost):visible');
}
