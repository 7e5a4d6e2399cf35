import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { entry, held, World } from './world.ts';

const bin = fileURLToPath(new URL('../../bin/oktsec.js', import.meta.url));

async function offered(world: World, ...words: string[]): Promise<string[]> {
  const { code, out, err } = await world.run(['__complete', '--', ...words]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0] ?? '');
}

test('commands, what is below them, options and their choices', async () => {
  const world = new World();
  expect(await offered(world, '')).toEqual(expect.arrayContaining(['proxy', 'logs', 'doctor', 'help']));
  expect(await offered(world, 'lo')).toEqual(['logs']);
  expect(await offered(world, 'logs', 'v')).toEqual(['verify']);
  expect(await offered(world, 'logs', '--st')).toEqual(['--status']);
  expect(await offered(world, 'logs', '--status', '')).toContain('blocked');
  expect(await offered(world, 'logs', '--status=bl')).toEqual(['--status=blocked']);
  expect(await offered(world, 'mode', 'e')).toEqual(['enforce']);
  expect(await offered(world, '--mode', 'o')).toEqual(['observe']);
  expect(await offered(world, 'logs', 'verify', '--anchor', '')).toEqual([':files']);
  expect(await offered(world, 'proxy', '--', 'x')).toEqual([':files']);
  expect(await offered(world, 'nothing', '')).toEqual([]);
});

test('rules, agents, references and tokens of this machine', async () => {
  const world = new World();
  await world.record(entry(), held('H3LD77'));
  await world.run(['tokens', 'create', 'ci', '--scope', 'scan']);
  expect(await offered(world, 'rules', '--explain', 'CRED-00')).toContain('CRED-001');
  expect(await offered(world, 'logs', '--agent', 'cursor')).toContain('cursor.files');
  expect(await offered(world, 'allow', '')).toContain('H3LD77');
  expect(await offered(world, 'logs', 'show', 'H')).toEqual(['H3LD77']);
});

test('clients that are here, and the servers of one', async () => {
  const world = new World();
  mkdirSync(join(world.userHome, '.cursor'));
  world.write(join(world.userHome, '.cursor/mcp.json'), '{"mcpServers":{"files":{"command":"npx","args":["x"]}}}');
  expect(await offered(world, 'discover', '')).toEqual(['cursor', 'cursor/files']);
});

test('looking makes nothing, and a broken config is no error', async () => {
  const fresh = new World();
  await offered(fresh, 'logs', '--agent', '');
  expect(existsSync(fresh.home)).toBe(false);
  const broken = new World();
  broken.config('version: [');
  expect(await offered(broken, 'rules', '--explain', 'X')).toEqual([]);
});

test('what a shell is told is shown without what a terminal would obey', async () => {
  const world = new World();
  await world.record(entry({ to: 'a\u001b[2Jb' }));
  const { out } = await world.run(['__complete', '--', 'logs', '--agent', '']);
  expect(out).toContain('a\\x1b[2Jb');
  expect(out).not.toContain('\u001b');
});

test('bash completes with it', () => {
  const world = new World();
  writeFileSync(join(world.cwd, 'oktsec'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, { mode: 0o755 });
  const script = `
    eval "$(oktsec completions bash)"
    try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _oktsec; printf '%s\\n' "\${COMPREPLY[*]}"; }
    try oktsec lo
    try oktsec logs --status b
    try oktsec tokens r`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    env: { PATH: `${world.cwd}:${process.env.PATH}`, HOME: world.userHome },
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'logs\nblocked\nrevoke\n', stderr: '' });
});

test.each(['bash', 'zsh', 'fish'])('the script for %s is one that the shell can read', async (shell) => {
  const { code, out } = await new World().run(['completions', shell]);
  expect(code).toBe(0);
  expect(out).toContain('__complete --');
  if (spawnSync(shell, ['-c', 'true']).status !== 0) return;
  execFileSync(shell, [shell === 'fish' ? '--no-execute' : '-n'], { input: out });
});

test('without a word the shell is the one in $SHELL, and one that is not known is exit 2', async () => {
  const world = new World();
  const own = await world.run(['completions'], { env: { SHELL: '/usr/bin/zsh' } });
  expect(own.out).toBe((await world.run(['completions', 'zsh'])).out);
  expect(await world.run(['completions'], { env: { SHELL: '/bin/tcsh' } })).toMatchObject({
    code: 2,
    err: expect.stringContaining('$SHELL is "tcsh"'),
  });
});
