import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

/** A world with `oktsec` among the commands, and the completions of a shell in a file. */
async function withShell(shell: string, file: string): Promise<{ env: NodeJS.ProcessEnv; folder: string }> {
  const world = new World();
  writeFileSync(join(world.cwd, 'oktsec'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, { mode: 0o755 });
  const { out } = await world.run(['completions', shell]);
  writeFileSync(join(world.cwd, file), out);
  return { env: { PATH: `${world.cwd}:${process.env.PATH}`, HOME: world.userHome, TERM: 'dumb' }, folder: world.cwd };
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
  expect(await offered(world, 'help', 'lo')).toEqual(['logs']);
  expect(await offered(world, 'help', 'logs', '')).toContain('verify');
  expect(await offered(world, 'help', 'logs', 'verify', '')).toEqual([]);
  expect(await offered(world, 'help', 'nothing', '')).toEqual([]);
});

test('rules, agents, references and tokens of this machine', async () => {
  const world = new World();
  await world.record(entry(), held('H3LD77'));
  await world.run(['tokens', 'create', 'ci', '--scope', 'scan']);
  expect(await offered(world, 'rules', '--explain', 'CRED-00')).toContain('CRED-001');
  expect(await offered(world, 'logs', '--agent', 'cursor')).toContain('cursor.files');
  expect(await offered(world, 'allow', '')).toContain('H3LD77');
  expect(await offered(world, 'logs', 'show', 'H')).toEqual(['H3LD77']);
  await world.record(held('G0NE77'));
  await world.run(['quarantine', 'reject', 'G0NE77', '--reviewer', 'ops']);
  expect(await offered(world, 'quarantine', 'show', '')).toEqual(expect.arrayContaining(['H3LD77', 'G0NE77']));
  expect(await offered(world, 'quarantine', 'approve', '')).toEqual(['H3LD77']);
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

test('bash completes with it', async () => {
  const { env } = await withShell('bash', 'oktsec.bash');
  const script = `
    eval "$(oktsec completions bash)"
    try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _oktsec; printf '%s\\n' "\${COMPREPLY[*]}"; }
    try oktsec lo
    try oktsec logs --status b
    try oktsec tokens r`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8', env });
  expect({ stdout, stderr }).toEqual({ stdout: 'logs\nblocked\nrevoke\n', stderr: '' });
});

test.skipIf(!has('fish'))('fish completes with it', async () => {
  const { env, folder } = await withShell('fish', 'oktsec.fish');
  const script = `source oktsec.fish; for line in 'oktsec lo' 'oktsec logs --status b' 'oktsec tokens r'; complete -C "$line"; end`;
  const { stdout } = spawnSync('fish', ['--no-config', '-c', script], { encoding: 'utf8', env, cwd: folder });
  const words = stdout.split('\n').map((line) => line.split('\t')[0]);
  expect(words.filter((word) => word !== '')).toEqual(['logs', 'blocked', 'revoke']);
});

test.skipIf(!has('zsh'))('zsh completes with it', async () => {
  const { env, folder } = await withShell('zsh', '_oktsec');
  // A shell in a terminal of its own, which reads keys. Each read waits for what is looked for.
  const script = `
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell "fpath=($1 $fpath); autoload -Uz compinit; compinit -u -D; PROMPT=; print ready"
    zpty -r -m shell seen '*ready*ready*'
    zpty -n -w shell $'oktsec logs --status b\t'
    zpty -r -m shell seen '*--status blocked*' && print -- completed
    zpty -d shell`;
  const { stdout } = spawnSync('zsh', ['-f', '-c', script, 'zsh', folder], {
    encoding: 'utf8',
    env,
    cwd: folder,
    timeout: 20_000,
  });
  expect(stdout).toBe('completed\n');
});

test.each(['bash', 'zsh', 'fish'])('the script for %s is one that the shell can read', async (shell) => {
  const { env, folder } = await withShell(shell, 'completions');
  const script = join(folder, 'completions');
  expect(readFileSync(script, 'utf8')).toContain('__complete --');
  if (!has(shell)) return;
  execFileSync(shell, [shell === 'fish' ? '--no-execute' : '-n', script], { env });
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
