import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isTrusted, trustFile } from '../../src/files/trust.ts';
import { World } from './world.ts';

test('a config without a fault, and no config at all', async () => {
  const world = new World();
  expect(await world.run(['verify'])).toMatchObject({ code: 0, out: 'ok: no config file, the defaults stand\n' });
  const path = world.config('version: "1"\n');
  expect(await world.run(['verify'])).toMatchObject({ code: 0, out: `ok: ${path}\n`, err: '' });
});

test('every problem is named with file, line and column', async () => {
  const world = new World();
  const path = world.config('version: "1"\nmodes: enforce\nrules_dirs: [x]\n');
  const { code, err, out } = await world.run(['verify']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(`${path}:2:1: unknown key "modes"`);
  expect(err).toContain(`${path}:3:1: unknown key "rules_dirs"`);
  const json = await world.run(['verify', '--json']);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toHaveLength(2);
});

test.each([
  ['an unknown key', 'version: "1"\nmodes: enforce\n', /:2:1: unknown key "modes"/],
  [
    'an unknown rule',
    'version: "1"\nrules: [{ id: CRED-999999, action: block }]\n',
    /:2:\d+: unknown rule "CRED-999999"/,
  ],
  ['broken YAML', 'version: "1\n', /oktsec\.yaml:\d+:\d+: /],
])('every command says %s: exit 2', async (_, text, said) => {
  const world = new World();
  world.config(text);
  for (const argv of [
    ['logs'],
    ['logs', 'verify'],
    ['rules'],
    ['scan', '--text', 'x'],
    ['mode'],
    ['mode', 'enforce'],
    [],
  ]) {
    const { code, out, err } = await world.run(argv);
    expect({ argv, code, out }).toEqual({ argv, code: 2, out: '' });
    expect(err).toMatch(said);
  }
});

test('a config in the place of a signed message is answered by the option it belongs to', async () => {
  const world = new World();
  const path = world.config('version: "1"\n');
  const { code, err } = await world.run(['verify', path]);
  expect(code).toBe(2);
  expect(err).toContain(`verify --config ${path}`);
});

test('a config that is named and not there is exit 2', async () => {
  const world = new World();
  for (const argv of [['verify'], ['logs'], ['rules']]) {
    const { code, err } = await world.run([...argv, '--config', 'nowhere.yaml']);
    expect(code).toBe(2);
    expect(err).toContain('nowhere.yaml');
  }
});

test('a home that is no folder or that others can write to is exit 2', async () => {
  const world = new World();
  const file = world.write('file', 'x');
  expect(await world.run(['logs', '--home', file])).toMatchObject({ code: 2, out: '' });
  mkdirSync(world.home);
  chmodSync(world.home, 0o777);
  const { code, err } = await world.run(['logs']);
  expect(code).toBe(2);
  expect(err).toContain('can be written by other users');
});

test('an oktsec.yaml of the working directory counts once it was trusted at the terminal, and as it was then', async () => {
  const world = new World();
  const path = world.write('oktsec.yaml', 'version: "1"\nmode: enforce\n');
  const before = await world.run(['mode']);
  expect(before.err).toContain('oktsec trust');
  expect(before.out).toMatch(/^observe +everything/m);
  expect(await world.run(['trust', '--yes'], { stdin: 'TRUST\n' })).toMatchObject({ code: 2 });
  expect(await world.run(['trust'], { types: 'yes' })).toMatchObject({ code: 1 });
  const trusted = await world.run(['trust'], { types: 'TRUST' });
  expect(trusted).toMatchObject({ code: 0, err: '' });
  expect(trusted.out).toContain(path);
  expect((await world.run(['logs', '--json'])).out).toContain('"method": "trusted"');
  expect((await world.run(['mode'])).out).toMatch(/^enforce +everything/m);
  world.write('oktsec.yaml', 'version: "1"\nmode: observe\n# changed\n');
  expect((await world.run(['mode'])).err).toContain('oktsec trust');
});

test('an oktsec.yaml that leads to a device is not read, neither by trust nor otherwise', async () => {
  const world = new World();
  symlinkSync('/dev/zero', join(world.cwd, 'oktsec.yaml'));
  expect((await world.run(['mode'])).err).toContain('is not used');
  const trusted = await world.run(['trust'], { types: 'TRUST' });
  expect(trusted).toMatchObject({ code: 2, err: expect.stringContaining('/dev/zero is no file') });
});

test('what counts is what the question was about, whatever stands there by then', () => {
  const world = new World();
  const path = world.write('oktsec.yaml', 'version: "1"\nmode: observe\n');
  const asked = Buffer.from('version: "1"\nmode: enforce\n');
  mkdirSync(world.home, { mode: 0o700 });
  expect(trustFile(world.home, path, asked).path).toBe(path);
  expect(isTrusted(world.home, path)).toBe(false);
  world.write('oktsec.yaml', asked);
  expect(isTrusted(world.home, path)).toBe(true);
});

test('a change that we make ourselves keeps the trust', async () => {
  const world = new World();
  const path = world.write('oktsec.yaml', 'version: "1"\n');
  await world.run(['trust'], { types: 'TRUST' });
  expect(await world.run(['mode', 'enforce'])).toMatchObject({ code: 0, err: '' });
  expect(readFileSync(path, 'utf8')).toContain('mode: enforce');
  expect((await world.run(['mode'])).out).toMatch(/^enforce +everything/m);
});

test('a faulty oktsec.yaml is not trusted, nor is one that is not there', async () => {
  const world = new World();
  expect(await world.run(['trust'], { types: 'TRUST' })).toMatchObject({ code: 2 });
  world.write('oktsec.yaml', 'version: "1"\nmodes: x\n');
  const { code, err } = await world.run(['trust'], { types: 'TRUST' });
  expect(code).toBe(2);
  expect(err).toContain(`${join(world.cwd, 'oktsec.yaml')}:2:1`);
});
