import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { entry } from '../fixtures/store/entries.ts';
import { recorded } from '../fixtures/store/home.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = join(root, 'node_modules/.bin/node');
const bin = join(root, 'bin/oktsec.js');
const MODES = ['observe', 'enforce'] as const;
const NOBODY = 65534;

type Ran = { readonly code: number | null; readonly out: string; readonly err: string };
type Options = { readonly input?: string; readonly uid?: number | undefined };

/** A folder of its own with an empty home in it. */
class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'oktsec-bad-'));
  readonly home = join(this.folder, 'home');

  constructor() {
    mkdirSync(this.home, { mode: 0o700 });
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  get database(): string {
    return join(this.home, 'oktsec.db');
  }

  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  }

  /** Runs the built command; what is the user's is in this folder too. */
  async run(words: readonly string[], options: Options = {}): Promise<Ran> {
    const { uid } = options;
    const child = spawn(node, [bin, ...words], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, HOME: this.folder, LANG: 'C.UTF-8' },
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    const read = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      read.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      read.err += text;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...read };
  }

  proxy(mode: string, options: Options = {}, flags: readonly string[] = []): Promise<Ran> {
    return this.run(['proxy', '--home', this.home, '--mode', mode, ...flags, '--', 'cat'], options);
  }

  logs(options: Options = {}): Promise<Ran> {
    return this.run(['logs', '--home', this.home], options);
  }

  /** Gives all of it to another user, for checks that root passes by. */
  giveAway(): void {
    chownSync(this.folder, NOBODY, NOBODY);
    for (const name of readdirSync(this.folder, { recursive: true }))
      chownSync(join(this.folder, `${name}`), NOBODY, NOBODY);
  }
}

/** A notification that comes back from `cat` as one of the server's. */
const HARMLESS = '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"hello"}}\n';
/** A call that enforce refuses. */
const TOKEN = ['gh', 'p_', 'a8Kd02mXzQ7LrT5vWbN3cYpE6uHsJf1gRi4o'].join('');
const BAD = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"say","arguments":{"text":"use ${TOKEN}"}}}\n`;
const isRoot = process.getuid?.() === 0;

function saysAndEndsWith(ran: Ran, code: number, ...says: readonly (string | RegExp)[]): void {
  for (const words of says) expect(ran.err).toMatch(words);
  expect(ran.err).not.toMatch(/\n {4}at /);
  expect(ran.code).toBe(code);
}

describe.each(MODES)('oktsec proxy in %s', (mode) => {
  test('a server that does not exist: 127, and the name that was tried', async () => {
    const place = new Place();
    const ran = await place.run(['proxy', '--home', place.home, '--mode', mode, '--', 'no-such-server']);
    saysAndEndsWith(ran, 127, 'oktsec: error: cannot start "no-such-server": no such command', 'oktsec: hint: ');
  });

  test('a server that is not executable: 126', async () => {
    const place = new Place();
    const ran = await place.run(['proxy', '--home', place.home, '--mode', mode, '--', place.write('server', '')]);
    saysAndEndsWith(ran, 126, /cannot start ".*server": not executable/);
  });

  test('a folder in place of a server: 126, and no word of chmod', async () => {
    const place = new Place();
    const ran = await place.run(['proxy', '--home', place.home, '--mode', mode, '--', place.folder]);
    saysAndEndsWith(ran, 126, /cannot start ".*": it is a folder\noktsec: hint: name the program in it/);
  });

  test.each([
    ['an unknown key', 'mdoe: enforce', /config\.yaml:2:1: unknown key "mdoe"\noktsec: hint: did you mean "mode"\?/],
    ['a value that is none', 'mode: loud', /config\.yaml:2:7: .*"loud"/],
    ['an unknown rule', 'rules: [{ id: NOPE-001, action: block }]', /config\.yaml:2:\d+: unknown rule "NOPE-001"/],
    ['no YAML', 'rules: [', /config\.yaml:\d+:\d+: /],
  ])('a config with %s: 2, with file and line, and the server is not started', async (_what, line, says) => {
    const place = new Place();
    const config = place.write('config.yaml', `version: "1"\n${line}\n`);
    const ran = await place.proxy(mode, { input: HARMLESS }, ['--config', config]);
    saysAndEndsWith(ran, 2, 'oktsec: error: ', says);
    expect(ran.out).toBe('');
  });

  test('a config that is not there: 2', async () => {
    const place = new Place();
    saysAndEndsWith(
      await place.proxy(mode, {}, ['--config', 'none.yaml']),
      2,
      /there is no config .*none\.yaml/,
      /hint: .*oktsec repair/,
    );
  });

  test('a database that is corrupt is set aside, said, and the messages pass', async () => {
    const place = new Place();
    await recorded(place.home, [entry(1)]);
    writeFileSync(place.database, 'no database '.repeat(2000));
    const ran = await place.proxy(mode, { input: HARMLESS });
    saysAndEndsWith(ran, 0, /the audit database was damaged and is kept as .*oktsec\.db\.corrupt-/);
    expect(ran.out).toBe(HARMLESS);
    expect((await place.logs()).out).toContain('notifications/message');
  });

  test('a database of a newer oktsec is left alone, said, and the rows wait in the spool', async () => {
    const place = await newer();
    const before = readFileSync(place.database);
    const ran = await place.proxy(mode, { input: HARMLESS });
    saysAndEndsWith(ran, 0, 'written by a newer oktsec');
    expect(ran.out).toBe(HARMLESS);
    expect(readFileSync(place.database).equals(before)).toBe(true);
    expect(readdirSync(join(place.home, 'spool'))).toHaveLength(1);
  });

  test('a database that somebody holds: the messages pass and enter the log later', async () => {
    const place = new Place();
    await recorded(place.home, [entry(1)]);
    const holder = new Sqlite(place.database);
    holder.exec('BEGIN EXCLUSIVE');
    const ran = await place.proxy(mode, { input: HARMLESS });
    holder.exec('COMMIT');
    holder.close();
    expect(ran).toMatchObject({ code: 0, out: HARMLESS });
    // Once as the client's and once as the server's.
    expect((await place.logs()).out.match(/notifications\/message/g)).toHaveLength(2);
  });

  test.runIf(isRoot)('a home that cannot be read: 2', async () => {
    const place = new Place();
    place.giveAway();
    chmodSync(place.home, 0);
    const ran = await place.proxy(mode, { input: HARMLESS, uid: NOBODY });
    saysAndEndsWith(ran, 2, /oktsec: error: .*home.* cannot be read: permission denied \(EACCES\)/);
  });

  test.runIf(isRoot)('a home of another user: 2', async () => {
    const place = new Place();
    chownSync(place.home, NOBODY, NOBODY);
    saysAndEndsWith(await place.proxy(mode), 2, /home .* belongs to another user/, 'oktsec: hint: run it as the user');
    // The other way round: somebody ran it with sudo once.
    const rooted = new Place();
    rooted.giveAway();
    chownSync(rooted.home, 0, 0);
    const ran = await rooted.proxy(mode, { input: HARMLESS, uid: NOBODY });
    saysAndEndsWith(ran, 2, /cannot be read: permission denied \(EACCES\)/, `sudo chown -R ${NOBODY} ${rooted.home}`);
  });
});

describe('a broken rule file', () => {
  const PACK = 'id: MINE-001\nname: Mine\npattern: [\n';

  test.each([
    ['observe', 0],
    ['enforce', 2],
  ] as const)('in %s ends with %i and names file and line', async (mode, code) => {
    const place = new Place();
    mkdirSync(join(place.folder, 'rules'), { mode: 0o700 });
    place.write('rules/mine.yaml', PACK);
    const config = place.write('config.yaml', 'version: "1"\nrules_dir: [rules]\n');
    const ran = await place.proxy(mode, { input: HARMLESS }, ['--config', config]);
    saysAndEndsWith(ran, code, /error: .*rules\/mine\.yaml:\d+:\d+: /);
    // In observe the bundled rules stand in; in enforce nothing is started.
    expect(ran.out).toBe(mode === 'observe' ? HARMLESS : '');
    if (mode === 'observe') expect((await place.logs()).out).toContain('config_error');
    saysAndEndsWith(await place.run(['verify', '--home', place.home, '--config', config]), 1, /mine\.yaml:\d+:\d+: /);
  });
});

describe('where the log cannot be written at all', () => {
  const refused = (ran: Ran) =>
    ran.out.split('\n').filter((line) => line.includes('the log cannot be written') && line.includes('"id":1'));
  const HARMLESS_CALL = BAD.replace(TOKEN, 'nothing');

  test.runIf(isRoot)('read-only by its mode: observe says so and relays, enforce refuses', async () => {
    const place = new Place();
    place.giveAway();
    chmodSync(place.home, 0o500);
    const observed = await place.proxy('observe', { input: HARMLESS, uid: NOBODY });
    saysAndEndsWith(observed, 0, /cannot be (?:written|opened)/, /rows could not be recorded/);
    expect(observed.out).toBe(HARMLESS);
    const enforced = await place.proxy('enforce', { input: HARMLESS_CALL, uid: NOBODY });
    saysAndEndsWith(enforced, 0, /cannot be (?:written|opened)/);
    expect(refused(enforced)).toHaveLength(1);
    expect(enforced.out.split('\n')).toHaveLength(2);
  });

  test.runIf(isRoot)('a read-only file system: the same', async ({ skip }) => {
    const place = new Place();
    if (!mounted(place.home, 'ro,size=1m,mode=700')) skip('cannot mount here');
    const observed = await place.proxy('observe', { input: HARMLESS });
    saysAndEndsWith(observed, 0, 'read-only file system', /rows could not be recorded/);
    expect(observed.out).toBe(HARMLESS);
    const enforced = await place.proxy('enforce', { input: HARMLESS_CALL });
    saysAndEndsWith(enforced, 0, 'read-only file system');
    expect(refused(enforced)).toHaveLength(1);
    saysAndEndsWith(await place.run(['mode', 'enforce', '--home', place.home]), 2, /EROFS|read-only/);
  });

  test.runIf(isRoot)('a full disk: the same', async ({ skip }) => {
    const place = new Place();
    if (!mounted(place.home, 'size=64k,mode=700')) skip('cannot mount here');
    try {
      writeFileSync(join(place.home, 'filler'), Buffer.alloc(1 << 20));
    } catch {}
    const observed = await place.proxy('observe', { input: HARMLESS });
    saysAndEndsWith(observed, 0, /full|space|ENOSPC/, /rows could not be recorded/);
    expect(observed.out).toBe(HARMLESS);
    const enforced = await place.proxy('enforce', { input: HARMLESS_CALL });
    saysAndEndsWith(enforced, 0, /full|space|ENOSPC/);
    expect(refused(enforced)).toHaveLength(1);
  });

  test('what enforce refuses anyway is refused with a full disk too', async () => {
    const place = new Place();
    // A folder in place of the database and a file in place of the spool: neither takes a row.
    mkdirSync(place.database);
    writeFileSync(join(place.home, 'spool'), '');
    const ran = await place.proxy('enforce', { input: BAD });
    expect(ran.out).toMatch(/^\{"jsonrpc":"2\.0","id":1,"result":\{.*blocked by oktsec/);
    expect(ran.out).not.toContain(TOKEN);
    saysAndEndsWith(ran, 0, 'it is not a file');
  });
});

describe('oktsec logs', () => {
  test('no log yet is an empty one', async () => {
    const place = new Place();
    expect((await place.logs()).code).toBe(0);
  });

  test('a corrupt database: 2, and it is left as it is', async () => {
    const place = new Place();
    await recorded(place.home, [entry(1)]);
    writeFileSync(place.database, 'no database '.repeat(2000));
    const before = readFileSync(place.database);
    saysAndEndsWith(await place.logs(), 2, /oktsec\.db is damaged/, 'oktsec: hint: ');
    expect(readFileSync(place.database).equals(before)).toBe(true);
  });

  test('a newer database: 2', async () => {
    const place = await newer();
    saysAndEndsWith(await place.logs(), 2, 'written by a newer oktsec');
  });

  test('a database that another program keeps to itself: 2 after a wait', async () => {
    const place = new Place();
    await recorded(place.home, [entry(1)]);
    const holder = new Sqlite(place.database);
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('BEGIN EXCLUSIVE; COMMIT');
    const ran = await place.logs();
    holder.close();
    saysAndEndsWith(ran, 2, /oktsec\.db is locked by another program/);
  });

  test.runIf(isRoot)('a log that may only be read: 2, and the way to look at it', async () => {
    const place = new Place();
    await recorded(place.home, [entry(1)]);
    place.giveAway();
    chmodSync(place.home, 0o500);
    const ran = await place.logs({ uid: NOBODY });
    saysAndEndsWith(
      ran,
      2,
      'cannot be written, and SQLite must write there even to read',
      'oktsec: hint: look at a copy',
    );
  });

  test.runIf(isRoot)('a home that cannot be read: 2', async () => {
    const place = new Place();
    place.giveAway();
    chmodSync(place.home, 0);
    saysAndEndsWith(await place.logs({ uid: NOBODY }), 2, /cannot be read: permission denied \(EACCES\)/);
  });
});

async function newer(): Promise<Place> {
  const place = new Place();
  await recorded(place.home, [entry(1)]);
  const db = new Sqlite(place.database);
  db.pragma('user_version = 99');
  db.close();
  return place;
}

function mounted(path: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', path]));
  return true;
}

test('a working folder that was taken away: commands say so', async () => {
  const place = new Place();
  const gone = join(place.folder, 'gone');
  const words = [node, bin, '--home', place.home].map((word) => `'${word}'`).join(' ');
  const script = `mkdir '${gone}' && cd '${gone}' && rmdir '${gone}' && exec ${words}`;
  const env = { PATH: process.env.PATH, HOME: place.folder };
  const run = (rest: string) =>
    spawnSync('sh', ['-c', `${script} ${rest}`], { env, encoding: 'utf8', input: HARMLESS });
  const { status, stderr } = run('status');
  expect({ status, stderr: stderr.slice(stderr.indexOf('oktsec')) }).toEqual({
    status: 2,
    stderr: 'oktsec: error: the folder that you are in is not there any more\noktsec: hint: cd ~\n',
  });
  expect(run('version').status).toBe(0);
});

test('case 210: on a full disk no empty config, key or copy is left that the next command would take for one', async ({
  skip,
}) => {
  const place = new Place();
  if (!mounted(place.home, 'size=256k,mode=0700')) skip('only root can mount');
  mkdirSync(join(place.folder, '.cursor'));
  const client = place.write('.cursor/mcp.json', '{"mcpServers":{"a":{"command":"a-server"}}}');
  const before = readFileSync(client, 'utf8');
  const full = join(place.home, 'filler');
  try {
    writeFileSync(full, Buffer.alloc(1 << 20));
  } catch {}
  const tries = [['init'], ['keygen', '--agent', 'ann'], ['wrap', 'cursor', '--no-proof']];
  for (const words of tries) {
    const ran = await place.run([...words, '--home', place.home]);
    saysAndEndsWith(ran, 2, /ENOSPC|full/);
  }
  expect(readFileSync(client, 'utf8')).toBe(before);
  const files = readdirSync(place.home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(files.filter(({ name }) => /\.(yaml|key|pub|bin|tmp|\d+)$|mcp\.json/.test(name))).toEqual([]);
  execFileSync('mount', ['-o', 'remount,size=8m', place.home]);
  rmSync(full);
  for (const words of tries) expect((await place.run([...words, '--home', place.home])).code).toBe(0);
  const copies = readdirSync(join(place.home, 'backups')).map((name) =>
    readFileSync(join(place.home, 'backups', name), 'utf8'),
  );
  expect(copies).toEqual([before]);
});
