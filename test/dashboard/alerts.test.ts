import { expect, test } from 'vitest';
import type { AuditEntry } from '../../src/guard/entry.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { finding } from '../commands/world.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { browserTest, looksRight } from './browser.ts';
import { HOSTILE } from './holding.ts';
import { Visitor } from './visitor.ts';

let n = 0;
const stop = (more: Partial<AuditEntry> = {}): AuditEntry =>
  blocked(++n, {
    time: Date.now() * 1000 + n,
    from: 'cursor',
    to: 'cursor.github',
    side: 'client',
    kind: 'request',
    tool: 'create_issue',
    decision: 'content_blocked',
    action: 'refuse',
    rules: ['CRED-001'],
    findings: [finding()],
    ...more,
  });
const quiet = (): AuditEntry =>
  entry(++n, { time: Date.now() * 1000 + n, decision: 'allow', action: 'forward', rules: [], findings: [] });

function events(home: string): string[] {
  const store = openStore(home);
  try {
    return store
      .list({ events: true, limit: 100 })
      .flatMap(({ method }) => (method?.startsWith('alert_') ? method : []));
  } finally {
    store.close();
  }
}

const ALERT = { rule: 'CRED-001', about: 'cursor.github' };
const seqOf = (page: string) => /name="seq" value="(\d+)"/.exec(page)?.[1] ?? '';

test('nothing is raised where nothing was stopped', async () => {
  const visitor = await Visitor.signedIn(undefined, [quiet(), quiet()]);
  const page = (await visitor.get('/alerts')).text;
  expect(page).toContain('<h1>Nothing new was raised</h1>');
  expect(page).not.toContain('data-badge="alerts"');
});

test('what is stopped is one alert by rule and server, counted, and goes from new to acknowledged to resolved', async () => {
  const visitor = await Visitor.signedIn(undefined, [stop(), stop(), stop({ to: 'cursor.slack' }), quiet()]);
  const page = (await visitor.get('/alerts')).text;
  expect(page).toContain('<h1>2 alerts are new</h1>');
  expect(page).toContain('2 times');
  expect(page).toMatch(/data-badge="alerts">2<span class="sr"> new/);
  const seen = { ...ALERT, seq: '1000', was: 'new' };
  const taken = await visitor.post('/alerts/say', { ...seen, state: 'acknowledged', note: 'looking' });
  expect((await visitor.follow(taken)).text).toContain('Anthropic API key at cursor.github is acknowledged.');
  expect((await visitor.get('/alerts')).text).toContain('<h1>1 alert is new</h1>');
  expect((await visitor.get('/alerts?state=acknowledged')).text).toMatch(/acknowledged by [\s\S]*: looking/);
  await visitor.post('/alerts/say', { ...seen, was: 'acknowledged', state: 'resolved' });
  expect((await visitor.get('/alerts?state=resolved')).text).toContain('cursor.github');
  await visitor.post('/alerts/say', { ...seen, was: 'resolved', state: 'new' });
  expect((await visitor.get('/alerts')).text).toContain('<h1>2 alerts are new</h1>');
  expect(events(visitor.office.home)).toEqual(['alert_reopened', 'alert_resolved', 'alert_acknowledged']);
});

test('what happens again after it was resolved is new, and what is in hand stays in hand', async () => {
  const visitor = await Visitor.signedIn(undefined, [stop(), stop({ to: 'cursor.slack' })]);
  const page = (await visitor.get('/alerts')).text;
  await visitor.post('/alerts/say', {
    ...ALERT,
    seq: String(Math.max(...[...page.matchAll(/name="seq" value="(\d+)"/g)].map(([, one]) => Number(one)))),
    was: 'new',
    state: 'resolved',
  });
  await visitor.post('/alerts/say', {
    ...ALERT,
    about: 'cursor.slack',
    seq: seqOf(page),
    was: 'new',
    state: 'acknowledged',
  });
  await visitor.record([stop(), stop({ to: 'cursor.slack' })]);
  expect((await visitor.get('/alerts')).text).toMatch(/cursor\.github[\s\S]*<b>1 since<\/b>/);
  expect((await visitor.get('/alerts?state=acknowledged')).text).toMatch(/cursor\.slack[\s\S]*since/);
});

test('what came since the page was read is not resolved with it', async () => {
  const visitor = await Visitor.signedIn(undefined, [stop()]);
  const seq = seqOf((await visitor.get('/alerts')).text);
  await visitor.record([stop()]);
  await visitor.post('/alerts/say', { ...ALERT, seq, was: 'new', state: 'resolved' });
  expect((await visitor.get('/alerts')).text).toContain('<h1>1 alert is new</h1>');
});

test('who comes second, or names no alert, is told so with 409', async () => {
  const visitor = await Visitor.signedIn(undefined, [stop()]);
  await visitor.post('/alerts/say', { ...ALERT, seq: '1', was: 'new', state: 'acknowledged' });
  const late = await visitor.post('/alerts/say', { ...ALERT, seq: '1', was: 'new', state: 'resolved' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Somebody was faster: it is acknowledged by');
  expect((await visitor.post('/alerts/say', { rule: 'X', about: 'y', was: 'new', state: 'resolved' })).status).toBe(
    409,
  );
  expect((await visitor.post('/alerts/say', { ...ALERT, was: 'acknowledged', state: 'deleted' })).status).toBe(409);
  expect(events(visitor.office.home)).toEqual(['alert_acknowledged']);
});

test('what observe let through is raised too, and said to be only recorded', async () => {
  const visitor = await Visitor.signedIn('mode: observe\n', [stop({ mode: 'observe', action: 'forward' })]);
  expect((await visitor.get('/alerts')).text).toContain('only recorded: observe');
});

test('case 159: names in alerts stay text', async () => {
  const rows = HOSTILE.map((text) =>
    stop({ to: text, tool: text, rules: [text], findings: [finding({ rule: text, name: text })] }),
  );
  const visitor = await Visitor.signedIn(undefined, rows);
  const { status, text } = await visitor.get('/alerts');
  const page = text.replaceAll(/(type="hidden" name="\w+" value=)"[^"]*"/g, '$1');
  expect(status).toBe(200);
  expect(page).toContain(`<h1>${HOSTILE.length} alerts are new</h1>`);
  expect(page).not.toMatch(/<script>alert|<img src=x|<svg\/onload|<style>\*|<!--<script|\u202e|\u200b/);
  expect(page.replaceAll(/="[^"]*"/g, '=')).not.toMatch(/<[^>]*\s(?:onerror|onfocus|onload)=/);
});

browserTest('the alerts look right, and are settled by keyboard alone', async (open) => {
  const visitor = await Visitor.signedIn();
  await looksRight(open, visitor, '/alerts');
  const hostile = HOSTILE.map((text) =>
    stop({ to: text, tool: text, rules: [text], findings: [finding({ rule: text, name: text })] }),
  );
  await visitor.record([stop(), ...hostile]);
  await looksRight(open, visitor, '/alerts');
  const tab = await open(visitor);
  await tab.go('/');
  await tab.page.keyboard.press('g');
  await tab.page.keyboard.press('l');
  await tab.page.waitForSelector('.alerts');
  await tab.page.focus(`.alerts li:has-text("cursor.github") button[value="resolved"]`);
  await tab.page.keyboard.press('Enter');
  await tab.page.waitForSelector('[role="status"]');
  expect(await tab.page.textContent('[role="status"]')).toContain('at cursor.github is resolved.');
});

test('where so much was stopped that not all of it is looked at, that is said', async () => {
  const old = stop({ to: 'cursor.slack' });
  const flood = Array.from({ length: 499 }, () => stop());
  const all = await Visitor.signedIn(undefined, [old, ...flood]);
  const whole = (await all.get('/alerts')).text;
  expect(whole).toContain('cursor.slack');
  expect(whole).not.toContain('only the newest');
  const more = await Visitor.signedIn(undefined, [old, ...flood, stop()]);
  const cut = (await more.get('/alerts')).text;
  expect(cut).not.toContain('cursor.slack');
  expect(cut).toContain('only the newest 500 messages are looked at');
});
