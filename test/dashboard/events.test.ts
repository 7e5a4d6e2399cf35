import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { AuditEntry } from '../../src/guard/entry.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { browserTest, looksRight } from './browser.ts';
import { call, day } from './seed.ts';
import { expectIn, Visitor } from './visitor.ts';

const now = Date.now() * 1000;

/** The rows that a list shows: sequence numbers, newest first, and `folded` for a run. */
function rowsOf(text: string): string[] {
  return [...text.matchAll(/<tr class="(folded)?[^"]*"(?: id="e\d+" data-seq="(\d+)")?/g)].map(
    ([, folded, seq]) => seq ?? folded ?? '?',
  );
}

test('the list shows what passed, newest first, and folds clean runs into one line', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now));
  const { text } = await visitor.get('/events');
  expectIn(text, /<h1>79 messages, 5 with findings<\/h1>/);
  expect(rowsOf(text).slice(0, 7)).toEqual(['81', '80', '79', '78', '77', 'folded', '65']);
  expectIn(text, '11 more in 20 s, all clean');
  const href = /href="([^"]+)"[^>]*><svg(?:(?!<\/a>).)*Unfold/.exec(text)![1]!.replaceAll('&amp;', '&');
  const unfolded = await visitor.office.ask('GET', href, { headers: { cookie: visitor.cookie } });
  expect(rowsOf(unfolded.text).slice(4, 10)).toEqual(['77', '76', '75', '74', '73', '72']);
});

test('tabs, search and filters stand in the address, alone and together', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now));
  const seqs = async (query: string) => rowsOf((await visitor.get(`/events?${query}`)).text);
  expect(await seqs('tab=findings')).toEqual(['78', '65', '64', '63', '62']);
  expect(await seqs('tab=quarantine')).toEqual(['78', '65']);
  expect(await seqs('tab=blocked')).toEqual(['79', '64']);
  expect(await seqs('severity=critical')).toEqual(['78', '63']);
  expect(await seqs('severity=medium&server=cursor.github')).toEqual(['64', '62']);
  expect(await seqs('q=anthropic')).toEqual(['78', '63']);
  expect(await seqs('q=DELETE_REPO')).toEqual(['79']);
  expect(await seqs('q=he1dme')).toEqual(['78']);
  expect(await seqs('q=%2378')).toEqual(['78']);
  expect(await seqs('client=cursor&server=cursor.slack')).toEqual(['78']);
  expect(await seqs('period=1h&tab=findings')).not.toContain('62');
});

test("the rows of one session are those that the session's page leads to", async () => {
  const [first, ...others] = day(now);
  const visitor = await Visitor.signedIn(undefined, [{ ...first!, session: 'a1a1a1a1a1a1a1a1' }, ...others]);
  const { text } = await visitor.get('/sessions/a1a1a1a1a1a1a1a1');
  const href = /href="[^"]*(\/events\?session=[^"]+)"/.exec(text)?.[1] ?? '';
  const list = await visitor.get(href);
  expect(rowsOf(list.text)).toHaveLength(1);
  expectIn(list.text, /session <a [^>]*>a1a1a1a1a1a1a1a1<\/a> alone/);
  expectIn(list.text, '<input type="hidden" name="session" value="a1a1a1a1a1a1a1a1">');
  expectIn((await visitor.get('/events?session=nobody')).text, 'No event matches session:nobody');
});

test('a finding without a page of its own is explained and leads nowhere; every other one leads to its rule', async () => {
  const found = (rule: string): AuditEntry => {
    const place = { pointer: '/a', channel: 'tool_args', key: false, span: [0, 9], view: 'joined' } as const;
    const finding = {
      rule,
      name: 'copied',
      severity: 'medium',
      category: 'exfiltration',
      exact: true,
      excerpt: '',
      ...place,
    } as const;
    return { ...call(1, now, 'cursor.slack', 'post'), rules: [rule], decision: 'content_flagged', findings: [finding] };
  };
  const visitor = await Visitor.signedIn(undefined, [
    found('FLOW-001'),
    found('PIN-001'),
    found('CRED-001'),
    found('GONE-001'),
  ]);
  const [gone, known, pinned, flow] = rowsOf((await visitor.get('/events?tab=findings')).text);
  const links = async (seq: string | undefined) => {
    const { text } = await visitor.get(`/events?open=${seq}`);
    return { text, links: [...text.matchAll(/href="[^"]*(\/rules\/[A-Z0-9-]+)"/g)].map(([, path]) => path) };
  };
  const copied = await links(flow);
  expect(copied.links).toEqual([]);
  expectIn(copied.text, 'that a private server gave lately stand in what is sent on by another');
  expectIn((await links(pinned)).text, 'oktsec pins approve SERVER TOOL accepts it');
  expect((await links(known)).links).toEqual(['/rules/CRED-001']);
  expect((await links(gone)).links).toEqual([]);
});

test('what means nothing in an address counts as not said', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now));
  const usual = rowsOf((await visitor.get('/events')).text);
  for (const query of [
    'tab=x',
    'severity=worst',
    'period=9y',
    'before=-1',
    'before=1e3',
    'open=abc',
    'unfold=x',
    'tab=all&tab=blocked',
  ]) {
    const answer = await visitor.get(`/events?${query}`);
    expect(answer.status, query).toBe(200);
    expect(rowsOf(answer.text), query).toEqual(usual);
  }
});

test('older and newer lead through the whole log, each row once', async () => {
  const visitor = await Visitor.signedIn(
    undefined,
    Array.from({ length: 230 }, (_, n) => call(n, now - (230 - n) * 1000, `cursor.s${n % 3}`, `t${n % 7}`)),
  );
  const seen: string[] = [];
  for (let href = '/events'; ; ) {
    const { text } =
      href === '/events'
        ? await visitor.get(href)
        : await visitor.office.ask('GET', href, { headers: { cookie: visitor.cookie } });
    seen.push(...rowsOf(text));
    const older = /href="([^"]+)" rel="next"/.exec(text)?.[1];
    if (older === undefined) break;
    href = older.replaceAll('&amp;', '&');
  }
  expect(seen).toEqual(Array.from({ length: 232 }, (_, n) => String(232 - n)));
});

test('an open event shows its facts, findings, excerpt, rule, proof and JSON', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now));
  const { text } = await visitor.get('/events?open=64');
  expectIn(text, /<tr class="hot" id="e64" data-seq="64" aria-current="true">/);
  expectIn(text, '<h2>Instruction in a tool result, in what get_issue returned</h2>');
  expectIn(text, '<mark class="high">Igno[…41]</mark>');
  expectIn(text, '/result/content/0/text, 24–69');
  expectIn(text, /Checkpoint 1 at row \d+, signed/);
  expectIn(text, '&quot;ref&quot;: &quot;B10CKD&quot;');
  const json = await visitor.get('/events/64.json');
  expect(json.body).toMatchObject({ seq: 64, ref: 'B10CKD', status: 'blocked' });
  expectIn((await visitor.get('/events/64')).text, 'Instruction in a tool result');
  for (const path of ['/events/9999', '/events/9999.json', '/events/x%3Cb%3E'])
    expect((await visitor.get(path)).status).toBe(404);
});

test('a row that was altered in the file is shown as broken', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now));
  const { withDatabase } = await import('../fixtures/store/home.ts');
  withDatabase(visitor.office.home, (db) => db.exec("UPDATE audit SET note = 'harmless' WHERE seq = 64"));
  const { text } = await visitor.get('/events?open=64');
  expectIn(text, 'broken');
  expectIn(text, 'row 64 is not what was written after row 63');
});

test('case 160: an export carries the filter, and no cell acts on whoever opens it', async () => {
  const visitor = await Visitor.signedIn(undefined, [
    { ...call(2, now, 'cursor.files', '=HYPERLINK("http://evil","x")'), note: '@SUM(A1)' },
    call(4, now, 'cursor.other', 'fine'),
  ]);
  const csv = await visitor.get('/events/export.csv?server=cursor.files');
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(csv.headers['content-disposition']).toBe('attachment; filename="oktsec-events.csv"');
  expect(csv.text.trim().split('\r\n')).toHaveLength(2);
  expectIn(csv.text, `"'=HYPERLINK(""http://evil"",""x"")"`);
  expectIn(csv.text, `"'@SUM(A1)"`);
  const lines = (await visitor.get('/events/export.jsonl')).text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ tool }) => tool)).toContain('=HYPERLINK("http://evil","x")');
});

test('an empty log says what to do, an empty filter how to widen it', async () => {
  const visitor = await Visitor.signedIn();
  expectIn((await visitor.get('/events?tab=blocked')).text, /oktsec --home \S+ wrap cursor/);
  await visitor.record(day(now));
  const { text } = await visitor.get('/events?q=nothing-like-it&severity=high');
  expectIn(text, 'No event matches &quot;nothing-like-it&quot; severity:high in the last 24 hours.');
  expectIn(text, 'Clear filters');
});

browserTest('the events look right, also with one open', async (open) => {
  const visitor = await Visitor.signedIn(undefined, day(now));
  await looksRight(open, visitor, '/events');
  await looksRight(open, visitor, '/events?open=64');
  await looksRight(open, visitor, '/events/64');
  await looksRight(open, visitor, '/events?q=none');
});

const rulesIn = ({ office }: Visitor) =>
  parse(readFileSync(join(office.home, 'oktsec.yaml'), 'utf8')).rules as Record<string, unknown>[] | undefined;

test('what a rule stopped is exempted as the command does it: for its tool, or for its server, for thirty days', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now));
  expectIn((await visitor.get('/events?open=63')).text, 'For 30 days CRED-001 will not count where you say');
  const done = await visitor.post('/events/63/exempt', { far: 'tool', reason: 'a key of the tests' });
  expectIn(
    (await visitor.follow(done)).text,
    /CRED-001 will not count for cursor.files read_file until 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\./,
  );
  expect(rulesIn(visitor)).toMatchObject([
    {
      id: 'CRED-001',
      action: 'ignore',
      agents: ['cursor.files'],
      tools: ['read_file'],
      reason: 'MASK01: a key of the tests',
    },
  ]);
  const end = Date.parse(String(rulesIn(visitor)?.[0]?.expires));
  expect(Math.abs(end - Date.now() - 30 * 86_400_000)).toBeLessThan(60_000);
  const store = openStore(visitor.office.home);
  expect(store.list({ events: true, limit: 5 })).toContainEqual(
    expect.objectContaining({
      method: 'allowed',
      ref: 'MASK01',
      to: 'cursor.files',
      tool: 'read_file',
      rules: ['CRED-001'],
    }),
  );
  store.close();
  // What would not be stopped today needs no exemption.
  expect((await visitor.get('/events?open=63')).text).not.toContain('A false alarm?');
  expectIn((await visitor.post('/events/63/exempt', { far: 'tool' })).text, 'Nothing found in it would stop it today');
  expect((await visitor.post('/events/65/exempt', { far: 'rule' })).status).toBe(303);
  expect(rulesIn(visitor)?.[1]).toMatchObject({ id: 'IND-001', action: 'ignore', agents: ['cursor.web'] });
  expect(rulesIn(visitor)?.[1]).not.toHaveProperty('tools');
});

test('an exemption asks for the code again, and of nonsense nothing is written', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now));
  for (const [path, far] of [
    ['/events/63/exempt', 'everything'],
    ['/events/9999/exempt', 'tool'],
    ['/events/5/exempt', 'tool'],
  ] as const) {
    expect((await visitor.post(path, { far })).status, path).toBe(409);
  }
  visitor.office.ahead += 11 * 60_000_000;
  const asked = await visitor.post('/events/63/exempt', { far: 'tool', reason: '<b>why' });
  expectIn(asked.text, 'code-again');
  expectIn(asked.text, 'name="far" value="tool"');
  expect(rulesIn(visitor)).toBeUndefined();
});

browserTest('by keyboard alone a false alarm is exempted', async (open) => {
  const visitor = await Visitor.signedIn(undefined, day(now));
  const tab = await open(visitor);
  await tab.go('/events?open=63');
  await tab.page.focus('details.exempt summary');
  await tab.page.keyboard.press('Enter');
  await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.type('known');
  await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.press('Enter');
  await tab.page.waitForSelector('.toast');
  expect(await tab.page.textContent('.toast')).toContain('CRED-001 will not count for cursor.files read_file');
  expect(rulesIn(visitor)?.[0]).toMatchObject({ id: 'CRED-001', reason: 'MASK01: known' });
  for (const look of [{ width: 'narrow' }, { theme: 'dark' }] as const) {
    const other = await open(visitor, look);
    await other.go('/events?open=65');
    await other.page.click('details.exempt summary');
    expect(await other.axe()).toEqual([]);
    expect(await other.sideways()).toBeLessThanOrEqual(0);
  }
});
