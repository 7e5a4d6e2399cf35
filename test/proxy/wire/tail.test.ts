import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SERVER = `process.stdin.once('data',()=>{
const line=JSON.stringify({jsonrpc:'2.0',id:1,result:{content:[{type:'text',text:'z'.repeat(1e6)}]}})+'\\n';
process.stdout.write(line,()=>process.exit(5))})`;

test.each(['observe', 'enforce'])(
  'in %s a megabyte written right before the end arrives whole, with the exit code',
  async (mode) => {
    const home = mkdtempSync(join(tmpdir(), 'oktsec-tail-'));
    writeFileSync(join(home, 'oktsec.yaml'), `version: "1"\nmode: ${mode}\n`);
    try {
      for (let round = 0; round < 4; round += 1) {
        const args = ['bin/oktsec.js', 'proxy', '--config', join(home, 'oktsec.yaml'), '--home', home, '--'];
        const proxy = spawn(process.execPath, [...args, process.execPath, '-e', SERVER]);
        let size = 0;
        proxy.stdout.on('data', (chunk: Buffer) => {
          size += chunk.length;
        });
        proxy.stdin.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
        const [code] = await once(proxy, 'close');
        expect([code, size]).toEqual([5, 1_000_074]);
      }
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
);
