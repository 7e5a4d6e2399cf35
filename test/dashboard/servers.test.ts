import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Pin } from '../../src/pins/pin.ts';
import { openRecorder } from '../../src/store/recorder.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { entry } from '../fixtures/store/entries.ts';
import { browserTest, looksRight } from './browser.ts';
import { HOSTILE } from './holding.ts';
import { Visitor } from './visitor.ts';

const cli = fileURLToPath(new URL('../../bin/oktsec.js', import.meta.url));
const ANSWERS = `let rest='';process.stdin.on('data',d=>{rest+=d;const lines=rest.split('\\n');rest=lines.pop();
for(const l of lines)process.stdout.write(JSON.stringify({jsonrpc:'2.0',id:JSON.parse(l).id,result:{content:[]}})+'\\n')})`;

const definition = (name: string, description: string, more: object = {}) =>
  JSON.stringify({
    annotations: { readOnlyHint: true },
    description,
    inputSchema: { properties: more, type: 'object' },
    name,
  });

const pin = (changed: Partial<Pin> = {}): Pin => ({
  server: 'cursor.github',
  launch: 'npx -y @acme/github',
  kind: 'tool',
  name: 'get_issue',
  state: 'approved',
  approved: definition('get_issue', 'Reads an issue.'),
  reasons: [],
  by: 'first use',
  ...changed,
});
const changed = pin({
  name: 'create_issue',
  state: 'pending',
  approved: definition('create_issue', 'Creates an issue.'),
  offered: definition('create_issue', 'Creates an issue.', { webhook_url: { type: 'string' } }),
  reasons: ['a new parameter for a host: webhook_url'],
});

async function pinned(home: string, ...pins: readonly Pin[]): Promise<void> {
  const log = openRecorder({ home, warn: () => undefined });
  const outcome = await log.commit({ entry: entry(1, { time: Date.now() * 1000, to: 'cursor.github' }), pins });
  if (outcome !== 'won') throw new Error(String(outcome));
  await log.close();
}

function configured(visitor: Visitor, mcpServers: object): void {
  const folder = join(visitor.office.folder, '.cursor');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'mcp.json'), JSON.stringify({ mcpServers }));
}

function states(home: string): Record<string, string> {
  const store = openStore(home);
  try {
    return Object.fromEntries(store.pins().map(({ name, state }) => [name, state]));
  } finally {
    store.close();
  }
}

const fieldsOf = (page: string): Record<string, string> =>
  Object.fromEntries(
    ['launch', 'kind', 'name', 'changed'].map((name) => [
      name,
      (new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '').replaceAll('&#39;', "'"),
    ]),
  );

test('an empty machine is told what to do', async () => {
  const visitor = await Visitor.signedIn();
  const page = (await visitor.get('/servers')).text;
  expect(page).toContain('<h1>No servers here</h1>');
  expect(page).toMatch(/oktsec --home \S+ discover/);
});

test('what clients have configured is shown, wrapped or not, with what it can do and no argument of it', async () => {
  const visitor = await Visitor.signedIn();
  configured(visitor, {
    files: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/secret-folder'] },
    pg: { command: 'uvx', args: ['mcp-postgres', 'postgres://me:hunter2@db/x'], env: { PGPASSWORD: 'hunter3' } },
  });
  const page = (await visitor.get('/servers')).text;
  expect(page).toContain('0 of 2 configured servers behind oktsec');
  expect(page).toContain('2 servers are not behind oktsec');
  expect(page).toMatch(/oktsec --home \S+ wrap --all/);
  expect(page).toContain('<span class="tag">files</span>');
  expect(page).not.toMatch(/hunter2|hunter3|secret-folder/);
});

test('a server that runs behind oktsec is shown with its process, calls and memory', async () => {
  const visitor = await Visitor.signedIn();
  const words = [
    cli,
    'proxy',
    '--home',
    visitor.office.home,
    '--agent',
    'cursor.notes',
    '--',
    process.execPath,
    '-e',
    ANSWERS,
  ];
  const proxy = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'ignore'] });
  onTestFinished(() => void proxy.kill('SIGKILL'));
  const answered = new Promise((done) => proxy.stdout.once('data', done));
  proxy.stdin.write('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"note","arguments":{}}}\n');
  await answered;
  for (;;) {
    const page = (await visitor.get('/servers/cursor.notes')).text;
    if (page.includes(`${proxy.pid}, for `) && page.includes('1 call, 0 held')) break;
    await new Promise((go) => setTimeout(go, 200));
  }
  expect((await visitor.get('/servers')).text).toMatch(
    /cursor\.notes<\/a>[\s\S]*running[\s\S]*>\d[\d.]* (?:µs|ms) \/ \d[\d.]* (?:µs|ms)<[\s\S]*MB/,
  );
  expect((await visitor.get('/servers/cursor.notes')).text).toMatch(
    /answers after \d[^<]* \(p50 \/ p99 of the newest\)/,
  );
}, 30_000);

test('a tool that changed is on top, with what changed, and is approved or kept blocked by a form', async () => {
  const visitor = await Visitor.signedIn();
  await pinned(visitor.office.home, pin(), changed, pin({ ...changed, name: 'close_issue' }));
  const list = (await visitor.get('/servers')).text;
  expect(list).toContain('<h1>cursor.github can do more than you approved</h1>');
  expect(list).toMatch(/data-badge="servers">2<span class="sr"> to approve/);
  expect(list).toMatch(/<ins>.*webhook_url.*<\/ins>/);
  expect(list).toContain('a new parameter for a host: webhook_url');
  const page = (await visitor.get('/servers/cursor.github')).text;
  expect(page).toContain('says it only reads');
  expect(page).toContain('reads private data');
  const fields = { ...fieldsOf(page), name: 'create_issue' };
  const answer = await visitor.post('/servers/cursor.github/pin', { ...fields, word: 'reject' });
  expect((await visitor.follow(answer)).text).toContain('the tool create_issue stays blocked');
  expect(states(visitor.office.home)).toEqual({
    get_issue: 'approved',
    create_issue: 'rejected',
    close_issue: 'pending',
  });
  const again = fieldsOf((await visitor.get('/servers/cursor.github')).text);
  await visitor.post('/servers/cursor.github/pin', { ...again, name: 'close_issue', word: 'approve' });
  expect(states(visitor.office.home)).toMatchObject({ close_issue: 'approved' });
});

test('a decision about what the server no longer offers, or somebody settled, is refused with 409', async () => {
  const visitor = await Visitor.signedIn();
  await pinned(visitor.office.home, changed);
  const fields = fieldsOf((await visitor.get('/servers')).text);
  expect(fields).toMatchObject({ name: 'create_issue', kind: 'tool' });
  for (const wrong of [
    { changed: '1' },
    { launch: 'another' },
    { name: 'get_issue' },
    { word: 'dance' },
    { word: 'reset' },
  ])
    expect((await visitor.post('/servers/cursor.github/pin', { ...fields, word: 'approve', ...wrong })).status).toBe(
      409,
    );
  expect(states(visitor.office.home)).toEqual({ create_issue: 'pending' });
  visitor.office.ahead = 11 * 60_000_000;
  const asked = await visitor.post('/servers/cursor.github/pin', { ...fields, word: 'approve' });
  expect(asked.text).toContain('name="code-again"');
  expect(states(visitor.office.home)).toEqual({ create_issue: 'pending' });
  expect((await visitor.post('/servers/cursor.github/pin', { ...fields, word: 'reject' })).status).toBe(303);
});

test('a server that is not there is said to be missing', async () => {
  const visitor = await Visitor.signedIn();
  const { status, text } = await visitor.get(`/servers/${encodeURIComponent('<script>alert(1)</script>')}`);
  expect(status).toBe(404);
  expect(text).not.toContain('<script>alert');
});

const hostilePins = HOSTILE.map((text, n) =>
  pin({
    ...changed,
    server: n % 2 === 0 ? 'cursor.github' : text,
    name: text,
    offered: definition(text, text, { [text]: { type: text } }),
    reasons: [text],
  }),
);

test('case 159: what a server says of itself stays text', async () => {
  const visitor = await Visitor.signedIn();
  await pinned(visitor.office.home, ...hostilePins);
  configured(visitor, Object.fromEntries(HOSTILE.map((text) => [text, { command: text, args: [text] }])));
  const paths = [
    '/servers',
    '/servers/cursor.github',
    ...HOSTILE.map((text) => `/servers/${encodeURIComponent(text)}`),
  ];
  for (const path of paths) {
    // What a form sends back is what it was given; it is not shown.
    const page = (await visitor.get(path)).text.replaceAll(/(type="hidden" name="\w+" value=)"[^"]*"/g, '$1');
    expect(page).not.toMatch(/<script>alert|<img src=x|<svg\/onload|<style>\*|<!--<script|\u202e|\u200b/);
    expect(page.replaceAll(/="[^"]*"/g, '=')).not.toMatch(/<[^>]*\s(?:onerror|onfocus|onload)=/);
    expect(page).not.toMatch(/href="javascript:/);
  }
});

browserTest('the servers look right, and hostile ones run nothing', async (open) => {
  const visitor = await Visitor.signedIn();
  await looksRight(open, visitor, '/servers');
  configured(visitor, { files: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem'] } });
  await pinned(visitor.office.home, pin(), changed, ...hostilePins);
  for (const path of ['/servers', '/servers/cursor.github']) await looksRight(open, visitor, path);
});

browserTest('a long name pushes nothing that stands beside it out of the window', async (open) => {
  const visitor = await Visitor.signedIn();
  await pinned(visitor.office.home, pin({ name: 'x'.repeat(300) }));
  const tab = await open(visitor);
  await tab.go('/servers/cursor.github');
  const right = await tab.page.evaluate("document.querySelector('td time').getBoundingClientRect().right");
  expect(right).toBeLessThan(1280);
});

browserTest('the keyboard alone keeps a changed tool blocked', async (open) => {
  const visitor = await Visitor.signedIn();
  await pinned(visitor.office.home, changed);
  const tab = await open(visitor);
  await tab.go('/');
  await tab.page.keyboard.press('g');
  await tab.page.keyboard.press('v');
  await tab.page.waitForSelector('.pin');
  await tab.page.keyboard.press('b');
  await tab.page.waitForSelector('[role="status"]');
  expect(states(visitor.office.home)).toEqual({ create_issue: 'rejected' });
});
