import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';

const SERVER = `let rest='';process.stdin.on('data',d=>{rest+=d;const lines=rest.split('\\n');rest=lines.pop();
for(const l of lines){const {id}=JSON.parse(l);process.stdout.write(JSON.stringify({jsonrpc:'2.0',id,result:{content:[]}})+'\\n')}})`;

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'oktsec-reload-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A client that calls a tool and gets its answer. */
function client() {
  const config = join(home, 'oktsec.yaml');
  const args = ['bin/oktsec.js', 'proxy', '--config', config, '--home', home, '--agent', 'c.s', '--'];
  const proxy = spawn(process.execPath, [...args, process.execPath, '-e', SERVER]);
  const lines: string[] = [];
  let rest = '';
  let stderr = '';
  proxy.stdout.on('data', (chunk: Buffer) => {
    const cut = (rest + chunk.toString()).split('\n');
    rest = cut.pop() ?? '';
    lines.push(...cut);
  });
  proxy.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  let id = 0;
  return {
    stderr: () => stderr,
    async call(): Promise<string> {
      const want = lines.length + 1;
      proxy.stdin.write(`{"jsonrpc":"2.0","id":${++id},"method":"tools/call","params":{"name":"delete_all"}}\n`);
      while (lines.length < want) await sleep(5);
      return lines.at(-1) ?? '';
    },
    async until(wanted: (answer: string) => boolean): Promise<string> {
      const deadline = Date.now() + 40_000;
      for (;;) {
        const answer = await this.call();
        if (wanted(answer) || Date.now() > deadline) return answer;
        await sleep(100);
      }
    },
    async close(): Promise<void> {
      proxy.stdin.end();
      await once(proxy, 'exit');
    },
  };
}
const write = (text: string) => writeFileSync(join(home, 'oktsec.yaml'), `version: "1"\n${text}`);
const DENY = 'agents:\n  c.s:\n    tools:\n      deny: [delete_all]\n';

test('a running proxy follows the config, between two frames, and a bad config changes nothing', async () => {
  write(`mode: observe\n${DENY}`);
  const one = client();
  expect(await one.call()).toContain('"result":{"content":[]}');
  write(`mode: enforce\n${DENY}`);
  expect(await one.until((answer) => answer.includes('blocked by oktsec'))).toContain('blocked by oktsec');
  write('mode: enforced\n');
  await sleep(2500);
  expect(await one.call()).toContain('blocked by oktsec');
  expect(one.stderr()).toContain('oktsec.yaml:2:7');
  write(`mode: observe\n${DENY}`);
  expect(await one.until((answer) => answer.includes('"content":[]'))).toContain('"content":[]');
  await one.close();
  const store = openStore(home, { warn: () => {} });
  try {
    const events = [...store.rows()]
      .filter(({ kind, method }) => kind === 'event' && method !== 'pinned')
      .map(({ method, note }) => [method, note?.split(', ')[1]]);
    expect(events).toEqual([
      ['config_changed', undefined],
      ['config_error', undefined],
      ['config_changed', 'looser in mode'],
    ]);
    const calls = [...store.rows()].filter(({ method, side }) => method === 'tools/call' && side === 'client');
    expect(new Set(calls.map(({ decision }) => decision))).toEqual(new Set(['tool_denied']));
    expect(new Set(calls.map(({ action }) => action))).toEqual(new Set(['forward', 'refuse']));
  } finally {
    store.close();
  }
});

test('what was changed while nothing ran has a row of the next that starts, and once', async () => {
  const run = async () => {
    const one = client();
    await one.call();
    await one.close();
  };
  write(`mode: enforce\n${DENY}`);
  await run();
  await run();
  write(`mode: observe\n${DENY}`);
  // A command looks at it in between, and then at another change, before any proxy runs.
  for (const more of ['', '# the same, otherwise\n']) {
    write(`mode: observe\n${DENY}${more}`);
    const [code] = await once(spawn(process.execPath, ['bin/oktsec.js', 'mode', '--home', home]), 'exit');
    expect(code).toBe(0);
  }
  await run();
  await run();
  const store = openStore(home, { warn: () => {} });
  try {
    const notes = [...store.rows()].flatMap(({ method, note = '' }) => (method === 'config_changed' ? [note] : []));
    expect(notes).toEqual([expect.stringMatching(/^config [0-9a-f]{64} stands after [0-9a-f]{64}, looser in mode$/)]);
  } finally {
    store.close();
  }
});

test('a config that cannot be read ends the proxy before the server is started', async () => {
  write('mode: enforced\n');
  const args = ['bin/oktsec.js', 'proxy', '--config', join(home, 'oktsec.yaml'), '--home', home, '--'];
  const marker = join(home, 'started');
  const proxy = spawn(process.execPath, [...args, 'touch', marker]);
  const [code] = await once(proxy, 'exit');
  expect(code).toBe(2);
  expect(() => writeFileSync(marker, '', { flag: 'wx' })).not.toThrow();
});
