import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/store/sqlite.ts';

/** The long run kills as often as is promised; the ordinary one is the same code for a few seconds. */
const ROUNDS = process.env.OKTSEC_LONG ? 200 : 12;
const PROXIES = 2;
const SERVER = `let rest='';process.stdin.on('data',d=>{rest+=d;const lines=rest.split('\\n');rest=lines.pop();
for(const l of lines){const {id}=JSON.parse(l);process.stdout.write(JSON.stringify({jsonrpc:'2.0',id,result:{}})+'\\n')}})`;

/** One proxy under load until it is killed; resolves with how many answers the client got. */
async function killed(home: string, agent: string, afterMs: number): Promise<number> {
  const args = [
    'bin/oktsec.js',
    'proxy',
    '--config',
    join(home, 'oktsec.yaml'),
    '--home',
    home,
    '--agent',
    agent,
    '--',
  ];
  const proxy: ChildProcess = spawn(process.execPath, [...args, process.execPath, '-e', SERVER], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let answers = 0;
  let sent = 0;
  const ask = () => proxy.stdin?.write(`{"jsonrpc":"2.0","id":${++sent},"method":"ping"}\n`);
  proxy.stdin?.on('error', () => {});
  proxy.stdout?.once('data', () => setTimeout(() => proxy.kill('SIGKILL'), afterMs));
  proxy.stdout?.on('data', (chunk: Buffer) => {
    for (const byte of chunk) {
      if (byte !== 10) continue;
      answers += 1;
      ask();
    }
  });
  for (let i = 0; i < 8; i += 1) ask();
  await once(proxy, 'exit');
  return answers;
}

test(`case 185: ${ROUNDS} rounds of kill -9 on proxies under load lose no row that was spooled, and the chain verifies`, async () => {
  const home = mkdtempSync(join(tmpdir(), 'oktsec-kill-'));
  writeFileSync(join(home, 'oktsec.yaml'), 'version: "1"\nmode: enforce\n');
  try {
    const answered = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const names = Array.from({ length: PROXIES }, (_, n) => `killed.r${round}p${n}`);
      const counts = await Promise.all(names.map((name, n) => killed(home, name, (round * 37 + n * 91) % 300)));
      for (const [n, name] of names.entries()) answered.set(name, counts[n] ?? 0);
    }
    const store = openStore(home, { warn: () => {} });
    try {
      const rows = new Map<string, number>();
      for (const { from, kind } of store.rows()) if (kind === 'response') rows.set(from, (rows.get(from) ?? 0) + 1);
      const lost = [...answered].filter(([name, count]) => (rows.get(name) ?? 0) < count);
      expect(lost).toEqual([]);
      expect([...answered.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(ROUNDS * 10);
      expect(store.verify()).toMatchObject({ ok: true });
    } finally {
      store.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}, 600_000);
