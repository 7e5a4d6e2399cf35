import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/command.ts';
import { COMMANDS } from '../../src/command-table.ts';
import { examplesOf } from '../../src/help/examples.ts';
import { addCommand, addFooters, makeProgram } from '../../src/help/program.ts';
import { entry, World } from './world.ts';

const listed = COMMANDS.filter((entry) => entry.group !== undefined);

async function defined(entry: Entry): Promise<{ readonly program: Command; readonly command: Command }> {
  const program = makeProgram(new World().io({ out: '', err: '', asked: '' }, {}, new AbortController().signal));
  const command = addCommand(program, entry);
  (await entry.load()).define(command, async () => {});
  addFooters(command, entry.name);
  return { program, command };
}

test('help lists every command', async () => {
  const { code, out, err } = await new World().run(['help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const { name, summary } of listed)
    expect(out).toMatch(new RegExp(`^.{10}${name} +${summary.slice(0, 20)}`, 'm'));
  expect((await new World().run(['--help'])).out).toBe(out);
  expect((await new World().run(['-h'])).out).toBe(out);
});

test.each(listed.map(({ name }) => name))('help of %s, asked for in both ways', async (name) => {
  const world = new World();
  const one = await world.run(['help', name]);
  const other = await world.run([name, '--help']);
  expect(one.code).toBe(0);
  expect(one.out).toContain(`oktsec ${name}`);
  expect(other).toEqual(one);
});

test.each([
  ['--out', ['keygen', '--agent', 'ann', '--out', '']],
  ['--keys', ['init', '--keys', '']],
  ['--anchor', ['logs', 'verify', '--anchor', '']],
  ['a path', ['scan', '']],
  ['a path', ['scan', 'src', '']],
  ['a path', ['verify', '']],
])('%s that is empty does not mean the folder that one is in', async (what, words) => {
  const world = new World();
  expect(await world.run(words)).toEqual({
    code: 2,
    out: '',
    err: `oktsec: error: ${what} is empty\noktsec: hint: a variable that is not set?\n`,
    asked: '',
  });
  expect(readdirSync(world.cwd)).toEqual([]);
});

test.each([
  [['eval', '/nowhere/x']],
  [['scan', '/nowhere/x']],
  [['scan', '--jsonl', '/nowhere/x']],
  [['logs', 'verify', '--anchor', '/nowhere/x']],
  [['verify', '/nowhere/x']],
])('%j says in words why the file cannot be read', async (words) => {
  const world = new World();
  await world.record(entry());
  const { code, err } = await world.run(words);
  expect(code).toBe(2);
  expect(err).toMatch(/\/nowhere\/x.*: there is no such file or folder \(ENOENT\)$/m);
});

test('a command that needs another word says which there are', async () => {
  for (const [name, below] of [
    ['policy', 'suggest, test'],
    ['service', 'install'],
  ] as const) {
    const { code, out, err } = await new World().run([name]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`oktsec: error: what oktsec ${name} is to do was not said\noktsec: hint: one of ${below}`);
  }
});

describe.each(listed.map((entry) => [entry.name, entry] as const))('%s', (name, entry) => {
  test('and what is below it has three examples that are command lines of it', async () => {
    const { command } = await defined(entry);
    const paths = [name, ...command.commands.map((child) => `${name} ${child.name()}`)];
    for (const path of paths) {
      const examples = examplesOf(path);
      expect(examples.length, path).toBeGreaterThanOrEqual(3);
      for (const [line, what] of examples) {
        expect(what).not.toBe('');
        expect(line).toContain(`oktsec ${name}`);
        if (name !== 'proxy') await expect(parsed(entry, line), line).resolves.toBeUndefined();
      }
    }
  });
});

/** Lets the parser read a line with nothing run. */
async function parsed(entry: Entry, line: string): Promise<void> {
  const { program } = await defined(entry);
  const words = line
    .replace(/ >.*$/, '')
    .replace(/^source <\((.*)\)$/, '$1')
    .matchAll(/"([^"]*)"|(\S+)/g);
  const argv = [...words].map((match) => match[1] ?? match[2] ?? '').slice(1);
  await program.parseAsync(argv, { from: 'user' });
}

test('the examples stand in the help, and the global options are named', async () => {
  const { out } = await new World().run(['logs', 'show', '--help']);
  expect(out).toContain('  oktsec logs show 7F3KQ2          by the reference in a refusal\n');
  expect(out).toContain('--config --home --json');
});

test('the man page has every command, and a formatter finds nothing wrong with it', async () => {
  const { code, out } = await new World().run(['help', '--man']);
  expect(code).toBe(0);
  for (const { name } of listed) expect(out).toContain(`.SS "oktsec ${name.replaceAll('-', '\\-')}`);
  expect(out).not.toContain('__complete');
  let groff: string;
  try {
    groff = execFileSync('groff', ['--version'], { encoding: 'utf8' });
  } catch {
    return;
  }
  expect(groff).toContain('groff');
  const page = execFileSync('groff', ['-man', '-Tutf8', '-ww'], { input: out, encoding: 'utf8', stdio: 'pipe' });
  expect(page).toContain('oktsec - a firewall for AI agents');
  expect(page).toContain('oktsec logs show 7F3KQ2');
});

test.each([
  [['logs', 'shwo', '3'], '"shwo" is no command of oktsec logs', 'did you mean oktsec logs show?'],
  [['tokens', 'crate', 'x'], '"crate" is no command of oktsec tokens', 'did you mean oktsec tokens create?'],
  [['logs', '7F3KQ2'], '"7F3KQ2" is no command of oktsec logs', 'oktsec logs show 7F3KQ2'],
  [['logs', '14'], '"14" is no command of oktsec logs', 'oktsec logs show 14'],
  [['quarantine', '7f3kq2'], '"7f3kq2" is no command of oktsec quarantine', 'oktsec quarantine show 7f3kq2'],
  [['rules', 'CRED-001'], '"CRED-001" is no command of oktsec rules', 'oktsec rules --explain CRED-001'],
  [['rules', 'tset'], '"tset" is no command of oktsec rules', 'did you mean oktsec rules test?'],
  [['tokens', 'xyzzy'], '"xyzzy" is no command of oktsec tokens', 'one of list, create, revoke'],
  [['mode', 'enforcing'], '"enforcing" is no mode: allowed choices are observe, enforce', 'oktsec mode --help'],
  [
    ['logs', '--status', 'x'],
    '--status "x" is not known: allowed choices are delivered, quarantined, blocked, rejected',
    'oktsec logs --help',
  ],
  [['logs', '--agnet', 'x'], 'unknown option "--agnet"', 'did you mean --agent? oktsec logs --help'],
  [['logs', 'verify', '--ancor', 'x'], 'unknown option "--ancor"', 'did you mean --anchor? oktsec logs verify --help'],
])('%j: what was meant', async (argv, error, hint) => {
  const { code, err } = await new World().run(argv);
  expect({ code, err }).toEqual({ code: 2, err: `oktsec: error: ${error}\noktsec: hint: ${hint}\n` });
});

describe('colour', () => {
  const coloured = async (argv: readonly string[], columns: number | undefined, env = {}) => {
    const { out } = await new World().run(['rules', '--category', 'credentials', ...argv], {
      env,
      ...(columns === undefined ? {} : { columns }),
    });
    return out.includes('\u001b[');
  };
  test.each([
    [[], 100, {}, true],
    [[], undefined, {}, false],
    [[], 100, { NO_COLOR: '1' }, false],
    [[], 100, { NO_COLOR: '' }, true],
    [[], 100, { CI: 'true' }, false],
    [[], undefined, { FORCE_COLOR: '1' }, true],
    [[], undefined, { FORCE_COLOR: '1', CI: 'true' }, true],
    [[], 100, { FORCE_COLOR: '0' }, false],
    [[], undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [['--color'], undefined, { NO_COLOR: '1' }, true],
    [['--no-color'], 100, { FORCE_COLOR: '1' }, false],
    [[], 100, { TERM: 'dumb' }, false],
  ] as const)('%j on %s columns with %j: %s', async (argv, columns, env, expected) => {
    expect(await coloured(argv, columns, env)).toBe(expected);
  });
});
