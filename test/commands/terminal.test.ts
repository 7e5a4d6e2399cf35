import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hasPython } from '../fixtures/commands/python.ts';
import { World } from './world.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const terminal = fileURLToPath(new URL('../fixtures/commands/terminal.py', import.meta.url));

function observeIn(world: World, wrap: readonly string[], input = '', detached = false) {
  const [command = '', ...args] = [...wrap, process.execPath, cli, '--home', world.home, 'mode', 'observe', '--yes'];
  return spawnSync(command, args, {
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: world.userHome },
    ...(detached ? { detached: true } : {}),
  });
}

const CONFIG = 'version: "1"\nmode: enforce\n';

test.runIf(hasPython())('the word typed at the controlling terminal is the answer, whatever stdin is', () => {
  const world = new World();
  const path = world.config(CONFIG);
  const no = observeIn(world, ['python3', terminal, 'yes'], 'OBSERVE\nOBSERVE\n');
  expect(no.stderr).toContain('nothing will be stopped any more');
  expect(no.stderr).toContain('not confirmed, nothing was changed');
  expect(no.status).toBe(1);
  expect(readFileSync(path, 'utf8')).toBe(CONFIG);
  const yes = observeIn(world, ['python3', terminal, 'OBSERVE']);
  expect(yes).toMatchObject({ status: 0, stdout: `observe for everything: ${path}\n` });
  expect(readFileSync(path, 'utf8')).toBe(CONFIG.replace('enforce', 'observe'));
});

test('without a controlling terminal stdin and --yes are no answer: exit 2', () => {
  const world = new World();
  const path = world.config(CONFIG);
  const { status, stdout, stderr } = observeIn(world, [], 'OBSERVE\n', true);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('there is no terminal to ask on');
  expect(readFileSync(path, 'utf8')).toBe(CONFIG);
});

test.runIf(hasPython())('on a terminal that was told no size nothing is cut', () => {
  const world = new World();
  const spawn = 'import pty, sys; pty.spawn(sys.argv[1:])';
  const { stdout } = spawnSync('python3', ['-c', spawn, process.execPath, cli, '--home', world.home, 'rules'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: world.userHome, LANG: 'C.UTF-8', PAGER: 'cat' },
    timeout: 20_000,
  });
  expect(stdout).toContain('Anthropic API key');
  expect(stdout).not.toContain('…');
});

test('a reader that goes away is no error', () => {
  const world = new World();
  const { stdout, stderr, status } = spawnSync(
    'sh',
    ['-c', `"$1" "$2" --home "$3" rules --json | head -c 20; exit 0`, 'sh', process.execPath, cli, world.home],
    { encoding: 'utf8' },
  );
  expect({ length: stdout.length, stderr, status }).toEqual({ length: 20, stderr: '', status: 0 });
});

test.runIf(existsSync('/dev/full'))('what cannot be written because the disk is full is told in a line: exit 2', () => {
  const world = new World();
  const into = (...argv: string[]) =>
    spawnSync('sh', ['-c', '"$0" "$@" > /dev/full', process.execPath, cli, '--home', world.home, ...argv], {
      encoding: 'utf8',
      input: '{"id":1,"text":"hello"}\n{"id":2,"text":"hello"}\n',
    });
  for (const argv of [['logs'], ['rules', '--json'], ['scan', '--jsonl', '-']]) {
    const { stderr, status } = into(...argv);
    expect({ argv, stderr, status }).toEqual({
      argv,
      stderr: 'oktsec: error: what it says cannot be written: the disk is full (ENOSPC)\n',
      status: 2,
    });
  }
});

test('a command of its own process ends with its exit code', () => {
  const world = new World();
  const run = (...argv: string[]) =>
    spawnSync(process.execPath, [cli, '--home', join(world.home), ...argv], { encoding: 'utf8' });
  expect(run('version')).toMatchObject({ status: 0, stderr: '' });
  expect(run('logs', 'show', 'N0NE')).toMatchObject({ status: 1, stdout: '' });
  expect(run('nothing')).toMatchObject({ status: 2, stdout: '' });
});
