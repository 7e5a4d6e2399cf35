import { type IncomingMessage, request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openRecorder } from '../../src/store/recorder.ts';
import { until } from '../http/office.ts';
import { browserTest } from './browser.ts';
import { call, day, stopped } from './seed.ts';
import { Visitor } from './visitor.ts';

const now = () => Date.now() * 1000;

type Told = {
  readonly id: number;
  readonly rows: { readonly seq: number; readonly html: string; readonly hot: boolean }[];
  readonly missed: boolean;
};

/** One reader of the stream, as a page's script is. */
class Listener {
  readonly told: Told[] = [];
  text = '';
  ended = false;
  status = 0;
  headers: Record<string, unknown> = {};
  response: IncomingMessage | undefined;

  static open(visitor: Visitor, query = 'page=/events', headers: Record<string, string> = {}): Promise<Listener> {
    const listener = new Listener();
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: visitor.office.port,
          path: `${visitor.root}/live?${query}`,
          headers: { cookie: visitor.cookie, 'oktsec-token': visitor.token, ...headers },
          agent: false,
        },
        (response) => {
          listener.status = response.statusCode ?? 0;
          listener.headers = response.headers;
          listener.response = response;
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => listener.#read(chunk));
          response.on('close', () => {
            listener.ended = true;
          });
          response.on('error', () => {});
          resolve(listener);
        },
      );
      sent.on('error', reject);
      sent.end();
      onTestFinished(() => {
        sent.destroy();
      });
    });
  }

  get seqs(): number[] {
    return this.told.flatMap(({ rows }) => rows.map(({ seq }) => seq));
  }

  #read(chunk: string): void {
    this.text += chunk;
    const events = this.text.split('\n\n');
    this.text = events.pop() ?? '';
    for (const event of events) {
      if (event.startsWith(':')) continue;
      const lines = event.split('\n');
      expect(lines).toHaveLength(3);
      expect(lines[0]).toBe('event: news');
      this.told.push({ id: Number(lines[1]!.slice(4)), ...JSON.parse(lines[2]!.slice(6)) });
    }
  }
}

function newest(visitor: Visitor): string {
  return String(visitor.office.store.list({ limit: 1 })[0]?.seq ?? 0);
}

test('what another process records comes over the stream, and only what the page is about', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  const since = { 'last-event-id': newest(visitor) };
  const all = await Listener.open(visitor, 'page=/events', since);
  const files = await Listener.open(visitor, 'page=/events&server=cursor.files', since);
  const counts = await Listener.open(visitor, 'page=/', since);
  expect(all.headers['content-type']).toBe('text/event-stream');
  await visitor.record([call(300, now(), 'cursor.files', 'read_file'), call(302, now(), 'cursor.github', 'get_issue')]);
  await until(() => all.seqs.length >= 2);
  expect(all.told.flatMap(({ rows }) => rows.map(({ html }) => html)).join('')).toContain('get_issue');
  await until(() => files.told.length > 0 && counts.told.length > 0);
  expect(files.seqs).toHaveLength(1);
  expect(counts.seqs).toEqual([]);
});

test('a reader resumes where it was, and is told when it missed too much', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  const from = Number(newest(visitor));
  await visitor.record(Array.from({ length: 20 }, (_, n) => call(n, now(), 'cursor.files', `tool${n}`)));
  const short = await Listener.open(visitor, 'page=/events', { 'last-event-id': String(from) });
  await until(() => short.seqs.length >= 20);
  expect(short.seqs.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, n) => from + 1 + n));
  await visitor.record(Array.from({ length: 600 }, (_, n) => call(n, now(), 'cursor.files', 'read_file')));
  const long = await Listener.open(visitor, 'page=/events', { 'last-event-id': String(from) });
  await until(() => long.told.length > 0);
  expect(long.told[0]).toMatchObject({ missed: true, rows: [] });
});

test('case 163: without session or token there is no stream, and no page of elsewhere may read it', async () => {
  const visitor = await Visitor.signedIn();
  const status = async (headers: Record<string, string>) => (await Listener.open(visitor, '', headers)).status;
  expect(await status({ cookie: '' })).toBe(401);
  expect(await status({ 'oktsec-token': '' })).toBe(401);
  expect(await status({ 'oktsec-token': 'x'.repeat(43) })).toBe(401);
  expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await status({ origin: 'http://localhost:3000' })).toBe(403);
  const good = await Listener.open(visitor);
  expect(good.status).toBe(200);
  expect(good.headers['access-control-allow-origin']).toBeUndefined();
});

test('case 164: at most 32 readers, and the place of one that leaves is free again', async () => {
  const visitor = await Visitor.signedIn();
  const readers: Listener[] = [];
  for (let n = 0; n < 32; n += 1) readers.push(await Listener.open(visitor));
  expect(readers.map(({ status }) => status)).toEqual(Array(32).fill(200));
  expect((await Listener.open(visitor)).status).toBe(503);
  expect((await visitor.get('/events')).status).toBe(200);
  readers[0]!.response!.destroy();
  await until(async () => (await Listener.open(visitor)).status === 200);
});

test('case 164: a reader that does not read is let go once a megabyte waits for it', async () => {
  const visitor = await Visitor.signedIn();
  const stalled = await Listener.open(visitor);
  const awake = await Listener.open(visitor);
  stalled.response!.pause();
  const wordy = 'x'.repeat(250);
  const recorder = openRecorder({ home: visitor.office.home, warn: () => undefined });
  const told = () => awake.told.at(-1)?.id ?? 0;
  for (let batch = 0; batch < 16; batch += 1) {
    const before = told();
    for (let n = 0; n < 200; n += 1) {
      recorder.spool({ ...call(n, now(), `cursor.${wordy}`, wordy), note: wordy.repeat(4) });
    }
    await until(() => told() >= before + 200);
  }
  await recorder.close();
  // Only once it reads on does it notice that the other end is gone.
  stalled.response!.resume();
  await until(() => stalled.ended);
  expect(stalled.seqs.length).toBeLessThan(3200);
  expect(awake.seqs.length).toBeGreaterThanOrEqual(3200);
  expect(awake.ended).toBe(false);
});

test('case 165: whatever stands in a row, an event is one line of JSON', async () => {
  const visitor = await Visitor.signedIn();
  const listener = await Listener.open(visitor);
  await visitor.record([
    { ...call(2, now(), 'cursor.a\ndata: x', 'to\r\n\r\nevent: evil\n'), note: 'a\n\ndata: {"rows":[]}\n\n\u2028' },
  ]);
  await until(() => listener.told.some(({ rows }) => rows.some(({ html }) => html.includes('evil'))));
  expect(listener.told.every(({ missed }) => missed === false)).toBe(true);
});

test('case 153: a stream ends within a second of its session', async () => {
  const visitor = await Visitor.signedIn();
  const listener = await Listener.open(visitor);
  const other = await visitor.another();
  const kept = await Listener.open(other);
  await visitor.post('/logout');
  await until(() => listener.ended, 3000);
  expect(kept.ended).toBe(false);
  other.office.ahead += 25 * 3_600_000_000;
  await until(() => kept.ended, 3000);
});

test('a server that stops lets its readers go', async () => {
  const visitor = await Visitor.signedIn();
  const listener = await Listener.open(visitor);
  await visitor.office.stop();
  await until(() => listener.ended, 3000);
});

browserTest('what happens appears at the top of the list by itself', async (open) => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  const tab = await open(visitor);
  await tab.go('/events');
  await tab.page.waitForSelector('[data-live]:not(.lost):visible');
  await tab.page.mouse.move(5, 5);
  await visitor.record([call(400, now(), 'cursor.files', 'brand_new_tool')]);
  await tab.page.waitForSelector('tbody tr:nth-child(-n+2) code:has-text("brand_new_tool")');
});

browserTest('what is new waits in a pill while the list is touched, paused or a detail is open', async (open) => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  const tab = await open(visitor);
  await tab.go('/events?open=64');
  await tab.page.waitForSelector('[data-live]:visible');
  const secret = { rule: 'CRED-001', name: 'Key', severity: 'critical', excerpt: '', length: 3 } as const;
  await visitor.record([
    call(400, now(), 'cursor.files', 'one'),
    stopped(402, now(), 'cursor.files', 'two', secret, { decision: 'content_blocked', action: 'refuse' }),
  ]);
  await tab.page.waitForSelector('[data-pill]:visible');
  await tab.page.waitForSelector('[data-pill]:has-text("1 with a finding")');
  expect(await tab.page.locator('tbody tr:first-child').textContent()).not.toContain('two');
  await tab.page.click('[data-pill]');
  await tab.page.waitForSelector('tbody tr:nth-child(-n+3) :text("Key")');
  expect(await tab.page.locator('[data-pill]').isVisible()).toBe(false);
  await tab.page.keyboard.press('Escape');
  await tab.page.waitForURL(/\/events#e64$/);
  await tab.page.mouse.move(5, 5);
  await tab.page.evaluate('document.activeElement.blur()');
  await tab.page.keyboard.press('p');
  await visitor.record([call(404, now(), 'cursor.files', 'three')]);
  await tab.page.waitForSelector('[data-pill]:visible');
  await tab.page.keyboard.press('p');
  await tab.page.waitForSelector('tbody code:has-text("three")');
});

browserTest('a list that stood still for long holds no more rows than it would show', async (open) => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  const tab = await open(visitor);
  await tab.go('/events');
  await tab.page.waitForSelector('[data-live]:not(.lost):visible');
  await tab.page.keyboard.press('p');
  for (let batch = 1; batch <= 6; batch += 1) {
    const rows = Array.from({ length: 90 }, (_, n) => call(1000 * batch + n, now(), 'cursor.files', `tool_${batch}`));
    await visitor.record(rows);
    const said = batch < 6 ? `${90 * batch} new events` : 'Many new events';
    await tab.page.waitForSelector(`[data-pill]:has-text("${said}")`);
  }
  await tab.page.click('[data-pill]');
  await tab.page.waitForSelector('tbody code:has-text("tool_6")');
});

browserTest('an empty list becomes a list with the first row that fits', async (open) => {
  const visitor = await Visitor.signedIn();
  const tab = await open(visitor);
  await tab.go('/events?q=wanted');
  await tab.page.waitForSelector('[data-live]:visible');
  expect(await tab.page.locator('tbody').count()).toBe(0);
  await visitor.record([call(400, now(), 'cursor.files', 'other'), call(402, now(), 'cursor.files', 'wanted_tool')]);
  await tab.page.waitForSelector('tbody code:has-text("wanted_tool")');
  expect(await tab.page.locator('tbody tr').count()).toBe(1);
});

browserTest('a lost server is said, and found again', async (open) => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  const tab = await open(visitor);
  await tab.go('/events');
  await tab.page.waitForSelector('[data-live]:visible');
  await visitor.office.stop();
  await tab.page.waitForSelector('.foot [data-live].lost');
  expect(await tab.page.locator('tr[data-seq]').count()).toBeGreaterThan(10);
  tab.complaints.length = 0;
});

browserTest('numbers and counts follow by themselves', async (open) => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  const tab = await open(visitor);
  await tab.go('/');
  const before = await tab.page.textContent('.strip a:first-child .value');
  await tab.page.waitForSelector('[data-live]:visible');
  await visitor.record([call(400, now(), 'cursor.files', 'x'), call(402, now(), 'cursor.files', 'y')]);
  await until(async () => (await tab.page.textContent('.strip a:first-child .value')) !== before);
});

browserTest('many tabs may be open: a few follow the log, and every page still comes', async (open) => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  const tab = await open(visitor);
  await tab.go('/events');
  const pages = [tab.page];
  while (pages.length < 9) {
    const page = await tab.page.context().newPage();
    await page.goto(tab.page.url(), { timeout: 10_000 });
    pages.push(page);
  }
  const last = pages.at(-1)!;
  await last.waitForSelector('.foot [data-live].lost:has-text("Not live: other tabs are")');
  await pages[0]!.waitForSelector('.foot [data-live]:not(.lost):has-text("Live")');
  // Their places go to those who wait.
  for (const page of pages.slice(0, 8)) await page.close();
  await last.waitForSelector('.foot [data-live]:not(.lost):has-text("Live")');
});
