import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { openStore } from '../../src/store/sqlite.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { browserTest, looksRight } from './browser.ts';
import { HOSTILE, markupIn } from './hostile.ts';
import { expectIn, Visitor } from './visitor.ts';

const NOW = Date.now() * 1000;
const CONFIG = `mode: enforce  # since May
agents:
  cursor.fs: { server: true, mode: observe }
quarantine: { retention_days: 30 }
`;
const open = (config = CONFIG) => Visitor.signedIn(config, [entry(2, { time: NOW }), blocked(3, { time: NOW })]);
const text = (visitor: Visitor) => readFileSync(join(visitor.office.home, 'oktsec.yaml'), 'utf8');
const config = (visitor: Visitor) => parse(text(visitor));
const later = (visitor: Visitor): void => {
  visitor.office.ahead += 11 * 60_000_000;
};
const asks = async (visitor: Visitor, path: string, fields: Record<string, string>) =>
  (await visitor.post(path, fields)).text.includes('code-again');

async function receiver(status = 200): Promise<{ url: string; heard: string[]; server: Server }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
    request.on('end', () => response.writeHead(status).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/SECRET-PATH`, heard, server };
}

describe('mode', () => {
  test('is set for everything, for one agent, and given back, with comments kept', async () => {
    const visitor = await open();
    expect((await visitor.get('/settings')).text).toContain('Enforce, observe for 1 agent');
    await visitor.post('/settings/mode', { agent: 'cursor.fs', mode: 'enforce' });
    expect(config(visitor).agents['cursor.fs']).toEqual({ server: true, mode: 'enforce' });
    await visitor.post('/settings/mode', { agent: 'cursor.fs', mode: '' });
    expect(config(visitor).agents['cursor.fs']).toEqual({ server: true });
    await visitor.post('/settings/mode', { agent: '', mode: 'observe' });
    expect(text(visitor)).toMatch(/mode: observe +# since May/);
    expect((await visitor.get('/settings')).text).toContain('Observe everywhere');
    const store = openStore(visitor.office.home);
    expect(store.list({ events: true }).filter(({ method }) => method === 'mode_changed')).toHaveLength(3);
    store.close();
  });

  test('to observe asks for the code, to enforce does not', async () => {
    const visitor = await open();
    later(visitor);
    expect(await asks(visitor, '/settings/mode', { agent: '', mode: 'observe' })).toBe(true);
    expect(config(visitor).mode).toBe('enforce');
    expect(await asks(visitor, '/settings/mode', { agent: 'cursor.fs', mode: 'enforce' })).toBe(false);
    expect((await visitor.post('/settings/mode', { agent: '', mode: 'sometimes' })).status).toBe(409);
    expect((await visitor.post('/settings/mode', { agent: '', mode: '' })).status).toBe(409);
  });
});

test('how long things are kept is set, and what is no number is refused', async () => {
  const visitor = await open();
  const done = await visitor.post('/settings/retention', { retention_days: '90', expiry_hours: '48' });
  expectIn((await visitor.follow(done)).text, 'rows are kept for 90 days, what is held waits 48 hours');
  expect(config(visitor).quarantine).toEqual({ retention_days: 90, expiry_hours: 48 });
  const before = text(visitor);
  for (const fields of [
    { retention_days: '-1', expiry_hours: '48' },
    { retention_days: '9', expiry_hours: '0' },
    { retention_days: '1e3', expiry_hours: '48' },
  ]) {
    expect((await visitor.post('/settings/retention', fields)).status).toBe(409);
    expect(text(visitor)).toBe(before);
  }
});

describe('who is told', () => {
  test('a webhook is tested, and its URL is never shown', async () => {
    const { url, heard } = await receiver();
    const visitor = await open(`${CONFIG}webhooks: [{ name: ops, url: "${url}", allow_private: true }]\n`);
    const answer = await visitor.post('/settings/sinks/test', { name: 'ops' });
    expect((await visitor.follow(answer)).text).toContain('ops was told of a test');
    expect(heard.join('')).toContain('test');
    expect((await visitor.get('/settings')).text).not.toContain('SECRET-PATH');
  });

  test('one that does not hear is said to, without its URL', async () => {
    const { url } = await receiver(404);
    const visitor = await open(`${CONFIG}webhooks: [{ name: deaf, url: "${url}", allow_private: true }]\n`);
    const answer = await visitor.post('/settings/sinks/test', { name: 'deaf' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Not told to deaf: ');
    expect(answer.text).not.toContain('SECRET-PATH');
    expect((await visitor.post('/settings/sinks/test', { name: 'nobody' })).text).toContain(
      'is called &quot;nobody&quot;',
    );
  });

  test('a webhook whose variable serve does not have is said to tell nobody', async () => {
    const visitor = await open();
    const fields = { url: '${env:NO_SUCH_HOOK}', name: 'ops', format: 'slack', events: 'blocked' };
    expect((await visitor.post('/settings/webhooks', fields)).status).toBe(303);
    expect((await visitor.get('/settings')).text).toContain(
      '$NO_SUCH_HOOK is not set where serve runs: nobody is told',
    );
  });

  test('a webhook is added and removed; only the one that was shown goes', async () => {
    const visitor = await open();
    const fields = { url: 'https://example.com/x', name: 'ops', format: 'slack', events: 'blocked' };
    expect((await visitor.post('/settings/webhooks', fields)).status).toBe(303);
    expect(config(visitor).webhooks).toEqual([
      { name: 'ops', url: 'https://example.com/x', format: 'slack', events: ['blocked'] },
    ]);
    expect((await visitor.post('/settings/sinks/remove', { list: 'webhooks', place: '0', name: 'other' })).status).toBe(
      409,
    );
    expect((await visitor.post('/settings/sinks/remove', { list: 'webhooks', place: '0', name: 'ops' })).status).toBe(
      303,
    );
    expect(config(visitor).webhooks).toBeUndefined();
    expect((await visitor.post('/settings/webhooks', { url: '' })).status).toBe(409);
    expect((await visitor.post('/settings/webhooks', { url: 'javascript:alert(1)' })).status).toBe(409);
  });
});

test('a webhook of Telegram needs its chat, and others take none', async () => {
  const visitor = await open();
  const url = 'https://api.telegram.org/bot1:x/sendMessage';
  expect((await visitor.get('/settings')).text).toContain('<option value="telegram">');
  expect((await visitor.post('/settings/webhooks', { url, format: 'telegram' })).text).toContain(
    'telegram needs chat_id',
  );
  expect((await visitor.post('/settings/webhooks', { url, format: 'slack', chat_id: '7' })).status).toBe(409);
  expect((await visitor.post('/settings/webhooks', { url, format: 'telegram', chat_id: '-100123' })).status).toBe(303);
  expect(config(visitor).webhooks).toMatchObject([{ url, format: 'telegram', chat_id: '-100123' }]);
});

describe('tokens', () => {
  test("one for an agent's mailbox reads that mailbox alone, and never reviews", async () => {
    const visitor = await open(
      `${CONFIG}  a-1: { can_message: [] }\n`.replace('quarantine: { retention_days: 30 }\n', ''),
    );
    const fields = { name: 'mail', mailboxes: 'a-1, b.2', days: '7' };
    const made = await visitor.post('/settings/tokens', fields);
    expect(made.text).toContain('mail: mailbox:a-1, mailbox:b.2');
    const [token = ''] = /okt_\w+/.exec(made.text) ?? [];
    const read = (agent: string) =>
      visitor.office.ask('GET', `/v1/messages?agent=${agent}`, { headers: { authorization: `Bearer ${token}` } });
    expect((await read('a-1')).status).toBe(200);
    expect((await read('c')).status).toBe(403);
    for (const wrong of [{ mailboxes: 'a b' }, { mailboxes: '*' }, { mailboxes: 'a-1', scopes: 'review' }]) {
      const answer = await visitor.post('/settings/tokens', { name: 'other', days: '7', ...wrong });
      expect(answer.status, JSON.stringify(wrong)).toBe(409);
    }
  });

  test('a scope behind a comma is asked about like any other', async () => {
    const visitor = await open();
    later(visitor);
    expect(await asks(visitor, '/settings/tokens', { name: 'boss', scopes: 'scan,review', days: '7' })).toBe(true);
    expect(await asks(visitor, '/settings/tokens', { name: 'boss', scopes: 'scan, agents:write', days: '7' })).toBe(
      true,
    );
  });

  test('one is made, shown once, counts with the API, and is revoked', async () => {
    const visitor = await open();
    const made = await visitor.post('/settings/tokens', { name: 'ci', scopes: 'audit:read', days: '7' });
    const [token = ''] = /okt_\w+/.exec(made.text) ?? [];
    expect(token).toMatch(/^okt_\w{40,}/);
    const page = (await visitor.get('/settings')).text;
    expect(page).toContain('ci');
    expect(page).not.toContain(token);
    const ask = () => visitor.office.ask('GET', '/v1/messages', { headers: { authorization: `Bearer ${token}` } });
    const before = (await ask()).status;
    expect((await visitor.post('/settings/tokens/revoke', { name: 'ci' })).status).toBe(303);
    expect((await visitor.get('/settings')).text).toContain('revoked');
    expect((await ask()).status).toBe(401);
    expect(before).not.toBe(401);
    expect((await visitor.post('/settings/tokens/revoke', { name: 'ci' })).status).toBe(409);
  });

  test('one that may review asks for the code, and nonsense is refused', async () => {
    const visitor = await open();
    later(visitor);
    expect(await asks(visitor, '/settings/tokens', { name: 'boss', scopes: 'review', days: '7' })).toBe(true);
    expect(await asks(visitor, '/settings/tokens', { name: 'scan', scopes: 'scan', days: '7' })).toBe(false);
    for (const fields of [
      { name: 'x', days: '7' },
      { name: '-x', scopes: 'scan', days: '7' },
      { name: 'x', scopes: 'everything', days: '7' },
      { name: 'x', scopes: 'scan', days: '367' },
      { name: 'scan', scopes: 'scan', days: '7' },
    ] as Record<string, string>[])
      expect((await visitor.post('/settings/tokens', fields)).status, JSON.stringify(fields)).toBe(409);
  });
});

describe('the log to take away', () => {
  test('case 160: no cell of the CSV is a formula, and JSON is the same rows', async () => {
    const formulas = ['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)', '\t=1', '=1"\r\n=2'];
    const visitor = await Visitor.signedIn(
      'mode: observe\n',
      formulas.map((tool, n) => entry(n, { time: NOW - 60e6 + n, method: 'tools/call', tool, from: tool })),
    );
    const csv = await visitor.get('/settings/export/log.csv?period=1h');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.headers['content-disposition']).toMatch(/attachment; filename="oktsec-1h-until-[\d-]+\.csv"/);
    expect(csv.text).not.toMatch(/(?:^|,|\n)"?[=+@]/);
    expect(csv.text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    const json = JSON.parse((await visitor.get('/settings/export/log.json?period=1h')).text);
    expect(json.map(({ tool }: { tool: string }) => tool)).toEqual(expect.arrayContaining(formulas.slice(0, 4)));
    expect(csv.text.split('\r\n').filter(Boolean).length - 1).toBe(json.length);
    expect((await visitor.get('/settings/export/log.exe')).status).toBe(404);
  });

  test('a long log is sent in pieces, whole', async () => {
    const visitor = await Visitor.signedIn(
      'mode: observe\n',
      Array.from({ length: 1700 }, (_, n) => entry(n, { time: NOW - 600e6 + n })),
    );
    const json = JSON.parse((await visitor.get('/settings/export/log.json?period=1h')).text);
    expect(json.filter(({ surface }: { surface: string }) => surface === 'stdio')).toHaveLength(1700);
  });
});

test('case 159: hostile names in settings stay text', async () => {
  const visitor = await open();
  const store = openStore(visitor.office.home);
  for (const [n, hostile] of HOSTILE.entries())
    store.addToken(
      { name: hostile, scopes: [hostile], hash: new Uint8Array(32).fill(n), expiresAt: NOW * 2 },
      { by: 'x' },
    );
  store.close();
  await visitor.record(
    HOSTILE.map((hostile, n) => entry(n * 2, { time: NOW, to: hostile, method: 'tools/call', tool: hostile })),
  );
  expect(markupIn((await visitor.get('/settings')).text)).toEqual([]);
});

browserTest('the page of settings looks right', async (openTab) => {
  const visitor = await open(`${CONFIG}webhooks: [{ name: ops, url: "https://example.com/x" }]\n`);
  await visitor.post('/settings/tokens', { name: 'ci', scopes: 'audit:read', days: '7' });
  await looksRight(openTab, visitor, '/settings');
});

browserTest('by keyboard alone a mode is set', async (openTab) => {
  const visitor = await open();
  const tab = await openTab(visitor, { script: false });
  await tab.go('/settings');
  await tab.page.focus('tr:has-text("cursor.fs") select');
  await tab.page.keyboard.type('enforce');
  await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.press('Enter');
  await tab.page.waitForSelector('h1:text-is("Enforce everywhere")');
});
