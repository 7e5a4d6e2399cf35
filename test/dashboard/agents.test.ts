import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openStore } from '../../src/store/sqlite.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { browserTest, looksRight } from './browser.ts';
import { HOSTILE, markupIn } from './hostile.ts';
import { Visitor } from './visitor.ts';

const NOW = Date.now() * 1000;
const CONFIG = `mode: observe
# the two who work together
agents:
  research-agent:
    description: reads  # and writes
    can_message: [analysis-agent]
  analysis-agent: { tags: [team] }
  limited: { can_message: [{ to: analysis-agent, rate: 60/m }] }
`;

const rows = () => [
  ...Array.from({ length: 8 }, (_, n) => entry(n, { time: NOW - n * 1e6 })),
  blocked(20, { time: NOW, from: 'cursor.server-1', to: 'cursor', kind: 'response', side: 'server' }),
];
const open = (config = CONFIG) => Visitor.signedIn(config, rows());
const config = (visitor: Visitor) => readFileSync(join(visitor.office.home, 'oktsec.yaml'), 'utf8');
const agentIn = (visitor: Visitor, name: string) => parse(config(visitor)).agents[name];
const events = (visitor: Visitor) => {
  const store = openStore(visitor.office.home);
  try {
    return store.list({ events: true }).map(({ method, note, from }) => ({ method, note, from }));
  } finally {
    store.close();
  }
};
/** The session's code was typed long ago: whatever loosens asks for it. */
const later = (visitor: Visitor): void => {
  visitor.office.ahead += 11 * 60_000_000;
};

test('the picture of who talks to whom has an address of its own', async () => {
  const visitor = await open();
  expect((await visitor.get('/agents')).text).toMatch(/href="[^"]*\/agents\/~graph"/);
  const { text, status } = await visitor.get('/agents/~graph');
  expect(status).toBe(200);
  expect(text).toMatch(/<h1>Who talks to whom: \d+ agents<\/h1>/);
  expect(text).toContain('<svg class="graph"');
  expect(text).toContain('research-agent to analysis-agent: 0 messages');
  expect(text).not.toContain('Add an agent');
  const alone = await Visitor.signedIn('mode: observe\n');
  expect((await alone.get('/agents/~graph')).text).toContain('Nobody has written to anybody yet.');
});

browserTest('the picture by itself looks right', async (tab) => {
  await looksRight(tab, await open(), '/agents/~graph');
});

describe('the list', () => {
  test('shows every agent that the config, a key or the log knows, who may write to whom, and the risk', async () => {
    const visitor = await open();
    const { text } = await visitor.get('/agents');
    for (const part of [
      'research-agent',
      'analysis-agent',
      'cursor.server-1',
      '68',
      'nobody (default)',
      'none suspended',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/cursor to cursor\.server-0: \d+ messages/);
  });

  test('an agent is added with its comments kept, once, under a name that is one', async () => {
    const visitor = await open();
    const answer = await visitor.post('/agents', {
      name: 'writer',
      description: 'writes: "things"',
      can_message: 'research-agent',
    });
    expect(answer.status).toBe(303);
    expect((await visitor.follow(answer)).text).toContain('writer is added');
    expect(config(visitor)).toContain('# the two who work together');
    expect((await visitor.get('/agents/writer')).text).toContain('writes: &quot;things&quot;');
    expect((await visitor.post('/agents', { name: 'writer' })).text).toContain(
      'There is an agent &quot;writer&quot; already',
    );
    for (const name of ['', '../x', 'a b', '-x', '__proto__', 'x'.repeat(65)]) {
      const before = config(visitor);
      expect((await visitor.post('/agents', { name })).status, name).toBe(409);
      expect(config(visitor)).toBe(before);
    }
  });
});

describe('one agent', () => {
  test('its policy is changed, a field without a value goes, and there is a row', async () => {
    const visitor = await open();
    const fields = {
      description: '',
      tags: 'a, b',
      mode: 'enforce',
      writes: 'list',
      can_message: 'analysis-agent',
      blocked_content: 'pii',
    };
    expect((await visitor.post('/agents/research-agent', fields)).status).toBe(303);
    const text = config(visitor);
    expect(text).toContain('mode: enforce');
    expect(text).not.toContain('reads');
    expect(agentIn(visitor, 'research-agent')).toEqual({
      mode: 'enforce',
      tags: ['a', 'b'],
      can_message: ['analysis-agent'],
      blocked_content: ['pii'],
    });
    expect(events(visitor).map(({ from }) => from)).toContain('research-agent');
  });

  test('a tag with blanks stays whole when another is added', async () => {
    const visitor = await Visitor.signedIn('agents:\n  fs: { tags: [on call, "a,b"] }\n');
    await visitor.post('/agents/fs', { tags: 'on call, a,b', description: 'x' });
    expect(agentIn(visitor, 'fs')).toEqual({ tags: ['on call', 'a,b'], description: 'x' });
    await visitor.post('/agents/fs', { tags: 'on call, new one' });
    expect(agentIn(visitor, 'fs')).toEqual({ tags: ['on call', 'new', 'one'] });
  });

  test('nobody is nobody, and an empty list is what the default says', async () => {
    const visitor = await open();
    await visitor.post('/agents/research-agent', { writes: 'nobody', can_message: 'analysis-agent' });
    const policy = () => agentIn(visitor, 'research-agent').can_message;
    expect(policy()).toEqual([]);
    await visitor.post('/agents/research-agent', { writes: 'list', can_message: '' });
    expect(policy()).toBeUndefined();
  });

  test('a rate and an end stay with the agents that stay named', async () => {
    const visitor = await open();
    await visitor.post('/agents/limited', { writes: 'list', can_message: 'analysis-agent, research-agent' });
    expect(agentIn(visitor, 'limited').can_message).toEqual([{ to: 'analysis-agent', rate: '60/m' }, 'research-agent']);
    await visitor.post('/agents/limited', { writes: 'list', can_message: 'research-agent' });
    expect(agentIn(visitor, 'limited').can_message).toEqual(['research-agent']);
  });

  test('an agent may be called as a page is', async () => {
    const visitor = await open('agents:\n  graph: { description: "draws pictures" }\n');
    expect((await visitor.get('/agents/graph')).text).toContain('draws pictures');
  });

  test('a form that was made before somebody else changed the agent saves nothing, and says so', async () => {
    const visitor = await open();
    const { text } = await visitor.get('/agents/research-agent');
    const shown = [...text.matchAll(/name="was" value="([^"]*)"/g)].map(([, was = '']) =>
      was.replaceAll('&quot;', '"'),
    );
    expect(shown).toHaveLength(2);
    const fields = { writes: 'list', can_message: 'analysis-agent', description: 'mine' };
    expect((await visitor.post('/agents/research-agent', { ...fields, was: shown[0]! })).status).toBe(303);
    const before = config(visitor);
    const late = await visitor.post('/agents/research-agent', { ...fields, description: 'other', was: shown[0]! });
    expect(late.status).toBe(409);
    expect(late.text).toContain('The entry of research-agent was changed since this page was made');
    const tools = { default: 'allow', deny: 'rm', was: shown[1]! };
    expect(config(visitor)).toBe(before);
    expect((await visitor.post('/agents/research-agent/tools', tools)).status).toBe(303);
    expect((await visitor.post('/agents/research-agent/tools', { ...tools, deny: '' })).status).toBe(409);
    expect(agentIn(visitor, 'research-agent').tools).toEqual({ deny: ['rm'] });
  });

  test('saving one thing about its tools leaves names with blanks, and an empty list, as they were', async () => {
    const visitor = await open('agents:\n  fs: { server: true, tools: { allow: [], deny: ["delete all", "a,b"] } }\n');
    await visitor.post('/agents/fs/tools', { default: 'allow', allow: '', deny: 'delete all, a,b', read_only: '1' });
    expect(agentIn(visitor, 'fs').tools).toEqual({ allow: [], deny: ['delete all', 'a,b'], read_only: true });
    await visitor.post('/agents/fs/tools', { default: 'allow', allow: '', deny: 'delete all, rm mv' });
    expect(agentIn(visitor, 'fs').tools).toEqual({ allow: [], deny: ['delete all', 'rm', 'mv'] });
  });

  test('a server whose default is deny, and that has no list, gets none by saving something else', async () => {
    const visitor = await open('agents:\n  fs: { server: true, tools: { default: deny } }\n');
    await visitor.post('/agents/fs/tools', { default: 'deny', allow: '', deny: 'rm' });
    expect(agentIn(visitor, 'fs').tools).toEqual({ default: 'deny', deny: ['rm'] });
  });

  test('its tools are bounded, and which stood there with bounds of their own stay', async () => {
    const visitor = await open('agents:\n  fs:\n    server: true\n    tools: { each: { write: { mode: enforce } } }\n');
    await visitor.post('/agents/fs/tools', { default: 'deny', allow: 'read, list', deny: 'rm', read_only: '1' });
    expect(agentIn(visitor, 'fs').tools).toEqual({
      each: { write: { mode: 'enforce' } },
      default: 'deny',
      allow: ['read', 'list'],
      deny: ['rm'],
      read_only: true,
    });
  });

  test('it is suspended at once, and no longer suspended only after the code was typed again', async () => {
    const visitor = await open();
    later(visitor);
    const suspended = () => agentIn(visitor, 'research-agent').suspended ?? false;
    expect((await visitor.post('/agents/research-agent/suspend')).status).toBe(303);
    expect(suspended()).toBe(true);
    expect((await visitor.get('/agents')).text).toContain('1 agent suspended');
    const asked = await visitor.post('/agents/research-agent/resume');
    expect(asked.text).toContain('code-again');
    expect(suspended()).toBe(true);
    expect((await visitor.post('/agents/research-agent/resume', { 'code-again': visitor.code })).status).toBe(303);
    expect(suspended()).toBe(false);
    // The row that serve writes when it has read the config again may stand before or behind it.
    expect(events(visitor).map(({ method }) => method)).toContain('config_loosened');
  });

  test('what loosens asks for the code, what tightens does not', async () => {
    const visitor = await open('mode: enforce\nagents: { a: { mode: enforce }, b: {} }\n');
    later(visitor);
    const asks = async (path: string, fields: Record<string, string>) =>
      (await visitor.post(path, fields)).text.includes('code-again');
    expect(await asks('/agents/a', { mode: 'observe', writes: 'list' })).toBe(true);
    expect(await asks('/agents/a', { mode: 'enforce', writes: 'list', can_message: 'b' })).toBe(true);
    expect(await asks('/agents/a/tools', { default: 'deny', allow: 'x' })).toBe(false);
    expect(await asks('/agents/a/tools', { default: 'allow' })).toBe(true);
    expect(await asks('/agents/a', { mode: 'enforce', writes: 'list', blocked_content: 'pii' })).toBe(false);
    expect(await asks('/agents/a/key', {})).toBe(true);
  });

  test('a key is made for it, private to its owner, and revoked for good', async () => {
    const visitor = await open();
    expect((await visitor.post('/agents/analysis-agent/key')).status).toBe(303);
    const file = join(visitor.office.home, 'keys', 'analysis-agent.key');
    expect(existsSync(file) && statSync(file).mode & 0o777).toBe(0o600);
    const page = await visitor.get('/agents/analysis-agent');
    const [fingerprint] = /[0-9a-f]{64}/.exec(page.text) ?? [];
    expect(fingerprint).toBeDefined();
    expect((await visitor.post('/agents/analysis-agent/key')).text).toContain('has a key already');
    expect((await visitor.post('/agents/analysis-agent/key/revoke', { reason: 'lost' })).status).toBe(303);
    expect((await visitor.get('/agents/analysis-agent')).text).not.toContain(fingerprint);
    expect(events(visitor).map(({ method }) => method)).toEqual(
      expect.arrayContaining(['key_imported', 'key_revoked']),
    );
    expect((await visitor.post('/agents/analysis-agent/key/revoke')).text).toContain('has no key');
  });

  test('it is removed from the config, and one that nobody knows is not there', async () => {
    const visitor = await open();
    expect((await visitor.post('/agents/limited/remove')).status).toBe(303);
    expect(config(visitor)).not.toContain('limited');
    expect((await visitor.get('/agents/limited')).status).toBe(404);
    expect((await visitor.get('/agents/nobody-here')).status).toBe(404);
  });

  test('an edit that comes to no config changes nothing and says why', async () => {
    const visitor = await open();
    const before = config(visitor);
    const answer = await visitor.post('/agents/research-agent', { writes: 'list', can_message: '../x' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('bad value for can_message');
    expect(answer.text).not.toContain(visitor.office.home);
    expect(config(visitor)).toBe(before);
  });
});

test('case 159: hostile names and texts of agents stay text', async () => {
  const texts = HOSTILE.map((text, n) => entry(n, { time: NOW, from: text, to: 'cursor', tool: text }));
  const visitor = await Visitor.signedIn(`agents: { a: { description: ${JSON.stringify(HOSTILE[1])} } }\n`, [
    ...texts,
    ...HOSTILE.map((text, n) => blocked(40 + n, { time: NOW, from: text, to: 'a', ref: `X${n}HOST` })),
  ]);
  for (const path of ['/agents', '/agents/a', ...HOSTILE.map((text) => `/agents/${encodeURIComponent(text)}`)]) {
    const { text, status } = await visitor.get(path);
    expect(status, path).toBeLessThan(500);
    expect(markupIn(text), path).toEqual([]);
  }
});

browserTest('the pages about agents look right, and hostile names run nothing', async (openTab) => {
  const visitor = await Visitor.signedIn(CONFIG, [
    ...rows(),
    ...HOSTILE.map((text, n) => blocked(40 + n, { time: NOW, from: text, to: 'cursor', ref: `X${n}HOST` })),
  ]);
  for (const path of ['/agents', '/agents/research-agent', '/agents/cursor.server-1'])
    await looksRight(openTab, visitor, path);
});

browserTest('by keyboard alone an agent is found, suspended and let go again', async (openTab) => {
  const visitor = await open();
  const tab = await openTab(visitor, { script: false });
  await tab.go('/agents');
  await tab.page.focus('a:text-is("research-agent")');
  await tab.page.keyboard.press('Enter');
  await tab.page.waitForURL(/agents\/research-agent$/);
  await tab.page.focus('button:text-is("Suspend")');
  await tab.page.keyboard.press('Enter');
  await tab.page.waitForSelector('button:text-is("Lift the suspension")');
  await tab.page.focus('button:text-is("Lift the suspension")');
  await tab.page.keyboard.press('Enter');
  await tab.page.waitForSelector('button:text-is("Suspend")');
});
