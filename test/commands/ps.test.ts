import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { World } from './world.ts';

/** Answers each call, but for the one that is called `never`. */
const SERVER = `let rest='';process.stdin.on('data',d=>{rest+=d;const lines=rest.split('\\n');rest=lines.pop();
for(const l of lines){const {id,params}=JSON.parse(l);if(params.name!=='never')
process.stdout.write(JSON.stringify({jsonrpc:'2.0',id,result:{content:[]}})+'\\n')}});process.on('SIGTERM',()=>{})`;

type Shown = Record<string, unknown>;

function started(world: World, agent: string): ChildProcess {
  const words = ['bin/oktsec.js', 'proxy', '--mode', 'enforce', '--home', world.home, '--agent', agent];
  const proxy = spawn(process.execPath, [...words, '--', process.execPath, '-e', SERVER]);
  onTestFinished(() => void proxy.kill('SIGKILL'));
  proxy.stdout?.resume();
  return proxy;
}

const call = (proxy: ChildProcess, id: number, name: string, text = '') =>
  proxy.stdin?.write(
    `${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: { text } } })}\n`,
  );

async function shownWhen(world: World, holds: (lines: Shown[]) => boolean): Promise<Shown[]> {
  for (let tries = 0; ; tries += 1) {
    const lines = JSON.parse((await world.run(['ps', '--json'], { now: Date.now() * 1000 })).out) as Shown[];
    if (holds(lines) || tries > 300) return lines;
    await sleep(100);
  }
}

test('ps shows what runs, with its calls, and stop ends one of them and no other', async () => {
  const world = new World();
  expect((await world.run(['ps'])).out).toBe('no server runs behind oktsec now\n');
  mkdirSync(world.home, { recursive: true, mode: 0o700 });
  const one = started(world, 'cursor.files');
  const other = started(world, 'cursor.notes');
  call(one, 1, 'echo');
  call(
    one,
    2,
    'echo',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMw',
  );
  call(one, 3, 'never');
  const lines = await shownWhen(world, (all) => all.length === 2 && all.some(({ answered }) => answered === 1));
  const [files] = lines.filter(({ agent }) => agent === 'cursor.files');
  expect(files).toMatchObject({ client: 'cursor', pid: one.pid, calls: 2, answered: 1, state: 'ok' });
  expect(Number(files?.held) + Number(files?.refused)).toBe(1);
  expect(files?.waiting_since).toMatch(/^2\d{3}-/);
  if (process.platform === 'linux') expect(files?.server_kb).toBeGreaterThan(1000);
  const later = await world.run(['ps'], { now: (Date.now() + 60_000) * 1000 });
  expect(later.out).toMatch(/^cursor\.files .*no answer since \d/m);
  await world.run(['pause']);
  expect((await world.run(['ps'])).out).toMatch(/^cursor\.notes .*paused$/m);

  const gone = new Promise((done) => one.on('close', done));
  const done = await world.run(['stop', 'cursor/files']);
  expect(done).toMatchObject({ code: 0, out: `stopped: cursor.files, process ${one.pid}\n` });
  await gone;
  expect(() => process.kill(Number(files?.server_pid), 0)).toThrow();
  expect((await shownWhen(world, (all) => all.length === 1)).map(({ agent }) => agent)).toEqual(['cursor.notes']);
  expect(other.exitCode).toBe(null);
  expect(await world.run(['stop', 'cursor.files'])).toMatchObject({ code: 1, out: '' });
  other.stdin?.end();
  expect((await shownWhen(world, (all) => all.length === 0)).length).toBe(0);
});

test('a mark whose process id was given to somebody else ends nobody', async () => {
  const world = new World();
  const bystander = spawn('sleep', ['60']);
  onTestFinished(() => void bystander.kill('SIGKILL'));
  // Start times are told in hundredths of a second: theirs must differ.
  await new Promise((done) => setTimeout(done, 50));
  mkdirSync(world.home, { recursive: true, mode: 0o700 });
  const proxy = started(world, 'cursor.files');
  await shownWhen(world, (all) => all.length === 1);
  const folder = join(world.home, 'running');
  const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.json'));
  const mark = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  proxy.kill('SIGKILL');
  await new Promise((done) => proxy.on('close', done));
  writeFileSync(join(folder, name), JSON.stringify({ ...mark, owner: { ...mark.owner, pid: bystander.pid } }));
  expect(await world.run(['stop', 'cursor.files'])).toMatchObject({ code: 1, out: '' });
  writeFileSync(join(folder, 'odd.json'), '{');
  expect((await world.run(['ps'])).out).toBe('no server runs behind oktsec now\n');
  expect(bystander.exitCode).toBe(null);
  expect(readdirSync(folder)).toEqual(['odd.json']);
});
