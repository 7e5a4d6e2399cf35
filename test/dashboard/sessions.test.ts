import { expect, test } from 'vitest';
import type { AuditEntry } from '../../src/guard/entry.ts';
import { finding } from '../commands/world.ts';
import { entry } from '../fixtures/store/entries.ts';
import { browserTest, looksRight } from './browser.ts';
import { HOSTILE } from './holding.ts';
import { Visitor } from './visitor.ts';

const SESSION = '0123456789abcdef';
let n = 0;
const call = (server: string, tool: string, more: Partial<AuditEntry> = {}): AuditEntry =>
  entry(++n, {
    time: Date.now() * 1000 + n * 1000,
    session: SESSION,
    from: 'cursor',
    to: server,
    side: 'client',
    kind: 'request',
    method: 'tools/call',
    tool,
    decision: 'allow',
    action: 'forward',
    rules: [],
    findings: [],
    ...more,
  });
const leak = (name: string): Partial<AuditEntry> => ({
  decision: 'content_quarantined',
  action: 'hold',
  rules: ['FLOW-001'],
  findings: [finding({ rule: 'FLOW-001', name, severity: 'high', category: 'exfiltration', excerpt: '' })],
});
const NAME = '212 characters of cursor.github:get_issue, read 57 s ago, going to cursor.slack:post_message';

test('no session is an invitation', async () => {
  const visitor = await Visitor.signedIn();
  expect((await visitor.get('/sessions')).text).toMatch(/oktsec --home \S+ wrap cursor/);
});

test('sessions are listed with who took part and what was found, and lead to their page', async () => {
  const visitor = await Visitor.signedIn(undefined, [
    call('cursor.github', 'get_issue'),
    call('cursor.slack', 'post_message', leak(NAME)),
  ]);
  const page = (await visitor.get('/sessions')).text;
  expect(page).toContain('<h1>Something was stopped in 1 session</h1>');
  expect(page).toContain(`/sessions/${SESSION}"`);
  for (const name of ['cursor.github', 'cursor.slack', 'quarantined']) expect(page).toContain(name);
  expect((await visitor.get('/sessions/none')).status).toBe(404);
});

test('the timeline has a lane for each server, and a curve from where data was read to where it goes out', async () => {
  const visitor = await Visitor.signedIn(undefined, [
    call('cursor.github', 'get_issue'),
    call('cursor.files', 'read_file'),
    call('cursor.slack', 'post_message', leak(NAME)),
  ]);
  const page = (await visitor.get(`/sessions/${SESSION}`)).text;
  expect(page).toContain('<h1>Data was on its way from one server to another</h1>');
  expect(page.match(/class="lane"/g)).toHaveLength(3);
  expect(page.match(/class="lane-dot/g)).toHaveLength(3);
  // From the first lane's row 0 to the third lane's row 2.
  expect(page).toContain('<path class="lane-flow" d="M12 14 C 12 42, 64 42, 64 70"/>');
  expect(page).toContain(NAME);
});

test('runs of clean messages are one line, and clean answers none', async () => {
  const clean = Array.from({ length: 18 }, () => call('cursor.files', 'read_file'));
  const answers = clean.map(() =>
    call('cursor', 'read_file', { from: 'cursor.files', to: 'cursor', side: 'server', kind: 'response' }),
  );
  const visitor = await Visitor.signedIn(undefined, [...clean, ...answers, call('cursor.slack', 'post_message')]);
  const page = (await visitor.get(`/sessions/${SESSION}`)).text;
  expect(page).toMatch(/18 messages with cursor\.files in .*, all clean/);
  expect(page.match(/class="lane-dot/g)).toHaveLength(2);
  expect(page).toContain('<h1>A clean session of cursor</h1>');
});

test('a long session is read in pages', async () => {
  const rows = Array.from({ length: 170 }, (_, at) => call(`cursor.s${at % 2}`, 'read_file'));
  const visitor = await Visitor.signedIn(undefined, rows);
  const page = (await visitor.get(`/sessions/${SESSION}`)).text;
  const older = /href="[^"]*(\/sessions\/[^"]*before=\d+)" rel="next"/.exec(page)?.[1] ?? '';
  expect(page).toContain('150 rows');
  expect((await visitor.get(older)).text).toContain('20 rows');
});

const hostile = HOSTILE.flatMap((text) => [call(text, text), call(text, text, leak(`212 characters of ${text}:x`))]);

test('case 159: names in sessions stay text', async () => {
  const visitor = await Visitor.signedIn(undefined, hostile);
  for (const path of ['/sessions', `/sessions/${SESSION}`, `/sessions/${encodeURIComponent('<script>alert(1)<')}`]) {
    const page = (await visitor.get(path)).text;
    expect(page).not.toMatch(/<script>alert|<img src=x|<svg\/onload|<style>\*|<!--<script|\u202e|\u200b/);
    expect(page.replaceAll(/="[^"]*"/g, '=')).not.toMatch(/<[^>]*\s(?:onerror|onfocus|onload)=/);
  }
});

browserTest('the sessions look right, and are reached by keyboard alone', async (open) => {
  const visitor = await Visitor.signedIn(undefined, [
    call('cursor.github', 'get_issue'),
    ...hostile,
    call('cursor.slack', 'post_message', leak(NAME)),
  ]);
  for (const path of ['/sessions', `/sessions/${SESSION}`]) await looksRight(open, visitor, path);
  const tab = await open(visitor);
  await tab.go('/');
  await tab.page.keyboard.press('g');
  await tab.page.keyboard.press('s');
  await tab.page.waitForSelector('[data-row]');
  await tab.page.keyboard.press('j');
  await tab.page.keyboard.press('Enter');
  await tab.page.waitForSelector('.timeline');
  // The first row is of a server that has no lane.
  const middle =
    '(one) => { const box = document.querySelector(one).getBoundingClientRect(); return box.top + box.height / 2 }';
  const [first, line] = (await tab.page.evaluate(
    `['circle.lane-dot', '.timeline li:nth-child(2)'].map(${middle})`,
  )) as number[];
  expect(Math.abs((first ?? 0) - (line ?? 100))).toBeLessThan(2);
});
