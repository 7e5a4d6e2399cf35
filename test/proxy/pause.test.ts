import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULTS } from '../../src/config/config.ts';
import { dropPause, putPause } from '../../src/files/marks/pause-mark.ts';
import { makePolicy } from '../../src/policy/policy.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { call, Dialogue, result, rules } from './dialogue.ts';

const MODES = ['observe', 'enforce'] as const;

/** A relay in which a person stopped everything after the opening. */
function paused(mode: 'observe' | 'enforce', options: { readonly maxFrameBytes?: number } = {}): Dialogue {
  const talk = new Dialogue(mode, {}, options);
  talk.opened();
  talk.session.setPolicy(makePolicy({ ...DEFAULTS, mode }, rules(), { paused: true }));
  return talk;
}

/** In observe too nothing is forwarded before it is read while everything is paused. */
const feed = (talk: Dialogue, side: 'client' | 'server', line: object | string) =>
  talk.run(
    talk.session.receive(side, Buffer.from(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`), false),
  );

test.each(MODES)('paused in %s: calls are refused, the life cycle passes', (mode) => {
  const talk = paused(mode);
  feed(talk, 'client', call(1, { text: 'hello' }));
  expect(talk.toServer).toEqual([]);
  expect(talk.toClient.join('')).toContain('paused by a person');
  expect(talk.rows.at(-1)).toMatchObject({ decision: 'paused', action: 'refuse', mode });
  for (const method of ['tools/list', 'resources/read', 'notifications/roots/list_changed', 'unheard/of']) {
    feed(talk, 'client', { jsonrpc: '2.0', ...(method.startsWith('n') ? {} : { id: method }), method });
  }
  expect(talk.toServer).toEqual([]);
  feed(talk, 'client', { jsonrpc: '2.0', id: 'p', method: 'ping' });
  feed(talk, 'client', { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 99 } });
  expect(talk.toServer).toHaveLength(2);
  talk.forget();
  feed(talk, 'server', { jsonrpc: '2.0', id: 'p', result: {} });
  expect(talk.toClient).toHaveLength(1);
});

test.each(MODES)('paused in %s: what was asked before is answered with a refusal, once', (mode) => {
  const talk = new Dialogue(mode).opened();
  feed(talk, 'client', call(7, { text: 'x' }));
  talk.session.setPolicy(makePolicy({ ...DEFAULTS, mode }, rules(), { paused: true }));
  talk.forget();
  feed(talk, 'server', result(7, 'the answer'));
  feed(talk, 'server', { jsonrpc: '2.0', id: 's', method: 'sampling/createMessage', params: { messages: [] } });
  expect(talk.toClient).toHaveLength(1);
  expect(JSON.parse(talk.toClient[0] ?? '')).toMatchObject({ id: 7, result: { isError: true } });
  expect(talk.toClient.join('')).not.toContain('the answer');
  expect(JSON.parse(talk.toServer.join(''))).toMatchObject({ id: 's', error: { code: -1 } });
});

test.each(MODES)('paused in %s: neither what is no message nor what is too long gets through', (mode) => {
  const talk = paused(mode, { maxFrameBytes: 2048 });
  feed(talk, 'client', '{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}');
  feed(talk, 'client', JSON.stringify(call(3, { text: 'x'.repeat(9000) })));
  feed(talk, 'server', 'not json');
  feed(talk, 'client', [call(4), { jsonrpc: '2.0', id: 5, method: 'ping' }]);
  expect(talk.toServer).toEqual([]);
  expect(new Set(talk.rows.map(({ decision }) => decision))).toEqual(new Set(['paused']));
});

test('whatever a client says and however it is cut, nothing but the life cycle reaches the server', () => {
  const method = fc.constantFrom('tools/call', 'ping', 'tools/list', 'initialize', 'Ping', 'ping ', 'notifications/x');
  fc.assert(
    fc.property(fc.array(method, { maxLength: 6 }), fc.constantFrom(...MODES), fc.nat(40), (methods, mode, size) => {
      const talk = paused(mode);
      const wire = Buffer.from(methods.map((name, id) => `{"jsonrpc":"2.0","id":${id},"method":"${name}"}\n`).join(''));
      for (let at = 0; at < wire.length; at += size + 1) {
        talk.run(talk.session.receive('client', wire.subarray(at, at + size + 1), false));
      }
      const reached = talk.toServer.map((line) => (JSON.parse(line) as { method: string }).method);
      expect(reached.filter((name) => name !== 'initialize')).toEqual(methods.filter((name) => name === 'ping'));
    }),
    { numRuns: 50 },
  );
});

const SERVER = `let rest='';process.stdin.on('data',d=>{rest+=d;const lines=rest.split('\\n');rest=lines.pop();
for(const l of lines){const {id}=JSON.parse(l);process.stdout.write(JSON.stringify({jsonrpc:'2.0',id,result:{content:[]}})+'\\n')}})`;

test.each(MODES)('a running proxy in %s stops and goes on between two frames', async (mode) => {
  const home = mkdtempSync(join(tmpdir(), 'oktsec-pause-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  writeFileSync(join(home, 'oktsec.yaml'), `version: "1"\nmode: ${mode}\n`, { mode: 0o600 });
  const words = ['bin/oktsec.js', 'proxy', '--config', join(home, 'oktsec.yaml'), '--home', home, '--agent', 'c.s'];
  const proxy = spawn(process.execPath, [...words, '--', process.execPath, '-e', SERVER]);
  const lines: string[] = [];
  let rest = '';
  proxy.stdout.on('data', (chunk: Buffer) => {
    const cut = (rest + chunk.toString()).split('\n');
    rest = cut.pop() ?? '';
    lines.push(...cut);
  });
  let id = 0;
  const ask = async (method: string): Promise<string> => {
    const want = lines.length + 1;
    proxy.stdin.write(`{"jsonrpc":"2.0","id":${++id},"method":"${method}","params":{"name":"echo"}}\n`);
    while (lines.length < want) await sleep(5);
    return lines.at(-1) ?? '';
  };
  const until = async (wanted: string) => {
    for (let tries = 0; tries < 80; tries += 1) {
      const answer = await ask('tools/call');
      if (answer.includes(wanted)) return answer;
      await sleep(100);
    }
    return 'never';
  };
  expect(await ask('tools/call')).toContain('"content":[]');
  putPause(home, { by: 'ops', at: 'now' });
  expect(await until('blocked by oktsec')).toContain('paused by a person');
  expect(await ask('ping')).toContain('"content":[]');
  dropPause(home);
  expect(await until('"content":[]')).toContain('"result"');
  proxy.stdin.end();
  await once(proxy, 'exit');
  const store = openStore(home, { warn: () => {} });
  try {
    const rows = [...store.rows()];
    const events = rows.filter(({ kind, method }) => kind === 'event' && method !== 'pinned').map((row) => row.method);
    expect(events).toEqual(['paused', 'resumed']);
    const stopped = rows.filter(({ decision }) => decision === 'paused');
    expect(stopped.length).toBeGreaterThan(0);
    expect(new Set(stopped.map(({ action }) => action))).toEqual(new Set(['refuse']));
  } finally {
    store.close();
  }
});

test('a proxy that starts while everything is paused lets nothing through', async () => {
  const home = mkdtempSync(join(tmpdir(), 'oktsec-pause-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  putPause(home, { by: 'ops', at: 'now' });
  const words = ['bin/oktsec.js', 'proxy', '--home', home, '--agent', 'c.s', '--', process.execPath, '-e', SERVER];
  const proxy = spawn(process.execPath, words);
  proxy.stdin.end(`${JSON.stringify(call(1))}\n`);
  let out = '';
  proxy.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  await once(proxy, 'close');
  expect(out).toContain('paused by a person');
});
