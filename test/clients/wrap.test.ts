import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownOwner } from '../../src/store/writing/owner.ts';
import { listed, Machine } from './machine.ts';

type Row = {
  readonly ref: string;
  readonly result: string;
  readonly proof: string | null;
  readonly why: string | null;
  readonly agent: string;
};

const UNWRAP = { types: 'UNWRAP' };

function cursor(servers: object): object {
  return { mcpServers: servers };
}

test('a server that says the same behind oktsec is wrapped, and starts there', async () => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', cursor({ steady: listed('steady') }));
  const before = machine.everything();
  const done = await machine.run(['wrap', 'cursor']);
  expect(done).toMatchObject({ code: 0 });
  expect(done.out).toContain('same: 1 tool');
  expect(done.out).not.toContain('enforce takes out');
  expect(done.out).toContain('undo  oktsec unwrap cursor');
  expect(done.out).toContain('then  restart Cursor');
  const entry = JSON.parse(machine.read('.cursor/mcp.json')).mcpServers.steady;
  expect(entry.command).toBe(process.execPath);
  expect(entry.args).toEqual([
    expect.stringMatching(/bin\/oktsec\.js$/),
    ...['proxy', '--agent', 'cursor.steady', '--config', join(machine.home, 'oktsec.yaml'), '--'],
    listed().command,
    ...listed('steady').args,
  ]);
  const { out } = await machine.run(['logs', '--json', '--limit', '1']);
  expect(JSON.parse(out)).toMatchObject([{ method: 'wrapped', to: 'cursor.steady' }]);
  expect(await machine.run(['unwrap', 'cursor'], UNWRAP)).toMatchObject({ code: 0 });
  expect(machine.everything()).toEqual(before);
});

test('a poisoned server is wrapped where enforce stands: what oktsec takes away is no difference of the relay', async () => {
  const machine = new Machine();
  machine.config('version: "1"\nmode: enforce\n');
  machine.put('.cursor/mcp.json', cursor({ poisoned: listed('poisoned') }));
  const done = await machine.run(['wrap', 'cursor']);
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining('same: 1 tool; enforce takes out tool (') });
  expect(JSON.parse(machine.read('.cursor/mcp.json')).mcpServers.poisoned.args).toContain('proxy');
  const { out } = await machine.run(['logs', '--findings', '--json']);
  expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ method: 'tools/list', to: 'cursor' }));
});

test('a server that answers otherwise behind oktsec is left as it was, with the difference', async () => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', cursor({ notices: listed('notices'), steady: listed('steady') }));
  const ran = await machine.run(['wrap', 'cursor']);
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('differs: tools: missing through oktsec: tool');
  const { mcpServers } = JSON.parse(machine.read('.cursor/mcp.json'));
  expect(mcpServers.notices).toEqual(listed('notices'));
  expect(mcpServers.steady.args).toContain('proxy');
});

test('what cannot be tried is wrapped and says so; --require-proof leaves it', async () => {
  const machine = new Machine();
  const input = '$' + '{input:key}';
  machine.put(
    '.cursor/mcp.json',
    cursor({
      gone: { command: '/nowhere/server' },
      input: { ...listed('steady'), env: { KEY: input } },
      needs: listed('needs', 'NO_SUCH_NAME'),
      varies: listed('varies'),
      off: { ...listed('steady'), disabled: true },
    }),
  );
  const strict = await machine.json<Row[]>(['wrap', 'cursor', '--require-proof']);
  expect(strict.map(({ result, proof }) => [result, proof])).toEqual(Array(5).fill(['left', 'untried']));
  const rows = new Map((await machine.json<Row[]>(['wrap', 'cursor'])).map((row) => [row.ref, row]));
  expect([...rows.values()].map(({ result }) => result)).toEqual(Array(5).fill('wrapped'));
  expect(rows.get('cursor/gone')?.why).toContain('/nowhere/server or its folder was not found');
  expect(rows.get('cursor/input')?.why).toContain('needs the input "key"');
  expect(rows.get('cursor/needs')?.why).toContain('NO_SUCH_NAME is not set');
  expect(rows.get('cursor/varies')?.why).toContain('its own answers vary');
  expect(rows.get('cursor/off')?.why).toContain('switched off');
});

test('two copies of one server never run at once', async () => {
  const machine = new Machine();
  const lock = join(machine.folder, 'lock');
  machine.put('.cursor/mcp.json', cursor({ one: listed('locks', lock) }));
  machine.put('.factory/mcp.json', cursor({ two: listed('locks', lock) }));
  const rows = await machine.json<Row[]>(['wrap', '--all']);
  expect(rows.map(({ proof }) => proof)).toEqual(['same', 'same']);
});

test('--no-proof starts nothing, --dry-run writes nothing', async () => {
  const machine = new Machine();
  const lock = join(machine.folder, 'lock');
  machine.put('.cursor/mcp.json', cursor({ one: listed('locks', lock) }));
  const before = machine.everything();
  const shown = await machine.run(['wrap', 'cursor', '--dry-run']);
  expect(shown).toMatchObject({ code: 0 });
  expect(shown.out).toContain('+++ ');
  expect(shown.out).toContain('nothing was written');
  const [file, ...others] = await machine.json<{ path: string; diff: string }[]>(['wrap', 'cursor', '--dry-run']);
  expect(others).toEqual([]);
  expect(file?.path).toBe(join(machine.userHome, '.cursor/mcp.json'));
  expect(shown.out).toContain(file?.diff);
  expect(await machine.json(['unwrap', 'cursor', '--dry-run'])).toEqual([]);
  expect(machine.everything()).toEqual(before);
  expect(existsSync(machine.home)).toBe(false);
  machine.write(lock, 'held, so that it could not start');
  const [row] = await machine.json<Row[]>(['wrap', 'cursor', '--no-proof']);
  expect(row).toMatchObject({ result: 'wrapped', proof: null });
});

test('case 200: a symlinked config is edited where it is; link, mode and place stay', async () => {
  const machine = new Machine();
  const real = machine.put('dotfiles/cursor.json', cursor({ steady: listed('steady') }), 0o640);
  machine.put('.cursor/other', '');
  symlinkSync('../dotfiles/cursor.json', join(machine.userHome, '.cursor/mcp.json'));
  expect((await machine.run(['wrap', 'cursor', '--no-proof'])).code).toBe(0);
  expect(lstatSync(join(machine.userHome, '.cursor/mcp.json')).isSymbolicLink()).toBe(true);
  expect(statSync(real).mode & 0o777).toBe(0o640);
  expect(readFileSync(real, 'utf8')).toContain('"proxy"');
});

test('case 203: wrapping again changes nothing; another oktsec in front gives way to one layer', async () => {
  const machine = new Machine();
  machine.put(
    '.cursor/mcp.json',
    cursor({
      a: { command: 'oktsec', args: ['proxy', '--mode', 'observe', '--agent', 'x', '--', 'uvx', 'git'] },
      b: listed('steady'),
    }),
  );
  await machine.run(['wrap', 'cursor', '--no-proof']);
  const once = machine.read('.cursor/mcp.json');
  const again = await machine.json<Row[]>(['wrap', 'cursor', '--no-proof']);
  expect(again.map(({ result }) => result)).toEqual(['as_it_was', 'as_it_was']);
  expect(machine.read('.cursor/mcp.json')).toBe(once);
  const { args } = JSON.parse(once).mcpServers.a;
  expect(args.slice(1, 4)).toEqual(['proxy', '--agent', 'cursor.a']);
  expect(args.slice(-3)).toEqual(['--', 'uvx', 'git']);
  expect(args).not.toContain('--mode');
});

test('an oktsec that decides by another config, home or mode gives way only after a person said so', async () => {
  const machine = new Machine();
  const others = ['--config', join(machine.userHome, 'theirs.yaml'), '--home', join(machine.userHome, 'theirs')];
  machine.put('theirs.yaml', 'version: "1"\nmode: enforce\n');
  for (const options of [others, ['--mode', 'enforce'], [`--home=${others[3]}`]]) {
    const config = cursor({
      a: { command: 'oktsec', args: ['proxy', ...options, '--agent', 'x', '--', 'uvx', 'git'] },
      b: listed('steady'),
    });
    machine.put('.cursor/mcp.json', config);
    const before = machine.read('.cursor/mcp.json');
    expect((await machine.run(['wrap', 'cursor', '--no-proof'])).code).toBe(2);
    expect((await machine.run(['wrap', 'cursor', '--no-proof'], { types: 'wrap' })).code).toBe(1);
    expect(machine.read('.cursor/mcp.json')).toBe(before);
    expect((await machine.run(['wrap', 'cursor', '--no-proof'], { types: 'WRAP' })).code).toBe(0);
    expect(machine.read('.cursor/mcp.json')).not.toContain('enforce');
    expect(machine.read('.cursor/mcp.json')).not.toContain('theirs');
  }
});

test('case 204: what was edited and added after wrapping survives unwrapping', async () => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', cursor({ one: listed('steady'), two: { command: 'two' } }));
  await machine.run(['wrap', 'cursor', '--no-proof']);
  const config = JSON.parse(machine.read('.cursor/mcp.json'));
  config.mcpServers.one.args.push('--more');
  config.mcpServers.one.env = { A: '1' };
  config.mcpServers.two.args[config.mcpServers.two.args.length - 1] = 'three';
  config.mcpServers.new = { command: 'new' };
  machine.put('.cursor/mcp.json', config);
  expect((await machine.run(['unwrap', 'cursor'], UNWRAP)).code).toBe(0);
  expect(JSON.parse(machine.read('.cursor/mcp.json')).mcpServers).toEqual({
    one: { ...listed('steady', '--more'), env: { A: '1' } },
    two: { command: 'three', args: [] },
    new: { command: 'new' },
  });
});

test('case 205: a .bak is never touched; the copy is named after its content, private, and in the home', async () => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', cursor({ one: listed('steady') }));
  machine.put('.cursor/mcp.json.bak', 'precious');
  const original = machine.read('.cursor/mcp.json');
  await machine.run(['wrap', 'cursor', '--no-proof']);
  expect(machine.read('.cursor/mcp.json.bak')).toBe('precious');
  expect(readdirSync(join(machine.userHome, '.cursor')).sort()).toEqual(['mcp.json', 'mcp.json.bak']);
  const [name = ''] = readdirSync(join(machine.home, 'backups'));
  expect(name).toMatch(/^[0-9a-f]{16}-mcp\.json$/);
  expect(readFileSync(join(machine.home, 'backups', name), 'utf8')).toBe(original);
  expect(statSync(join(machine.home, 'backups', name)).mode & 0o777).toBe(0o600);
});

test('case 206: odd names become safe agents, and each server its own', async () => {
  const machine = new Machine();
  const names = ['--enforce', '__proto__', 'a b', 'a-b', '日本', 'x'.repeat(80)];
  machine.put(
    '.cursor/mcp.json',
    `{"mcpServers":{${names.map((name) => `${JSON.stringify(name)}:{"command":"x"}`).join()}}}`,
  );
  const rows = await machine.json<Row[]>(['wrap', 'cursor', '--no-proof']);
  const agents = rows.map(({ agent }) => agent);
  expect(agents).toEqual([
    'cursor.enforce',
    'cursor.__proto__',
    'cursor.a-b',
    expect.stringMatching(/^cursor\.a-b-[0-9a-f]{4}$/),
    expect.stringMatching(/^cursor\.server-[0-9a-f]{4}$/),
    expect.stringMatching(/^cursor\.x+-[0-9a-f]{4}$/),
  ]);
  for (const agent of agents) expect(agent).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
  expect(rows.map(({ result }) => result)).toEqual(Array(6).fill('wrapped'));
  const again = await machine.json<Row[]>(['discover', 'cursor']);
  expect(again.map(({ agent }) => agent)).toEqual(agents);
});

test('case 207: remote servers and unknown fields are left as they are, and said', async () => {
  const machine = new Machine();
  const remote = { url: 'https://mcp.example.com', headers: { A: '1' }, 'x-unknown': [1.0] };
  machine.put(
    '.cursor/mcp.json',
    cursor({ remote, off: { command: 'x', disabled: true, autoApprove: ['a'], unknown: null } }),
  );
  const ran = await machine.run(['wrap', 'cursor', '--no-proof']);
  expect(ran.out).toContain('remote, not wrapped');
  expect(ran.out).toContain('note  what has a URL does not pass through oktsec');
  const { mcpServers } = JSON.parse(machine.read('.cursor/mcp.json'));
  expect(mcpServers.remote).toEqual(remote);
  expect(mcpServers.off).toMatchObject({ disabled: true, autoApprove: ['a'], unknown: null });
  expect(await machine.run(['wrap', 'cursor/remote', '--no-proof'])).toMatchObject({ code: 1 });
});

test('case 209: a config that is not valid stays as it is and stops none of the others', async () => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', '{"mcpServers": {"a": {"command": "a",,}}}');
  machine.put('.factory/mcp.json', '{"mcpServers":{"a":{"command":"a","command":"b"}}}');
  machine.put('.codex/config.toml', '[mcp_servers.a]\ncommand = "a"\ncommand = "b"\n');
  machine.put('.config/goose/config.yaml', 'extensions:\n  a: {cmd: a\n');
  machine.put('.qoder/mcp.json', cursor({ ok: { command: 'x' } }));
  const before = ['.cursor/mcp.json', '.factory/mcp.json', '.codex/config.toml', '.config/goose/config.yaml'].map(
    (path) => machine.read(path),
  );
  const ran = await machine.run(['wrap', '--all', '--no-proof']);
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('.cursor/mcp.json:1:38:');
  expect(ran.err).toContain('the key "command" stands there twice');
  expect(ran.err).toContain('config.toml:3:');
  expect(ran.err).toContain('goose/config.yaml:');
  expect(
    ['.cursor/mcp.json', '.factory/mcp.json', '.codex/config.toml', '.config/goose/config.yaml'].map((path) =>
      machine.read(path),
    ),
  ).toEqual(before);
  expect(machine.read('.qoder/mcp.json')).toContain('proxy');
});

test('project files are left alone without --project, and their servers are not started without --prove', async () => {
  const machine = new Machine();
  const lock = join(machine.folder, 'lock');
  machine.put('shop/.git/HEAD', 'x');
  machine.put('shop/.mcp.json', cursor({ one: listed('locks', lock) }));
  machine.write(lock, 'held, so that it could not start');
  const settings = { cwd: join(machine.userHome, 'shop') };
  expect(await machine.run(['wrap', 'claude-code'], settings)).toMatchObject({
    code: 1,
    err: expect.stringContaining('--project'),
  });
  const [row] = await machine.json<Row[]>(['wrap', 'claude-code', '--project'], settings);
  expect(row).toMatchObject({ result: 'wrapped', proof: 'untried' });
  expect(row?.why).toContain('--prove');
  await machine.run(['unwrap', 'claude-code', '--project'], { ...settings, ...UNWRAP });
  const asked = await machine.run(['wrap', 'claude-code', '--project', '--prove'], { ...settings, types: 'n' });
  expect(asked).toMatchObject({ code: 1, err: expect.stringContaining('listed.cjs') });
  expect(machine.read('shop/.mcp.json')).not.toContain('proxy');
});

test('--portable writes plain oktsec, which fits every machine', async () => {
  const machine = new Machine();
  machine.put('shop/.git/HEAD', 'x');
  machine.put('shop/.mcp.json', cursor({ one: { command: 'x' } }));
  const settings = { cwd: join(machine.userHome, 'shop') };
  const { out } = await machine.run(['wrap', 'claude-code', '--project', '--portable', '--no-proof'], settings);
  expect(out).toContain('undo  oktsec unwrap claude-code --project\n');
  expect(JSON.parse(machine.read('shop/.mcp.json')).mcpServers.one).toEqual({
    command: 'oktsec',
    args: ['proxy', '--agent', 'claude-code.one', '--', 'x'],
  });
  const [row] = await machine.json<{ state: string }[]>(['discover', 'claude-code', '--project'], settings);
  expect(row?.state).toBe('wrapped');
});

test('unwrap asks on the terminal for its word, and changes nothing without it', async () => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', cursor({ one: { command: 'x' } }));
  await machine.run(['wrap', 'cursor', '--no-proof']);
  const wrapped = machine.read('.cursor/mcp.json');
  expect(await machine.run(['unwrap', 'cursor', '--yes'])).toMatchObject({ code: 2 });
  expect(await machine.run(['unwrap', 'cursor'], { types: 'unwrap' })).toMatchObject({ code: 1 });
  expect(machine.read('.cursor/mcp.json')).toBe(wrapped);
  expect(await machine.run(['uninstall'], { types: 'UNWRAP' })).toMatchObject({ code: 1 });
  expect(machine.read('.cursor/mcp.json')).toBe(wrapped);
});

test('uninstall undoes everything, project files that were wrapped here included, and says what stays', async () => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', cursor({ one: { command: 'x' } }));
  machine.put('shop/.git/HEAD', 'x');
  machine.put('shop/.mcp.json', cursor({ one: { command: 'x' } }));
  const before = machine.everything();
  await machine.run(['wrap', '--all', '--project', '--no-proof'], { cwd: join(machine.userHome, 'shop') });
  const done = await machine.run(['uninstall'], { types: 'UNINSTALL' });
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.out).toContain('~/.oktsec');
  expect(machine.everything()).toEqual(before);
  expect(await machine.run(['uninstall', '--purge'], { types: 'UNINSTALL' })).toMatchObject({ code: 0 });
  expect(existsSync(machine.home)).toBe(false);
});

test('uninstall names the service that starts serve, and never purges a home that is served', async () => {
  const machine = new Machine();
  await machine.run(['init']);
  expect(await machine.run(['service', 'install'])).toMatchObject({ code: 0 });
  const done = await machine.run(['uninstall'], { types: 'UNINSTALL' });
  expect(done.out).toMatch(/^ {2}~\/\S+(?:oktsec\.service|plist) {2}.*oktsec service uninstall/m);
  const mark = { pid: process.pid, url: 'http://127.0.0.1:1', owner: ownOwner() };
  machine.write(join(machine.home, 'serve.json'), JSON.stringify(mark));
  const refused = await machine.run(['uninstall', '--purge'], { types: 'UNINSTALL' });
  expect(refused).toMatchObject({ code: 2, asked: '' });
  expect(refused.err).toContain('oktsec: hint: oktsec serve --stop');
  expect(existsSync(machine.home)).toBe(true);
});

test('what another oktsec stands before is left by unwrap and by uninstall, and both say so', async () => {
  const machine = new Machine();
  const hand = { command: 'oktsec', args: ['proxy', '--agent', 'cursor.hand', '--mode', 'enforce', '--', 'x'] };
  const own = { command: 'oktsec', args: ['mcp', '--agent', 'cursor'] };
  machine.put('.cursor/mcp.json', cursor({ one: { command: 'x' } }));
  await machine.run(['wrap', 'cursor', '--no-proof']);
  const { one } = JSON.parse(machine.read('.cursor/mcp.json')).mcpServers;
  machine.put('.cursor/mcp.json', cursor({ one, hand, own }));
  const unwrapped = await machine.run(['unwrap', 'cursor'], UNWRAP);
  expect(unwrapped.out).toContain('cursor/one  unwrapped\n');
  expect(unwrapped.out).toContain(
    'cursor/hand  left: another oktsec stands before it: oktsec unwrap cursor/hand takes it away\n',
  );
  expect(unwrapped.out).not.toContain('cursor/own');
  const again = await machine.run(['unwrap', '--all']);
  expect(again.out).toMatch(/^nothing here is behind this oktsec\ncursor\/hand {2}left: /);
  const uninstalled = await machine.run(['uninstall']);
  expect(uninstalled.out).toMatch(/^ {2}cursor\/hand {2}another oktsec stands before it: oktsec unwrap cursor\/hand/m);
  expect(uninstalled.out).toMatch(
    /^ {2}cursor\/own {2}oktsec's own server: take the entry out of .*mcp\.json by hand$/m,
  );
  expect(await machine.run(['unwrap', 'cursor/hand'], UNWRAP)).toMatchObject({ code: 0 });
  expect((await machine.run(['unwrap', '--all'])).out).toBe('nothing here is behind this oktsec\n');
});

test('uninstall --purge waits until the clients were quit: a proxy that runs would make a new home', async () => {
  const machine = new Machine();
  const at = ['--home', machine.home];
  expect(await machine.run(['init'])).toMatchObject({ code: 0 });
  const proxy = spawn(process.execPath, ['bin/oktsec.js', 'proxy', ...at, '--agent', 'cursor.one', '--', 'cat']);
  const ended = once(proxy, 'exit');
  proxy.stdin.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
  await expect.poll(async () => (await machine.run(['ps'])).out, { timeout: 10_000 }).toContain('cursor.one');
  const refused = await machine.run(['uninstall', '--purge'], { types: 'UNINSTALL' });
  expect(refused).toMatchObject({ code: 2, asked: '' });
  expect(refused.err).toContain(`cursor.one (process ${proxy.pid}) still runs behind oktsec`);
  expect(refused.err).toContain('quit the client first');
  expect(await machine.run(['uninstall'])).toMatchObject({ code: 0 });
  proxy.stdin.end();
  await ended;
  expect(await machine.run(['uninstall', '--purge'], { types: 'UNINSTALL' })).toMatchObject({ code: 0 });
  expect(existsSync(machine.home)).toBe(false);
});

test('uninstall --purge waits for a config that was wrapped and cannot be read now', async () => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', cursor({ one: { command: 'x' } }));
  machine.put('.gemini/settings.json', '{ never wrapped');
  await machine.run(['wrap', 'cursor', '--no-proof']);
  const wrapped = machine.read('.cursor/mcp.json');
  machine.put('.cursor/mcp.json', `${wrapped},`);
  const refused = await machine.run(['uninstall', '--purge'], { types: 'UNINSTALL' });
  expect(refused).toMatchObject({ code: 2, asked: '' });
  expect(refused.err).toMatch(/mcp\.json:\d+:\d+: .*, so nothing was deleted/);
  expect(existsSync(machine.home)).toBe(true);
  machine.put('.cursor/mcp.json', wrapped);
  await machine.run(['uninstall', '--purge'], { types: 'UNINSTALL' });
  expect(JSON.parse(machine.read('.cursor/mcp.json')).mcpServers.one).toEqual({ command: 'x' });
  expect(existsSync(machine.home)).toBe(false);
});

test('uninstall --purge leaves nothing of ours in a home of another name, and what is not ours stays', async () => {
  const machine = new Machine();
  const home = join(machine.folder, 'data');
  const at = ['--home', home];
  for (const words of [['init'], ['keygen', '--agent', 'ann'], ['canary', 'add', 'door'], ['pause']]) {
    expect(await machine.run([...words, ...at])).toMatchObject({ code: 0 });
  }
  expect(await machine.run(['keys', 'revoke', '--agent', 'ann', ...at])).toMatchObject({ code: 0 });
  expect(await machine.run(['rules', 'preview', 'CRED-001', '--action', 'mask', '--shadow', ...at])).toMatchObject({
    code: 0,
  });
  const line = '{"jsonrpc":"2.0","id":1,"method":"ping"}\n';
  const words = ['bin/oktsec.js', 'proxy', '--mode', 'enforce', ...at, '--agent', 'a.b', '--', 'cat'];
  expect(spawnSync(process.execPath, words, { input: line, encoding: 'utf8' }).stdout).toBe(line);
  for (const name of ['serve.log', 'chain.json', 'seen.json', 'config-draft.yaml', 'flow.key']) {
    machine.write(join(home, name), '');
  }
  expect(readdirSync(home).length).toBeGreaterThan(15);
  machine.write(join(home, 'mine.txt'), 'mine');
  expect(await machine.run(['uninstall', '--purge', ...at], { types: 'UNINSTALL' })).toMatchObject({ code: 0 });
  expect(readdirSync(home)).toEqual(['mine.txt']);
});

test('case 199: byte order mark, tabs, line ends, comments and trailing commas stay', async () => {
  const machine = new Machine();
  const text =
    '\ufeff{\r\n\t// mine\r\n\t"mcpServers": {\r\n\t\t"a": { "command": "x", "args": [ "1", ], }, /* b */\r\n\t},\r\n}';
  machine.put('.cursor/mcp.json', text);
  await machine.run(['wrap', 'cursor', '--no-proof']);
  const wrapped = machine.read('.cursor/mcp.json');
  const [entry = ''] = /"command".*/.exec(wrapped) ?? [];
  expect(wrapped.replace(entry, '')).toBe(text.replace(/"command".*/, ''));
  expect(entry).toMatch(/"--", "x", "1", \], \}, \/\* b \*\/\r?$/);
  await machine.run(['unwrap', 'cursor'], UNWRAP);
  expect(machine.read('.cursor/mcp.json')).toBe(text);
});

test.each([
  [{ OKTSEC_CONFIG: '/tmp/lax.yaml' }, 'its env sets OKTSEC_ variables'],
  [{ PATH: '/repository/bin' }, 'its env sets PATH'],
  [{ HOME: '/repository/home' }, 'its env sets HOME'],
])('plain oktsec does not count as ours when the entry sets which it is or where it looks: %j', async (env, why) => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', cursor({ one: { command: 'x' } }));
  await machine.run(['wrap', 'cursor', '--portable', '--no-proof']);
  const config = JSON.parse(machine.read('.cursor/mcp.json'));
  config.mcpServers.one.env = env;
  machine.put('.cursor/mcp.json', config);
  const [row] = await machine.json<{ state: string; why: string }[]>(['discover']);
  expect(row).toMatchObject({ state: 'wrapped_by_other', why });
});

test.each([
  ['another config', ['proxy', '--agent', 'cursor.one', '--config', 'LAX', '--']],
  ['another mode', ['proxy', '--agent', 'cursor.one', '--config', 'CONFIG', '--mode', 'observe', '--']],
  ['no config', ['proxy', '--agent', 'cursor.one', '--']],
])('our own launcher with %s is not ours', async (_, words) => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', cursor({ one: { command: 'x' } }));
  await machine.run(['wrap', 'cursor', '--no-proof']);
  const config = JSON.parse(machine.read('.cursor/mcp.json'));
  const [script] = config.mcpServers.one.args;
  const lax = join(machine.home, 'lax.yaml');
  writeFileSync(lax, 'version: "1"\n');
  const named = new Map([
    ['CONFIG', join(machine.home, 'oktsec.yaml')],
    ['LAX', lax],
  ]);
  const own = words.map((word) => named.get(word) ?? word);
  config.mcpServers.one.args = [script, ...own, 'x'];
  machine.put('.cursor/mcp.json', config);
  const [row] = await machine.json<{ state: string }[]>(['discover']);
  expect(row?.state).toBe('wrapped_by_other');
  await machine.run(['wrap', 'cursor', '--no-proof'], { types: 'WRAP' });
  expect((await machine.json<{ state: string }[]>(['discover']))[0]?.state).toBe('wrapped');
});
