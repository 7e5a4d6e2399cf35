import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const engine = pathToFileURL(join(import.meta.dirname, '../../../src/proxy/wire/engine.ts')).href;

const SCRIPT = `
const { spendLess, spendMore } = await import(${JSON.stringify(engine)});
const sum = (bytes) => {
  let all = 0;
  for (let at = 0; at < bytes.length; at += 1) all = (all + bytes[at]) | 0;
  return all;
};
const read = () => {
  const bytes = new Uint8Array(20000).fill(3);
  for (let turn = 0; turn < 5000; turn += 1) if (sum(bytes) !== 60000) throw new Error('wrong');
};
spendLess();
read();
console.log('now more');
spendMore();
read();
`;

test('the dearest optimisation waits until there is much to read, and nothing is said about it', () => {
  const words = ['--trace-opt', '--input-type=module', '--eval', SCRIPT];
  const out = execFileSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const [before = '', after = ''] = out.split('now more');
  const most = /<JSFunction sum .*TURBOFAN/;
  expect(before).toMatch(/<JSFunction sum .*MAGLEV/);
  expect(before).not.toMatch(most);
  expect(after).toMatch(most);
});
