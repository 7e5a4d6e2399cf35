import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test.each([
  ['a handshake', 2],
  ['twenty messages', 20],
])('when a conversation pauses after %s memory is given back, and then it goes on', async (_, messages) => {
  const home = mkdtempSync(join(tmpdir(), 'oktsec-rest-'));
  const config = join(home, 'oktsec.yaml');
  writeFileSync(config, 'version: "1"\n', { mode: 0o600 });
  const words = ['bin/oktsec.js', 'proxy', '--config', config, '--home', home, '--agent', 'rest', '--', 'cat'];
  const proxy = spawn(process.execPath, ['--trace-gc', ...words], { stdio: ['pipe', 'pipe', 'ignore'] });
  try {
    let out = '';
    const said = async (what: string) => {
      while (!out.includes(what)) out += String(await once(proxy.stdout, 'data'));
    };
    for (let id = 1; id <= messages; id += 1) {
      proxy.stdin.write(`{"jsonrpc":"2.0","id":${id},"method":"ping"}\n`);
      await said(`"id":${id},`);
    }
    await said('Mark-Compact (reduce)');
    proxy.stdin.write('{"jsonrpc":"2.0","id":41,"method":"ping"}\n');
    await said('"id":41,');
    expect(out.match(/"id":\d+/g)).toHaveLength(messages + 1);
  } finally {
    proxy.kill('SIGKILL');
    await once(proxy, 'close');
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
});
