import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { version } from '../../src/version.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'bin/oktsec.js');
const folder = mkdtempSync(join(tmpdir(), 'oktsec-old-node-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where no older Node is installed, this one says that it is old until it starts another. */
const FAKE = join(folder, 'old.cjs');
writeFileSync(
  FAKE,
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.1' } });\n",
);

/** A Node that is too old, as the words that start it, and what it calls itself. */
const old = realOldNode() ?? { words: [process.execPath, '--require', FAKE], version: '20.18.1' };
const env = { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' };

function realOldNode(): { readonly words: readonly string[]; readonly version: string } | undefined {
  const folders = (process.env.PATH ?? '').split(':').filter((path) => !path.includes('node_modules'));
  for (const path of ['/usr/local/bin', ...folders].map((each) => join(each, 'node'))) {
    if (!existsSync(path)) continue;
    const said = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
    const [major = 0, minor = 0] = said.split('.').map(Number);
    if (major < 22 || (major === 22 && minor < 14)) return { words: [path], version: said };
  }
  return undefined;
}

function command(script: string, ...words: readonly string[]): [string, string[]] {
  const [file = '', ...before] = old.words;
  return [file, [...before, script, ...words]];
}

describe(`on node ${old.version}`, () => {
  test('the Node that comes along runs the command, and its exit code is passed on', () => {
    const [file, words] = command(bin, 'version');
    const done = spawnSync(file, words, { env, encoding: 'utf8' });
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect(done.stdout).toContain(version());
    const [again, wrong] = command(bin, 'no-such-command');
    expect(spawnSync(again, wrong, { env, encoding: 'utf8' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"no-such-command" is no command of oktsec'),
    });
  });

  test('a proxy relays, and ends with the code of its server', () => {
    const message = '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}\n';
    const [file, words] = command(bin, 'proxy', '--home', join(folder, 'home'), '--', 'sh', '-c', 'cat; exit 7');
    const done = spawnSync(file, words, { env, encoding: 'utf8', input: message });
    expect(done).toMatchObject({ status: 7, stdout: message });
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s reaches the server, and we end as it ended',
    async (signal) => {
      const server = `trap 'echo got-${signal} >&2; exit 9' ${signal.slice(3)}; echo up >&2; while :; do sleep 0.05; done`;
      const [file, words] = command(bin, 'proxy', '--home', join(folder, 'home'), '--', 'sh', '-c', server);
      const child = spawn(file, words, { env, stdio: ['pipe', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (text.includes('up')) child.kill(signal);
      });
      const [code] = await once(child, 'close');
      expect(said).toContain(`got-${signal}`);
      expect(code).toBe(9);
    },
  );

  test('a server that dies of a signal: so do we', async () => {
    const [file, words] = command(bin, 'proxy', '--home', join(folder, 'home'), '--', 'sh', '-c', 'kill -s TERM $$');
    const child = spawn(file, words, { env, stdio: ['pipe', 'ignore', 'ignore'] });
    const [code, signal] = await once(child, 'close');
    expect([code, signal]).toEqual([null, 'SIGTERM']);
  });

  test('without one it says what is needed, on stderr alone, and ends with 2', () => {
    const alone = join(folder, 'alone/bin');
    mkdirSync(alone, { recursive: true });
    for (const name of ['oktsec.js', 'package.json']) copyFileSync(join(root, 'bin', name), join(alone, name));
    for (const name of ['version', 'proxy']) {
      const [file, words] = command(join(alone, 'oktsec.js'), name, '--', 'cat');
      const done = spawnSync(file, words, { env, encoding: 'utf8' });
      expect(done).toMatchObject({ status: 2, stdout: '' });
      expect(done.stderr).toBe(
        `oktsec: error: this is node ${old.version}, oktsec needs 22.14 or later\n` +
          'oktsec: hint: install a current node from https://nodejs.org, then run the same command again\n',
      );
    }
  });
});
