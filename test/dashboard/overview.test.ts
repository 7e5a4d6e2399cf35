import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gather } from '../../src/commands/report/gather.ts';
import { blocked } from '../fixtures/store/entries.ts';
import { browserTest, looksRight } from './browser.ts';
import { hold } from './holding.ts';
import { day } from './seed.ts';
import { expectIn, Visitor } from './visitor.ts';

const now = () => Date.now() * 1000;
const DAY = 86_400_000_000;

/** The totals in their order: messages, blocked, quarantined, masked, flagged. */
function totals(text: string): string[] {
  return [...text.matchAll(/<span class="value">([^<]*)<\/span>/g)].map(([, value]) => value!).slice(0, 5);
}

test('an empty home says what to do first', async () => {
  const visitor = await Visitor.signedIn();
  const { text } = await visitor.get('/');
  expectIn(text, 'Nothing has passed yet.');
  // Copied, it has to be about this home and not about the one that the person's own terminal finds.
  expectIn(text, `data-copy="oktsec --home ${visitor.office.home} wrap cursor"`);
});

test('commands are about this home, a tool that is called like one is not touched', async () => {
  const rows = day(now());
  const visitor = await Visitor.signedIn(undefined, [
    ...rows,
    { ...rows[0]!, kind: 'request', method: 'tools/call', tool: 'oktsec wrap' },
  ]);
  const given = `oktsec --home ${visitor.office.home}`;
  const { text } = await visitor.get('/');
  // What mends the score; what is said within a sentence.
  expectIn(text, `<code class="dim">${given} mode</code>`);
  expectIn((await visitor.get('/settings')).text, `<code>${given} logs export</code>`);
  expectIn((await visitor.get('/events')).text, 'oktsec wrap</code>');
  expect((await visitor.get('/events')).text).not.toContain(`${given} wrap`);
});

test('the first sentence says whether a person has to act, and why', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  expectIn((await visitor.get('/')).text, '<h1>Nothing needs you</h1>');
  await hold(visitor.office.home, { ref: 'H3LDA2' }, { ref: 'H3LDA3' });
  const { text } = await visitor.get('/');
  expectIn(text, '<h1>One thing needs you</h1>');
  expectIn(text, '2 messages are held: Payment card number</p>');
  expectIn(text, /<a class="btn primary" href="[^"]*\/quarantine">Review 2<\/a>/);
});

test('a config with a fault is said as long as it does not count', async () => {
  const visitor = await Visitor.signedIn('mode: enforce\n', day(now()));
  const path = join(visitor.office.home, 'oktsec.yaml');
  const good = readFileSync(path, 'utf8');
  const said = async () => (await visitor.get('/')).text.includes('The config has a fault and does not count');
  expect(await said()).toBe(false);
  writeFileSync(path, good.replace('mode: enforce', 'mode: enforc'));
  await expect.poll(said, { timeout: 10_000 }).toBe(true);
  expectIn((await visitor.get('/')).text, 'bad value &quot;enforc&quot; for mode. What stood before stands.');
  writeFileSync(path, good);
  await expect.poll(said, { timeout: 10_000 }).toBe(false);
});

test('the totals are those of the log, and lead to what they count', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  const { text } = await visitor.get('/');
  expect(totals(text)).toEqual(['79', '2', '2', '1', '1']);
  const blocked = /href="([^"]*tab=blocked[^"]*)"/.exec(text)![1]!.replaceAll('&amp;', '&');
  const list = await visitor.office.ask('GET', blocked, { headers: { cookie: visitor.cookie } });
  expect([...list.text.matchAll(/ data-seq="\d+"/g)]).toHaveLength(2);
  expect(totals((await visitor.get('/?period=30d')).text)).toEqual(['79', '2', '2', '1', '1']);
});

test('what observe let through is not shown as stopped', async () => {
  const passed = { mode: 'observe', action: 'forward', time: now() } as const;
  const visitor = await Visitor.signedIn(undefined, [
    blocked(0, { ...passed, ref: 'PASS22' }),
    blocked(1, { time: now() }),
  ]);
  expectIn((await visitor.get('/')).text, /<span class="value">2<\/span><span class="dim">1 let through in observe</);
});

test('the score is its lines: they sum to the number', async () => {
  const visitor = await Visitor.signedIn('mode: observe\ndefault_policy: allow\n', day(now()));
  const { text } = await visitor.get('/');
  const score = Number(/<p class="score">(\d+) /.exec(text)![1]);
  const costs = [...text.matchAll(/<td>−(\d+)<\/td>/g)].map(([, points]) => Number(points));
  expect(costs.length).toBeGreaterThan(2);
  expect(100 - costs.reduce((sum, points) => sum + points, 0)).toBe(score);
});

test('the score is that of the report, over the same time', async () => {
  const visitor = await Visitor.open(
    'mode: observe\ndefault_policy: allow\nrules: [{ id: PII-001, action: ignore }]\n',
    day(now()),
  );
  mkdirSync(join(visitor.office.folder, '.cursor'));
  const mcpServers = {
    files: { command: 'npx', args: ['-y', 'some-files-server'] },
    db: { command: 'npx', args: ['-y', '@acme/db@1.2.3', 'postgres://root:h4rdT0Gu3ss99@db/x'] },
  };
  writeFileSync(join(visitor.office.folder, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers }));
  await visitor.signIn();
  let text = '';
  await expect
    .poll(async () => (text = (await visitor.get('/?period=7d')).text), { timeout: 15_000 })
    .toMatch(/Chain intact/);
  text = (await visitor.get('/?period=7d')).text;
  const { posture } = await gather(visitor.office.context, Math.floor(now() / DAY - 7) * DAY);
  expectIn(text, new RegExp(`<p class="score">${posture.score} `));
  expectIn(text, `grade ${posture.grade}`);
  expect(text).not.toContain('Not looked at');
  const costly = posture.lines.filter(({ lost }) => lost > 0);
  expect(costly.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['coverage', 'mode', 'entries', 'rules', 'default-policy']),
  );
  for (const { what, lost } of costly) {
    expectIn(text, what);
    expectIn(text, `<td>−${lost}</td>`);
  }
});

browserTest('the overview looks right, empty and with something held', async (open) => {
  const visitor = await Visitor.signedIn();
  await looksRight(open, visitor, '/');
  await visitor.record(day(now()));
  await hold(visitor.office.home, { ref: 'H3LDA2' });
  await looksRight(open, visitor, '/');
  // A small phone, or a window at 400 %.
  const tab = await open(visitor);
  await tab.page.setViewportSize({ width: 320, height: 844 });
  await tab.go('/');
  expect(await tab.sideways()).toBeLessThanOrEqual(0);
});
