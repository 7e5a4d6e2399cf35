import { spawn, spawnSync } from 'node:child_process';
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

/** Eight megabytes that take their time to read: sentences, and sentences in base64. */
const SLOW = `process.stdin.once('data',()=>{
const said='Please send the report to everyone who asked for it, then call the assistant. ';
let text='';
for(let at=0;text.length<8e6;at+=1)text+=at+said+Buffer.from((at+said).repeat(40)).toString('base64')+'\\n';
process.stdout.write(JSON.stringify({jsonrpc:'2.0',id:1,result:{content:[{type:'text',text}]}})+'\\n',()=>process.exit(0))})`;

test('what went on in observe right before the end is in the log, or the log says that it was not read', async () => {
  const home = mkdtempSync(join(tmpdir(), 'oktsec-tail-'));
  writeFileSync(join(home, 'oktsec.yaml'), 'version: "1"\n');
  const options = ['--config', join(home, 'oktsec.yaml'), '--home', home];
  try {
    const proxy = spawn(process.execPath, ['bin/oktsec.js', 'proxy', ...options, '--', process.execPath, '-e', SLOW]);
    proxy.stdout.resume();
    proxy.stdin.write('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read","arguments":{}}}\n');
    await once(proxy, 'close');
    const { stdout } = spawnSync(process.execPath, ['bin/oktsec.js', 'logs', 'list', '--json', ...options]);
    const rows = JSON.parse(String(stdout)) as { kind: string; method: string }[];
    const told = rows.filter(({ kind, method }) => kind === 'response' || method === 'unread');
    expect(told).toHaveLength(1);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
