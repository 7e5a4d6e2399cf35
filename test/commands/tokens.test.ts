import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isToken } from '../../src/tokens/token.ts';
import { held, NOW, World } from './world.ts';

const DAY = 86_400_000_000;

test('a token is shown once; the list has its name, never the token', async () => {
  const world = new World();
  const made = await world.run(['tokens', 'create', 'ci', '--scope', 'scan,audit:read']);
  expect(made.code).toBe(0);
  expect(isToken(made.out.trim())).toBe(true);
  expect(made.err).toContain('ci: scan, audit:read, until 2027-02-19T14:00:00Z');
  const { out } = await world.run(['tokens', 'list']);
  expect(out).toMatch(/^ci +90 d left +2026-11-21 +scan, audit:read$/m);
  expect(out + (await world.run(['tokens', '--json'])).out).not.toContain(made.out.trim());
  expect((await world.run(['tokens', '--json'], { now: NOW + 91 * DAY })).out).toContain('"state": "expired"');
});

test('no tokens yet is an empty list, and looking makes no home', async () => {
  const world = new World();
  expect(await world.run(['tokens', 'list', '--json'])).toMatchObject({ code: 0, out: '[]\n' });
  expect(() => statSync(world.home)).toThrow('ENOENT');
});

test('a token can go straight into a file that only its owner reads, and never over another', async () => {
  const world = new World();
  const { code, out } = await world.run(['tokens', 'create', 'ci', '--scope', 'scan', '--out', 'ci.token']);
  const path = join(world.cwd, 'ci.token');
  expect({ code, out }).toEqual({ code: 0, out: `${path}\n` });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(isToken(readFileSync(path, 'utf8').trim())).toBe(true);
  const again = await world.run(['tokens', 'create', 'other', '--scope', 'scan', '--out', 'ci.token']);
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('is there already') });
  expect((await world.run(['tokens', 'list'])).out).not.toContain('other');
});

test('a token that loosens is asked for on the terminal, whatever else is given', async () => {
  const world = new World();
  const words = ['tokens', 'create', 'boss', '--scope', 'review', '--yes'];
  const unasked = await world.run(words);
  expect(unasked).toMatchObject({ code: 2, out: '' });
  // What the command refuses is not recommended here.
  expect(unasked.err).toContain('type TOKEN when it asks; --yes, stdin and a token do not answer it');
  expect((await world.run([...words, '--token-file', 'token'])).err).toContain('--token-file changes nothing');
  expect(await world.run(words, { types: 'yes' })).toMatchObject({ code: 1, out: '' });
  expect((await world.run(['tokens', 'create', 'x', '--scope', 'agents:write'], { types: '' })).code).toBe(1);
  const made = await world.run(words, { types: 'TOKEN' });
  expect(made.code).toBe(0);
  expect(made.asked).toContain('whoever holds the token boss can use review on this machine');
});

test('revoke ends it at once; what is not there is exit 1 with what was meant', async () => {
  const world = new World();
  await world.run(['tokens', 'create', 'ci', '--scope', 'scan']);
  expect(await world.run(['tokens', 'create', 'ci', '--scope', 'scan'])).toMatchObject({ code: 2, out: '' });
  expect((await world.run(['tokens', 'revoke', 'cii'])).err).toContain('did you mean ci?');
  expect((await world.run(['tokens', 'revoke', 'ci'])).out).toBe('ci is revoked\n');
  const twice = await world.run(['tokens', 'revoke', 'ci']);
  expect(twice).toMatchObject({ code: 1, err: expect.stringContaining('it was revoked') });
  expect((await world.run(['tokens', 'list'])).out).toMatch(/^ci +revoked/m);
});

test.each([
  [['tokens', 'create', 'ci']],
  [['tokens', 'create', '-x', '--scope', 'scan']],
  [['tokens', 'create', 'a b', '--scope', 'scan']],
  [['tokens', 'create', 'ci', '--scope', 'everything']],
  [['tokens', 'create', 'ci', '--scope', 'scan', '--expires', 'never']],
  [['tokens', 'create', 'ci', '--scope', 'scan', '--expires', '400d']],
  [['tokens', 'crate', 'ci']],
  [['rules', '--token-file', 'x']],
])('%j could not be done: exit 2 and one error line', async (argv) => {
  const { code, out, err } = await new World().run(argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^oktsec: error: [^\n]+\n(oktsec: hint: [^\n]+\n)?$/);
});

const ENFORCE = 'version: "1"\nmode: enforce\n';

/** A world that enforces and whose owner keeps a token of this scope in `token`. */
async function withToken(scope: string): Promise<{ readonly world: World; readonly path: string }> {
  const world = new World();
  world.config(ENFORCE);
  const words = ['tokens', 'create', 'cron', '--scope', scope, '--expires', '1d', '--out', 'token'];
  await world.run(words, { types: 'TOKEN' });
  return { world, path: join(world.cwd, 'token') };
}

test('where there is no terminal a token of scope review answers, and the row says which', async () => {
  const { world } = await withToken('review');
  const { code } = await world.run(['mode', 'observe', '--token-file', 'token']);
  expect(code).toBe(0);
  expect(readFileSync(join(world.home, 'oktsec.yaml'), 'utf8')).toContain('mode: observe');
  const [row] = JSON.parse((await world.run(['logs', '--json'])).out) as { note: string }[];
  expect(row?.note).toContain('by token cron');
});

test('every command that loosens takes the same answer', async () => {
  const { world } = await withToken('review');
  await world.record(held('H3LD77'));
  world.write('oktsec.yaml', 'version: "1"\n');
  const given = ['--token-file', 'token'];
  expect((await world.run(['allow', 'H3LD77', '--once', ...given])).code).toBe(0);
  expect((await world.run(['trust', ...given])).code).toBe(0);
  expect((await world.run(['logs', 'prune', '--older-than', '900', ...given])).code).toBe(0);
  expect((await world.run(['mode', 'observe', ...given])).code).toBe(0);
});

test.each([
  ['another scope', 'scan', () => {}, 'without the scope review'],
  ['a file that others read', 'review', (path: string) => chmodSync(path, 0o640), 'can be read by others'],
])('%s answers nothing', async (_, scope, spoil, why) => {
  const { world, path } = await withToken(scope);
  spoil(path);
  const { code, err } = await world.run(['mode', 'observe', '--token-file', 'token']);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
  expect(readFileSync(join(world.home, 'oktsec.yaml'), 'utf8')).toBe(ENFORCE);
});

test('case 232: a token is not read through a link, out of a folder, or from where there is none', async () => {
  const { world } = await withToken('review');
  symlinkSync(join(world.cwd, 'token'), join(world.cwd, 'link'));
  mkdirSync(join(world.cwd, 'folder'));
  for (const [name, why] of [
    ['link', 'it is a symbolic link'],
    ['folder', 'is no file'],
    ['none', 'ENOENT'],
  ] as const) {
    const { code, err } = await world.run(['mode', 'observe', '--token-file', name]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
  }
});

test('neither $OKTSEC_TOKEN nor an expired or revoked token answers', async () => {
  const { world, path } = await withToken('review');
  const token = readFileSync(path, 'utf8').trim();
  const run = (argv: readonly string[], more = {}) => world.run(['mode', 'observe', ...argv], more);
  const unasked = (await run([], { env: { OKTSEC_TOKEN: token } })).err;
  expect(unasked).toContain('there is no terminal to ask on');
  expect(unasked).toContain('or give --token-file FILE');
  expect((await run(['--token-file', 'token'], { now: NOW + 2 * DAY })).err).toContain('has expired');
  await world.run(['tokens', 'revoke', 'cron']);
  expect((await run(['--token-file', 'token'])).err).toContain('was revoked');
  expect(readFileSync(join(world.home, 'oktsec.yaml'), 'utf8')).toBe(ENFORCE);
});
