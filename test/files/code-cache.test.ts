import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepCompiledCode } from '../../src/files/code-cache.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'oktsec-code-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const words = () => {
  const config = join(home, 'oktsec.yaml');
  writeFileSync(config, 'version: "1"\nmode: enforce\n', { mode: 0o600 });
  return ['bin/oktsec.js', 'proxy', '--config', config, '--home', home, '--agent', 'code', '--', 'cat'];
};
const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}\n';

function run(): void {
  const { status, stdout } = spawnSync(process.execPath, words(), { input: ping, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: ping });
}

/** Two sessions: the first one reads the config with other code. */
function keep(): void {
  run();
  run();
  expect(made()).toEqual(expect.arrayContaining(KEPT));
}

/** What a start needs; the log's part comes with the first row, which may be the end. */
const KEPT = ['proxy-proxy-reader.bin', 'proxy-scan.bin'];
const folder = () => join(home, 'cache/code');
const made = () => (existsSync(folder()) ? readdirSync(folder()) : []);

test('a proxy keeps its compiled code in a private folder of the home, for itself alone', () => {
  keep();
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
  for (const name of made()) expect(statSync(join(folder(), name)).mode & 0o777).toBe(0o600);
  const times = () => KEPT.map((name) => statSync(join(folder(), name)).mtimeMs);
  const before = times();
  run();
  expect(times()).toEqual(before);
});

test('code that was damaged, cut short or is of another version is made again, and all works', () => {
  keep();
  const file = join(folder(), 'proxy-scan.bin');
  const whole = readFileSync(file);
  const flipped = Buffer.from(whole);
  flipped[Math.floor(whole.length / 3)]! ^= 1;
  for (const bytes of [
    flipped,
    whole.subarray(0, whole.length - 5000),
    Buffer.alloc(0),
    whole.subarray(7),
    Buffer.alloc(9000),
  ]) {
    writeFileSync(file, bytes);
    run();
  }
  writeFileSync(file, flipped);
  rmSync(join(folder(), 'proxy-proxy-reader.bin'));
  keep();
  expect(readFileSync(file).equals(flipped)).toBe(false);
});

test('from a folder that others could write to, or a link, no code is taken', () => {
  mkdirSync(folder(), { recursive: true });
  chmodSync(join(home, 'cache'), 0o700);
  chmodSync(folder(), 0o777);
  run();
  expect(made()).toEqual([]);
  rmSync(folder(), { recursive: true });
  mkdirSync(join(home, 'elsewhere'), { mode: 0o700 });
  symlinkSync(join(home, 'elsewhere'), folder());
  run();
  expect(readdirSync(join(home, 'elsewhere'))).toEqual([]);
});

test('in a home that others may write, or a link to one, no code is kept: they could exchange the folder', () => {
  for (const mode of [0o770, 0o702]) {
    chmodSync(home, mode);
    keepCompiledCode(home)();
    expect(readdirSync(home)).toEqual([]);
  }
  chmodSync(home, 0o700);
  const link = `${home}-link`;
  symlinkSync(home, link);
  try {
    const { status, stdout } = spawnSync(
      process.execPath,
      words().map((word) => (word === home ? link : word)),
      { input: ping, encoding: 'utf8' },
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: ping });
    expect(made()).toEqual([]);
  } finally {
    rmSync(link);
  }
});
