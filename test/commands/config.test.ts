import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { changesBetween } from '../../src/config/loosening.ts';
import { checkConfig } from '../../src/config/parse.ts';
import { leaves, spelled } from '../../src/config/spelled.ts';
import { isTrusted } from '../../src/files/trust.ts';
import { World } from './world.ts';

const CONFIG = `# mine
version: "1"
mode: enforce   # since Monday
agents:
  cursor: { description: the editor }
  cursor.github: { server: true, tools: { deny: [delete_repo] } }
quarantine:
  expiry_hours: 12
`;

function world(text = CONFIG): { readonly world: World; readonly path: string; readonly text: () => string } {
  const made = new World();
  const path = made.config(text);
  return { world: made, path, text: () => readFileSync(path, 'utf8') };
}

test('path: the one that counts, and why', async () => {
  const { world: there, path } = world();
  expect(await there.run(['config', 'path'])).toMatchObject({ code: 0, out: `${path}\n`, err: 'of the home\n' });
  const none = await new World().run(['config', 'path', '--json']);
  expect(JSON.parse(none.out)).toMatchObject([{ exists: false, from: 'none' }]);
});

test('get: what counts now, from the file or a default; names may hold dots', async () => {
  const { world: there } = world();
  const get = async (key: string) => (await there.run(['config', 'get', key])).out;
  expect(await get('mode')).toBe('enforce\n');
  expect(await get('quarantine.expiry_hours')).toBe('12\n');
  expect(await get('quarantine.approval_ttl')).toBe('10m\n');
  expect(await get('limits.max_frame')).toBe('10MiB\n');
  expect(await get('agents.cursor.github.tools.deny')).toBe('- delete_repo\n');
  const slip = await there.run(['config', 'get', 'quarantine.expiry_hour']);
  expect(slip).toMatchObject({ code: 1, err: expect.stringContaining('did you mean quarantine.expiry_hours?') });
});

test('set: what tightens is done without a question, comments and order stay, and there is a row', async () => {
  const { world: there, path, text } = world();
  const { code, out } = await there.run(['config', 'set', 'agents.cursor.github.mode', 'enforce']);
  expect({ code, out }).toEqual({ code: 0, out: `agents.cursor.github.mode: enforce: ${path}\n` });
  expect(text()).toBe(
    CONFIG.replace(
      'server: true, tools: { deny: [delete_repo] } }',
      'server: true, tools: { deny: [delete_repo] }, mode: enforce }',
    ),
  );
  await there.run(['config', 'set', 'agents.cursor.github.tools.deny', '[delete_repo, push]']);
  expect(text()).toContain('deny: [delete_repo, push]');
  expect(text()).toContain('# since Monday');
  const rows = JSON.parse((await there.run(['logs', '--json'])).out) as { method: string; note: string }[];
  expect(rows[0]).toMatchObject({
    method: 'config_edited',
    note: expect.stringContaining('agents.cursor.github.tools.deny by ops'),
  });
});

test('set: what loosens asks for SET and shows what would be; without an answer nothing is written', async () => {
  const { world: there, text } = world();
  const words = ['config', 'set', 'agents.cursor.github.tools.deny', '[]'];
  expect(await there.run([...words, '--yes'])).toMatchObject({ code: 2, out: '' });
  expect(await there.run(words, { types: 'yes' })).toMatchObject({ code: 1 });
  expect(text()).toBe(CONFIG);
  const done = await there.run(words, { types: 'SET' });
  expect(done.code).toBe(0);
  expect(done.asked).toContain('agents.cursor.github.tools.deny: ["delete_repo"] becomes []');
  const [row] = JSON.parse((await there.run(['logs', '--json'])).out) as { method: string }[];
  expect(row?.method).toBe('config_loosened');
  expect((await there.run(['status'])).out).toMatch(/config +agents\.cursor\.github\.tools\.deny by ops/);
});

test.each([
  [['mode', 'strict'], 'bad value "strict" for mode'],
  [['modes', 'enforce'], 'unknown key "modes"'],
  [['quarantine.expiry_hours', 'soon'], 'expiry_hours must be a whole number'],
  [['mode', '[a'], '"[a" is no value'],
  [['mode', '${env:MODE}'], 'bad value "${env:MODE}" for mode'],
])('set %j is refused with the reason, and the file stays', async (words, why) => {
  const { world: there, text } = world();
  const { code, err } = await there.run(['config', 'set', ...words], { types: 'SET' });
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
  expect(text()).toBe(CONFIG);
});

test('set makes the file where none stands', async () => {
  const there = new World();
  expect((await there.run(['config', 'set', 'mode', 'enforce'])).code).toBe(0);
  expect(readFileSync(join(there.home, 'oktsec.yaml'), 'utf8')).toBe('version: "1"\nmode: enforce\n');
});

describe('edit', () => {
  const editing = (script: string) => ({ env: { EDITOR: `"${process.execPath}" -e '${script}' --` } });
  const REPLACE = (from: string, to: string) =>
    `const fs = require("fs"); const p = process.argv.at(-1); fs.writeFileSync(p, fs.readFileSync(p, "utf8").replace("${from}", "${to}"))`;

  test('what holds takes its place, byte for byte as it was typed', async () => {
    const { world: there, text } = world();
    const { code, out } = await there.run(['config', 'edit'], editing(REPLACE('# mine', '# mine, and yours')));
    expect(code).toBe(0);
    expect(out).toContain('the same in effect');
    expect(text()).toBe(CONFIG.replace('# mine', '# mine, and yours'));
    expect(existsSync(join(there.home, 'config-draft.yaml'))).toBe(false);
  });

  test('what does not hold is kept for the next edit, and the config is as it was', async () => {
    const { world: there, text } = world();
    const bad = await there.run(['config', 'edit'], editing(REPLACE('mode: enforce', 'mode: strict')));
    expect(bad).toMatchObject({ code: 2, err: expect.stringContaining('bad value "strict" for mode') });
    expect(bad.err).toContain('config-draft.yaml');
    expect(text()).toBe(CONFIG);
    const good = await there.run(['config', 'edit'], editing(REPLACE('mode: strict', 'mode: enforce # again')));
    expect(good.err).toContain('going on with what was not accepted last time');
    expect(good.code).toBe(0);
    expect(text()).toContain('mode: enforce # again');
  });

  test('what loosens is asked for, and kept where it is not confirmed', async () => {
    const { world: there, text } = world();
    const loosen = editing(REPLACE('mode: enforce', 'mode: observe'));
    expect(await there.run(['config', 'edit'], loosen)).toMatchObject({ code: 2 });
    expect(text()).toBe(CONFIG);
    const done = await there.run(['config', 'edit'], { ...editing(''), types: 'EDIT' });
    expect(done.asked).toContain('mode: enforce becomes observe');
    expect(text()).toContain('mode: observe');
  });

  test('without a terminal nobody sits before an editor that was not chosen', async () => {
    const { world: there, text } = world();
    const alone = await there.run(['config', 'edit'], { env: { EDITOR: ' ' } });
    expect(alone).toMatchObject({ code: 2, out: '', err: expect.stringContaining('oktsec config set KEY VALUE') });
    expect(existsSync(join(there.home, 'config-draft.yaml'))).toBe(false);
    expect(text()).toBe(CONFIG);
  });

  test('an editor that fails, or changes nothing, changes nothing', async () => {
    const { world: there, text } = world();
    expect(await there.run(['config', 'edit'], { env: { EDITOR: 'false' } })).toMatchObject({ code: 2 });
    expect((await there.run(['config', 'edit'], { env: { EDITOR: 'true' } })).out).toBe('nothing was changed\n');
    expect(text()).toBe(CONFIG);
  });
});

test('show: the file; resolved, every default; with sources, where each comes from', async () => {
  const { world: there, path } = world();
  expect((await there.run(['config', 'show'])).out).toBe(CONFIG);
  expect((await there.run(['config'])).out).toBe(CONFIG);
  const resolved = (await there.run(['config', 'show', '--resolved'])).out;
  expect(resolved).toContain('\n  approval_ttl: 10m\n');
  const { out } = await there.run(['config', 'show', '--resolved', '--sources']);
  expect(out).toMatch(/^mode: enforce # line 3$/m);
  expect(out).toMatch(/^ {2}expiry_hours: 12 # line 8$/m);
  expect(out).toMatch(/^ {2}retention_days: 30 # default$/m);
  expect(out).toMatch(/^ {6}deny: \[delete_repo\] # line 6$/m);
  const json = JSON.parse((await there.run(['config', 'show', '--sources', '--json'])).out) as { key: string }[];
  expect(json).toContainEqual({ key: 'quarantine.expiry_hours', value: 12, source: `${path}:8` });
  expect(await new World().run(['config', 'show'])).toMatchObject({ code: 1 });
});

const known = { rules: { has: () => true, keys: () => [] } };
const read = (text: string) => {
  const { config, problems } = checkConfig(text, 'x', known);
  if (config === undefined) throw problems[0];
  return config;
};

test('the resolved example is a config, and means the same', () => {
  const example = readFileSync(new URL('../../oktsec.example.yaml', import.meta.url), 'utf8');
  const config = read(example);
  expect(read(stringify(spelled(config), { aliasDuplicateObjects: false }))).toEqual(config);
});

test('names stay as they are, whatever they look like', () => {
  const text =
    'version: "1"\nagents: { aB.Seconds: { tools: { each: { readFile: { mode: enforce }, maxBytes: {} } } } }\n';
  const keys = leaves(spelled(read(text))).map(({ path }) => path.join(' '));
  expect(keys).toEqual(
    expect.arrayContaining([
      'agents aB.Seconds tools each readFile mode',
      'agents aB.Seconds tools each maxBytes exempt',
    ]),
  );
});

describe('what loosens', () => {
  const agent = (flow: string) => `version: "1"\nagents: { a: ${flow} }\n`;
  const loosens = (before: string, after: string) =>
    changesBetween(read(before), read(after)).some((one) => one.loosens);
  test.each([
    [agent('{ tools: { deny: [x] } }'), agent('{}')],
    [agent('{}'), agent('{ tools: { allow: [x] } }')],
    [agent('{ tools: { default: deny } }'), agent('{}')],
    [agent('{ blocked_content: [pii] }'), agent('{}')],
    [agent('{ suspended: true }'), agent('{}')],
    [agent('{ mode: enforce }'), agent('{}')],
  ])('%s and back', (one, other) => {
    expect([loosens(one, other), loosens(other, one)]).toEqual(
      [one.includes('{}'), !one.includes('{}')].map((first) => !first),
    );
  });

  const tool = (flow: string) => agent(`{ tools: { each: { t: ${flow} } } }`);
  test.each([
    [tool('{}'), tool('{ rate: 60/m }')],
    [tool('{ rate: 60/m }'), tool('{ rate: 5/h }')],
    [tool('{}'), tool('{ args: { path: { roots: [/a, /b] } } }')],
    [tool('{ args: { path: { roots: [/a, /b] } } }'), tool('{ args: { path: { roots: [/a] } } }')],
    [tool('{ args: { n: { maximum: 9, max_length: 9 } } }'), tool('{ args: { n: { maximum: 5, max_length: 4 } } }')],
    [tool('{ args: { n: { minimum: 1 } } }'), tool('{ args: { n: { minimum: 2, pattern: "[0-9]{1,3}" } } }')],
    [tool('{}'), tool('{ schema: { additionalProperties: false, properties: { a: {} } } }')],
    ['version: "1"\n', 'version: "1"\nflows: { enforce: true }\n'],
    ['version: "1"\nflows: { enabled: false }\n', 'version: "1"\nflows: { expiry: 4h }\n'],
    ['version: "1"\nmcp: { review: true }\n', 'version: "1"\n'],
    ['version: "1"\nlimits: { rate_per_agent: 60/m }\n', 'version: "1"\nlimits: { rate_per_agent: 6/m }\n'],
    [tool('{}'), tool('{ spend: { limit: 5, window: 1h } }')],
    [tool('{ spend: { limit: 5, window: 1h } }'), tool('{ spend: { limit: 4, window: 2h } }')],
    [agent('{}'), agent('{ tools: { read_only: true } }')],
    ['version: "1"\nquarantine: { ask_in_client: [a, b] }\n', 'version: "1"\nquarantine: { ask_in_client: [b] }\n'],
    ['version: "1"\nquarantine: { ask_in_client: true }\n', 'version: "1"\nquarantine: { ask_in_client: false }\n'],
    ['version: "1"\nquarantine: { approval_ttl: 10m }\n', 'version: "1"\nquarantine: { approval_ttl: 9m }\n'],
    ['version: "1"\nmasking: { expiry: 2h }\n', 'version: "1"\nmasking: { expiry: 1h }\n'],
    ['version: "1"\nidentity: { grace: 2h, max_age: 5m }\n', 'version: "1"\nidentity: { grace: 1h, max_age: 4m }\n'],
    ['version: "1"\naudit: { durability: normal }\n', 'version: "1"\naudit: { durability: full }\n'],
    ['version: "1"\nserver: { hosts: [a, b] }\n', 'version: "1"\nserver: { hosts: [b] }\n'],
  ])('%s, then %s tightens, and back loosens', (before, after) => {
    expect([loosens(before, after), loosens(after, before)]).toEqual([false, true]);
  });

  test.each([
    ['mode: enforce', 'mode: observe'],
    ['quarantine: { retention_days: 30 }', 'quarantine: { retention_days: 7 }'],
    ['limits: { max_depth: 64 }', 'limits: { max_depth: 128 }'],
    ['identity: { require_signature: true }', 'identity: { require_signature: false }'],
    ['default_policy: deny', 'default_policy: allow'],
    ['rules: []', 'rules: [{ id: X, action: ignore }]'],
    ['rules: [{ id: X, action: block }]', 'rules: []'],
    ['rules: [{ id: X, action: block }]', 'rules: [{ id: X, action: block, expires: "2030-01-01T00:00:00Z" }]'],
    ['rules: [{ id: X, action: ignore }]', 'rules: [{ id: X, action: ignore }, { id: X, action: ignore }]'],
    ['rules: []', 'rules: [{ id: X, action: block, severity: low }]'],
    ['identity: { formats: [v2] }', 'identity: { formats: [v2, v1-concat] }'],
    ['agents: { a: {} }', 'agents: { a: { tools: { each: { t: { exempt: [X] } } } } }'],
    ['agents: { a: {} }', 'agents: { a: { tools: { each: { t: { args: { p: { restore: true } } } } } } }'],
    ['agents: { a: { can_message: [] } }', 'agents: { a: { can_message: ["*"] } }'],
    ['agents: { a: { tools: { default: deny } } }', 'agents: { a: { tools: { default: deny, allow: [x] } } }'],
    ['agents: { a: { tools: { default: deny } } }', 'agents: { a: { tools: { allow: [x] } } }'],
    ['rules_dir: []', 'rules_dir: [/x]'],
    ['home: /a', 'home: /b'],
    ['server: { bind: 127.0.0.1 }', 'server: { bind: 0.0.0.0 }'],
  ])('%s, then %s', (before, after) => {
    expect(loosens(`version: "1"\n${before}\n`, `version: "1"\n${after}\n`)).toBe(true);
  });

  const tools = (each: string) => `version: "1"\nagents:\n  a: { tools: { each: ${each} } }\n`;
  test('a name that spells another key hides no change', () => {
    // Joined by dots, what stands of this agent would be what stands of the tool.
    const decoy = '  a.tools.each.read: { mode: enforce }\n';
    expect(loosens(tools('{ read: { mode: enforce } }') + decoy, tools('{ read: { mode: observe } }') + decoy)).toBe(
      true,
    );
  });

  test('nor does a member of a schema that may be anything', () => {
    const schema = (properties: string) =>
      tools(`{ read: { schema: { type: object, additionalProperties: false, properties: ${properties} } } }`);
    expect(loosens(schema('{ id: { type: string } }'), schema('{ id: { type: string }, path: {} }'))).toBe(true);
    expect(loosens(schema('{ id: { type: string } }'), schema('{ id: { type: string }, description: {} }'))).toBe(true);
    expect(loosens(schema('{ id: { type: string } }'), schema('{ id: { type: string } }'))).toBe(false);
  });

  test('nor another spelling of a name: what has a word of its own is no longer held by that of its twin', () => {
    const read = (more: string) => tools(`{ read: { rate: 5/m, args: { path: { roots: [/a] }${more} } } }`);
    const other = (name: string, rate: string) =>
      tools(`{ read: { rate: 5/m, args: { path: { roots: [/a] } } }, "${name}": { rate: ${rate} } }`);
    for (const name of ['Read', ' read', 're\u200bad']) {
      expect([name, loosens(read(''), other(name, '1000/s'))]).toEqual([name, true]);
      expect([name, loosens(other(name, '9/s'), other(name, '5/s'))]).toEqual([name, false]);
    }
    expect(loosens(read(''), other('write', '1000/s'))).toBe(false);
    expect(loosens(read(''), read(', Path: { max_length: 9000 }'))).toBe(true);
    expect(loosens(read(''), read(', to: { max_length: 9000 }'))).toBe(false);
  });

  test('nor a tool that is named like a word that decides nothing', () => {
    expect(loosens(tools('{ server: { args: { description: { roots: [/a] } } } }'), tools('{ server: {} }'))).toBe(
      true,
    );
  });

  test.each([
    ['mode: observe', 'mode: enforce'],
    ['quarantine: { retention_days: 30 }', 'quarantine: { retention_days: 0 }'],
    ['limits: { max_depth: 64 }', 'limits: { max_depth: 32 }'],
    ['rules: [{ id: X, action: ignore }, { id: Y, action: mask }]', 'rules: [{ id: Y, action: mask }]'],
    ['rules: []', 'rules: [{ id: X, action: block }]'],
    ['server: { port: 1 }', 'server: { port: 2 }'],
    ['agents: { a: { tools: { default: deny } } }', 'agents: { a: { tools: { default: deny, allow: [] } } }'],
    ['agents: { a: {} }', 'agents: { a: { tools: { default: deny, allow: [x] } } }'],
    ['agents: {}', 'agents: { a: { description: x, tags: [y], server: true } }'],
  ])('not %s, then %s', (before, after) => {
    expect(loosens(`version: "1"\n${before}\n`, `version: "1"\n${after}\n`)).toBe(false);
  });
});

test('whoever puts another file in the place of a trusted one while it is changed gets nothing trusted', async () => {
  const world = new World();
  const path = world.write('oktsec.yaml', 'version: "1"\n');
  await world.run(['trust'], { types: 'TRUST' });
  const other = 'version: "1"\nmode: observe\nrules: [{ id: INJ-001, action: ignore }]\n';
  // Waits for the new file and writes over it: between that and the look at it lies a sync of the folder.
  const waits = `const fs = require('node:fs'); const [path, text] = process.argv.slice(1); const { ino } = fs.statSync(path);
    process.stdout.write('.');
    for (const end = Date.now() + 20_000; Date.now() < end; )
      if (fs.statSync(path).ino !== ino) { fs.writeFileSync(path, text); break; }`;
  const racing = spawn(process.execPath, ['-e', waits, path, other], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(racing.stdout, 'data');
  await world.run(['config', 'set', 'mode', 'enforce']);
  await once(racing, 'exit');
  expect(readFileSync(path, 'utf8')).toBe(other);
  expect(isTrusted(world.home, realpathSync(path))).toBe(false);
});
