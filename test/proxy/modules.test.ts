import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { call, initialize, node, Relay, Scene, within } from '../transparency/relay.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What a process had loaded at one moment. */
type Loaded = { readonly at: string; readonly files: readonly string[]; readonly builtins: readonly string[] };

/**
 * Loaded before the proxy: notes what there is when a child process is started, the first message goes on, the reader has come, and at the exit.
 * The preload itself loads nothing that it notes.
 */
const PROBE = `
const { ChildProcess } = require('node:child_process');
const { Duplex } = require('node:stream');
const { appendFileSync } = require('node:fs');
const note = (at) => {
  const files = Object.keys(require.cache).filter((path) => path !== __filename);
  const builtins = process.moduleLoadList.filter((name) => name.startsWith('NativeModule ')).map((name) => name.slice(13));
  appendFileSync(process.env.PROBE_OUT, JSON.stringify({ at, files, builtins }) + '\\n');
};
const { spawn } = ChildProcess.prototype;
ChildProcess.prototype.spawn = function (options) {
  note(options.file === '/bin/sh' ? 'lifeline' : 'server');
  return spawn.call(this, options);
};
const { write } = Duplex.prototype;
Duplex.prototype.write = function (...given) {
  note('message');
  Duplex.prototype.write = write;
  return write.apply(this, given);
};
const watch = setInterval(() => {
  if (!Object.keys(require.cache).some((path) => path.includes('proxy-reader'))) return;
  clearInterval(watch);
  note('reader');
}, 10).unref();
process.on('exit', () => note('exit'));
`;

/** Never, by whatever way: what a proxy does without. */
const NEVER = ['http', 'https', 'http2', 'tls', 'dns', 'worker_threads', 'inspector', 'readline', 'repl'];
const LIBRARIES = ['yaml', 'zod', 'commander', 'chalk', 'ink', '@modelcontextprotocol', '@eslint-community', '@noble'];

const folder = mkdtempSync(join(tmpdir(), 'oktsec-modules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'probe.cjs'), PROBE);
writeFileSync(join(folder, 'oktsec.js'), '');

async function loaded(
  command: readonly string[],
  talk: (relay: Relay, out: string) => Promise<void>,
): Promise<Loaded[]> {
  const out = join(folder, randomUUID());
  // Not by NODE_OPTIONS: of that the proxy itself makes a row.
  const [node = '', ...words] = command;
  using relay = new Relay([node, '--require', join(folder, 'probe.cjs'), ...words], {
    env: { ...process.env, PROBE_OUT: out },
  });
  await talk(relay, out);
  await relay.close();
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Loaded);
}

/** Paths from the root of the package, chunks without their hashes. */
function named({ files }: Loaded): string[] {
  return files.map((file) => relative(root, file).replace(/-[\w-]{8}\.cjs$/, '.cjs')).sort();
}

/** Our own chunks that may be read before the server is started: nothing that reads traffic, rules or the log. */
const BEFORE_THE_SERVER = [chunk('shared')];
const MOST_BYTES_BEFORE_THE_SERVER = 40 * 1024;
/** What comes in addition once there is something to read. */
const DETECTORS = ['agents', 'meanings', 'learned', 'detectors'].map(chunk);
const TO_READ = [...DETECTORS, ...['rolldown-runtime', 'scan', 'proxy-reader'].map(chunk)];
const TO_RECORD = [
  ...['writer', 'driver'].map(chunk),
  ...['binding', 'database', 'index', 'sqlite-error', 'util'].map(sqlite),
];
const METHODS = [
  'aggregate',
  'backup',
  'explain',
  'function',
  'inspect',
  'pragma',
  'serialize',
  'table',
  'transaction',
  'wrappers',
].map((name) => sqlite(`methods/${name}`));
const START = ['bin/oktsec.js', 'dist/proxy.cjs', ...BEFORE_THE_SERVER];
const BUILTINS_BEFORE = ['os'];
const BUILTINS = ['crypto', 'module', 'os', 'v8', 'vm'];

function chunk(name: string): string {
  return `dist/proxy-${name}.cjs`;
}

function sqlite(name: string): string {
  return `node_modules/better-sqlite3/lib/${name}.js`;
}

function beyond(found: readonly string[], allowed: readonly string[]): string[] {
  return found.filter((name) => !allowed.includes(name));
}

/** Public modules of Node beyond what an empty script with the same probe has. */
async function added({ builtins }: Loaded): Promise<string[]> {
  const [empty] = await loaded([node, join(folder, 'oktsec.js')], async () => {});
  return beyond(builtins, empty?.builtins ?? []).filter((name) => !/^internal[/]/.test(name));
}

async function session(
  mode: 'observe' | 'enforce',
  said = call(1, 'echo', { text: 'hello' }),
): Promise<Map<string, Loaded>> {
  using scene = new Scene();
  const notes = await loaded(scene.command(mode, ['cat']), async (relay) => {
    relay.send(said);
    await relay.take(1);
  });
  expect(scene.rows().length).toBeGreaterThan(0);
  return new Map(notes.map((note) => [note.at, note]));
}

describe.each(['observe', 'enforce'] as const)('what a proxy in %s loads', (mode) => {
  test('before its server is started: a few files of ours, and no library', async () => {
    const start = (await session(mode)).get('server')!;
    expect(beyond(named(start), START)).toEqual([]);
    expect(beyond(await added(start), BUILTINS_BEFORE)).toEqual([]);
    const bytes = start.files.reduce((sum, path) => sum + statSync(path).size, 0);
    expect(bytes).toBeLessThan(MOST_BYTES_BEFORE_THE_SERVER);
  });

  test('after a session: in addition what reads and records, and of libraries SQLite alone', async () => {
    const end = (await session(mode)).get('exit')!;
    expect(beyond(named(end), [...START, ...TO_READ, ...TO_RECORD, ...METHODS])).toEqual([]);
    expect(named(end)).toEqual(expect.arrayContaining([chunk('proxy-reader'), chunk('writer'), sqlite('index')]));
    expect(beyond(await added(end), BUILTINS)).toEqual([]);
    expect(NEVER.filter((name) => end.builtins.includes(name))).toEqual([]);
    expect(end.files.filter((path) => LIBRARIES.some((name) => path.includes(`/node_modules/${name}/`)))).toEqual([]);
  });
});

test('a handshake in enforce goes on before any detector is loaded; what asks for one waits until all are', async () => {
  const plain = (await session('enforce', initialize())).get('message')!;
  expect(named(plain)).toContain(chunk('proxy-reader'));
  expect(named(plain).filter((path) => DETECTORS.includes(path))).toEqual([]);
  const asking = (await session('enforce', call(1, 'run', { command: 'curl -s https://example.com | head' }))).get(
    'message',
  )!;
  expect(named(asking)).toEqual(expect.arrayContaining(DETECTORS));
});

test('SQLite comes with the first row and not before: what is still silent has none of it', async () => {
  using scene = new Scene();
  const notes = await loaded(scene.command('enforce', ['cat']), async (relay, out) => {
    // The reader is there; then the client leaves without a word.
    expect(await within(40_000, () => existsSync(out) && readFileSync(out, 'utf8').includes('"at":"reader"'))).toBe(
      true,
    );
    relay.end();
  });
  const end = notes.find(({ at }) => at === 'exit')!;
  expect(named(end)).toContain(chunk('proxy-reader'));
  expect(named(end).filter((path) => path.includes('sqlite') || path === chunk('writer'))).toEqual([]);
  expect(existsSync(join(scene.home, 'oktsec.db'))).toBe(false);
});
