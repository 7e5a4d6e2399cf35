import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';
import { exemptCall } from '../../src/exempting/exempt-call.ts';
import { open } from '../../src/files/config/compile-snapshot.ts';
import { FILES, Machine } from './machine.ts';
import { World } from './world.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** Runs the built command in a process of its own. */
function oktsec(world: World, ...words: string[]) {
  return run(process.execPath, [join(root, 'bin', 'oktsec.js'), '--home', world.home, ...words], {
    env: { ...process.env, HOME: world.userHome },
  });
}

/** What a proxy does with a person's word in the client, in a process of its own. */
function allowedInClient(world: World, call: string) {
  const script = `
    const { exemptCall } = await import('${root}src/exempting/exempt-call.ts');
    const { openFast } = await import('${root}src/files/config/config-file.ts');
    const { open } = await import('${root}src/files/config/compile-snapshot.ts');
    const request = { home: '${world.home}', env: {}, userHome: '${world.userHome}' };
    const { snapshot } = openFast(request) ?? (await open(request));
    const exempted = { rules: ['CRED-001'], server: 'cursor.files', tool: 'read_file', call: '${call}', ref: '7F3KQ2', expires: (Date.now() + 30 * 86_400_000) * 1000 };
    process.stdout.write((await exemptCall(snapshot, exempted, 'ann')).join(' '));
  `;
  return run(process.execPath, ['--input-type=module', '-e', script], { cwd: root });
}

const standing = (world: World) =>
  parseConfig(readFileSync(join(world.home, 'oktsec.yaml'), 'utf8'), 'x', {
    rules: { has: () => true, keys: () => [] },
  });

test('of commands that edit the config at the same moment each is done, and none undoes another', async () => {
  const world = new World();
  world.config('version: "1"\n# mine\nmode: observe\n');
  const names = ['ann', 'ben', 'cem', 'dot'];
  await Promise.all(names.map((name) => oktsec(world, 'mode', 'enforce', '--agent', name)));
  const { agents } = standing(world);
  expect(agents.map(({ name }) => name).sort()).toEqual(names);
  const { stdout } = await oktsec(world, 'logs', '--json');
  expect(
    JSON.parse(stdout).filter((row: { event?: string }) => JSON.stringify(row).includes('mode_changed')),
  ).toHaveLength(4);
});

test("a person's words in several clients and a command at the same moment all stand in the config", async () => {
  const world = new World();
  world.config('version: "1"\n');
  const calls = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
  const done = await Promise.all([
    ...calls.map((call) => allowedInClient(world, call)),
    oktsec(world, 'mode', 'enforce', '--agent', 'ann'),
  ]);
  for (const { stdout } of done.slice(0, 3)) expect(stdout).toMatch(/^allowed /);
  const { agents, rules } = standing(world);
  expect(agents.map(({ name }) => name)).toContain('ann');
  expect(rules.flatMap((entry) => entry.arguments ?? []).sort()).toEqual(calls);
});

test("a person's word in the client is not written into a config that became bad meanwhile", async () => {
  const world = new World();
  world.config('version: "1"\n');
  const request = { home: world.home, env: {}, userHome: world.userHome };
  const { snapshot } = await open(request);
  const bad = 'version: "1"\nmode: often\n';
  world.config(bad);
  const word = { rules: ['CRED-001'], server: 'cursor.files', tool: 'read_file', call: 'a'.repeat(64), ref: '7F3KQ2' };
  const [event, text] = await exemptCall(snapshot, { ...word, expires: 2e15 }, 'ann');
  expect([event, text]).toEqual(['config_error', expect.stringContaining('could not be written into the config')]);
  expect(readFileSync(join(world.home, 'oktsec.yaml'), 'utf8')).toBe(bad);
});

test('what nobody was asked about is not loosened by an edit that was planned on another config', async () => {
  const world = new World();
  world.config('version: "1"\nagents:\n  ann: { mode: enforce }\n');
  const meanwhile = 'version: "1"\nmode: enforce\n';
  const types = () => {
    world.config(meanwhile);
    return 'SET';
  };
  const done = await world.run(['config', 'set', 'agents.ann.mode', 'observe'], { types });
  expect(done).toMatchObject({ code: 2, err: expect.stringContaining('was changed meanwhile, nothing was written') });
  expect(readFileSync(join(world.home, 'oktsec.yaml'), 'utf8')).toBe(meanwhile);
});

test.each([
  ['wrap', 'cursor', '--no-proof'],
  ['mode', 'enforce'],
])('a config that is a link to what is not there now is not replaced by %s', async (...words) => {
  const world = new Machine();
  world.cursor({ files: FILES });
  mkdirSync(world.home, { mode: 0o700 });
  symlinkSync(join(world.folder, 'not-mounted.yaml'), join(world.home, 'oktsec.yaml'));
  const done = await world.run(words);
  expect(done).toMatchObject({
    code: 2,
    err: expect.stringContaining('is a link that leads nowhere, nothing was written'),
  });
  expect(readlinkSync(join(world.home, 'oktsec.yaml'))).toBe(join(world.folder, 'not-mounted.yaml'));
});

test('a config with bytes that are no text is not written back as another text', async () => {
  const world = new World();
  const path = world.config('');
  const bytes = Buffer.from('version: "1"\n# caf\xe9\n', 'latin1');
  world.write(path, bytes);
  const done = await world.run(['mode', 'enforce']);
  expect(done).toMatchObject({ code: 2, err: expect.stringContaining('is not UTF-8 throughout, nothing was written') });
  expect(readFileSync(path).equals(bytes)).toBe(true);
});
