import { expect, test } from 'vitest';
import { type House, runLine } from '../../src/command-line.ts';
import { World } from './world.ts';

test('a command that does not exist is exit 2, with the one that was meant', async () => {
  expect(await new World().run(['lgos'])).toMatchObject({
    code: 2,
    out: '',
    err: 'oktsec: error: "lgos" is no command of oktsec\noktsec: hint: did you mean oktsec logs? oktsec help lists them\n',
  });
});

test('what the system refuses is said without a stack, and a fault of ours with one', async () => {
  const world = new World();
  const failing = (error: Error): House => ({
    commands: [
      {
        name: 'fail',
        group: 'run',
        summary: 'fails',
        load: async () => ({
          define: (command, start) => {
            command.action(() =>
              start(() => {
                throw error;
              }),
            );
          },
        }),
      },
    ],
    start: async () => ({ start: () => 0 }),
    names: () => Promise.reject(error),
  });
  const ran = async (error: Error, ...argv: string[]) => {
    const said = { out: '', err: '', asked: '' };
    const code = await runLine(failing(error), ['fail', ...argv], world.io(said, {}, new AbortController().signal));
    return { code, err: said.err };
  };
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(await ran(full)).toEqual({
    code: 2,
    err: 'oktsec: error: the system refused: the disk is full (ENOSPC)\noktsec: hint: make room; df says how much there is\n',
  });
  expect((await ran(full, '--verbose')).err).toContain('    at ');
  const denied = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/x\u001b/y' });
  expect((await ran(denied)).err).toBe('oktsec: error: the system refused: /x\\x1b/y: permission denied (EACCES)\n');
  expect((await ran(new Error('oh'))).err).toMatch(
    /^oktsec: error: something in oktsec itself failed\nError: oh\n {4}at /,
  );
});

test('an option that does not exist is exit 2, with the one that was meant', async () => {
  const { code, err } = await new World().run(['logs', '--statsu', 'blocked']);
  expect(code).toBe(2);
  expect(err).toContain('unknown option "--statsu"');
  expect(err).toContain('did you mean --status?');
});

test.each([
  [['logs', '--status', 'lost']],
  [['logs', '--limit', '0']],
  [['logs', '--limit', 'many']],
  [['logs', '--since', 'yesterday']],
  [['logs', '--agent']],
  [['logs', '--limit', '3', 'show', '1']],
  [['logs', 'export', '--csv', '--json']],
  [['logs', 'prune']],
  [['logs', 'prune', '--older-than', '-3']],
  [['scan']],
  [['scan', 'a', '--text', 'b']],
  [['scan', '--jsonl', '-', '--channel', 'file']],
  [['scan', '--jsonl', '-', '--fail-on', 'block']],
  [['scan', '--text', 'x', '--channel', 'nowhere']],
  [['scan', 'no-such-file']],
  [['rules', '--category', 'nothing']],
  [['rules', 'extra']],
  [['mode', 'strict']],
  [['mode', '--agent', 'a']],
  [['mode', 'enforce', '--tool', 't']],
  [['mode', 'enforce', '--mode', 'observe']],
  [['allow', '--once']],
  [['allow', '7F3KQ2']],
  [['allow', '7F3KQ2', '--once', '--tool']],
  [['allow', '7F3KQ2', '--once', '--for', '3d']],
  [['trust', '--config', 'x']],
  [['--home', '', 'logs']],
  [['--home', 'x', 'proxy', '--', 'true']],
])('%j could not be done: exit 2, one error line, nothing on stdout', async (argv) => {
  const { code, out, err } = await new World().run(argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^oktsec: error: [^\n]+\n(oktsec: hint: [^\n]+\n)?$/);
});

test.each([['logs'], ['rules'], ['verify'], ['doctor'], ['version']])(
  '--mode is refused by %s, on which it would change nothing',
  async (name) => {
    const { code, err } = await new World().run([name, '--mode', 'enforce']);
    expect(code).toBe(2);
    expect(err).toContain(`--mode changes nothing for oktsec ${name}`);
  },
);

test('global options may stand before the command and after it', async () => {
  const world = new World();
  const before = await world.run(['--json', '--home', world.home, 'logs']);
  expect(before).toMatchObject({ code: 0, out: '[]\n', err: '' });
  expect(await world.run(['logs', `--home=${world.home}`, '--json'])).toEqual(before);
});

test('what was typed is shown without what a terminal would obey', async () => {
  const { err } = await new World().run(['\u001b[2Jlogs\u202e']);
  expect(err).toContain('"\\x1b[2Jlogs\\u202e" is no command');
  expect(err).not.toMatch(/[\u001b\u202e]/);
});

test('the version, plain and as JSON', async () => {
  const world = new World();
  expect((await world.run(['version'])).out).toMatch(/^oktsec \d+\.\d+\.\d+\n$/);
  expect((await world.run(['--version'])).out).toBe((await world.run(['version'])).out);
  expect(JSON.parse((await world.run(['version', '--json'])).out)).toEqual([
    { version: expect.any(String), node: process.versions.node, platform: process.platform },
  ]);
});

test('serve --stop and --code stand alone: an option beside them would do nothing', async () => {
  for (const [words, option] of [
    [['--stop', '--port', '0'], '--port does not apply to serve --stop'],
    [['--code', '--background'], '--background does not apply to serve --code'],
    [['--code', '--stop'], 'does not apply to serve --'],
  ] as const) {
    const { code, err } = await new World().run(['serve', ...words]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(option) as string });
  }
});
