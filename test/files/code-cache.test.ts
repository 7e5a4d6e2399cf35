import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'oktsec-code-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function run(): number | null {
  writeFileSync(join(home, 'oktsec.yaml'), 'version: "1"\nmode: enforce\n', { mode: 0o600 });
  const words = [
    'bin/oktsec.js',
    'proxy',
    '--config',
    join(home, 'oktsec.yaml'),
    '--home',
    home,
    '--agent',
    'code',
    '--',
  ];
  const input = '{"jsonrpc":"2.0","id":1,"method":"ping"}\n';
  return spawnSync(process.execPath, [...words, 'cat'], { input }).status;
}

const made = () => (existsSync(join(home, 'cache/v8')) ? readdirSync(join(home, 'cache/v8')) : []);

test('a proxy keeps its compiled code in a private folder of the home', () => {
  expect(run()).toBe(0);
  expect(statSync(join(home, 'cache/v8')).mode & 0o777).toBe(0o700);
  expect(made()).not.toEqual([]);
  expect(run()).toBe(0);
});

test('from a folder that others could write to, or a link, no code is taken', () => {
  mkdirSync(join(home, 'cache/v8'), { recursive: true });
  chmodSync(join(home, 'cache'), 0o700);
  chmodSync(join(home, 'cache/v8'), 0o777);
  expect(run()).toBe(0);
  expect(made()).toEqual([]);
  rmSync(join(home, 'cache/v8'), { recursive: true });
  mkdirSync(join(home, 'elsewhere'), { mode: 0o700 });
  symlinkSync(join(home, 'elsewhere'), join(home, 'cache/v8'));
  expect(run()).toBe(0);
  expect(readdirSync(join(home, 'elsewhere'))).toEqual([]);
});
