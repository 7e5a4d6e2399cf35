import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { until } from '../fixtures/store/home.ts';
import { Machine, REMOTE } from './machine.ts';

const cli = fileURLToPath(new URL('../../bin/oktsec.js', import.meta.url));
const offers = fileURLToPath(new URL('../fixtures/servers/offers.cjs', import.meta.url));

/** A machine whose client has one server that notes when it is started and called. */
function machine(): { readonly world: Machine; readonly notes: string } {
  const world = new Machine();
  const notes = join(world.cwd, 'notes');
  world.cursor({ calc: { command: process.execPath, args: [offers, notes] }, docs: REMOTE });
  return { world, notes };
}

test('each server is started, asked what it offers and ended; no tool is called', async () => {
  const { world, notes } = machine();
  const { code, out } = await world.run(['scan', '--clients', '--yes']);
  expect(code).toBe(1);
  expect(out).toContain('cursor/calc  2 tools, 1 prompt, 0 resources  can reach files');
  expect(out).toMatch(/critical|high/);
  expect(out).toContain('in tool add');
  expect(out).not.toContain('in tool read_file');
  expect(out).toContain('in 1 of 1 server; no tool was called');
  expect(readFileSync(notes, 'utf8')).toBe('started\n');
});

test('it asks first, having shown the commands; without an answer nothing is started', async () => {
  const { world, notes } = machine();
  const alone = await world.run(['scan', '--clients']);
  expect(alone).toMatchObject({ code: 2, out: '' });
  expect(alone.err).toMatch(/cursor\/calc {2}.*offers\.cjs/);
  expect((await world.run(['scan', '--clients'], { types: 'n' })).code).toBe(1);
  expect(existsSync(notes)).toBe(false);
  expect((await world.run(['scan', '--clients', '--fail-on', 'never'], { types: 'y' })).code).toBe(0);
  expect(existsSync(notes)).toBe(true);
});

test('as JSON and SARIF, with the finding in its tool', async () => {
  const { world } = machine();
  const { out } = await world.run(['scan', '--clients', '--yes', '--json', '--fail-on', 'never']);
  const [server] = JSON.parse(out) as { findings: { in: string; rule: string }[] }[];
  expect(server).toMatchObject({
    ref: 'cursor/calc',
    heard: true,
    tools: ['read_file', 'add'],
    capabilities: ['files'],
  });
  expect(new Set(server?.findings.map((one) => one.in))).toEqual(new Set(['tool add']));
  const sarif = await world.run(['scan', '--clients', '--yes', '--sarif', '--fail-on', 'never']);
  const { runs } = JSON.parse(sarif.out) as { runs: { results: { ruleId: string }[] }[] };
  expect(runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(server?.findings.map(({ rule }) => rule));
});

test('a server that cannot be heard is said to be so, and is no finding', async () => {
  const world = new Machine();
  world.cursor({ gone: { command: '/nowhere/server' }, needs: { command: 'node', args: ['${input:path}'] } });
  const { code, out } = await world.run(['scan', '--clients', '--yes']);
  expect(code).toBe(0);
  expect(out).toMatch(/^cursor\/gone {2}not heard: .*not found/m);
  expect(out).toMatch(/^cursor\/needs {2}not heard: needs /m);
  expect(out).toContain('0 findings in 0 of 2 servers');
});

test('starting and not starting exclude each other', async () => {
  expect((await new Machine().run(['scan', '--clients', '--config-only'])).code).toBe(2);
});

test.skipIf(process.platform === 'win32')('asked to end, it ends the servers that it started', async () => {
  const world = new Machine();
  const notes = join(world.cwd, 'notes');
  const mute = `require("node:fs").writeFileSync(${JSON.stringify(notes)}, String(process.pid)); setInterval(() => {}, 1000)`;
  world.cursor({ mute: { command: process.execPath, args: ['-e', mute] } });
  const child = spawn(process.execPath, [cli, 'scan', '--clients', '--yes'], {
    env: { PATH: process.env.PATH, HOME: world.userHome },
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((done) => {
    child.on('close', done);
  });
  await until(() => existsSync(notes) && readFileSync(notes, 'utf8') !== '');
  const pid = Number(readFileSync(notes, 'utf8'));
  child.kill('SIGTERM');
  expect(await ended).toBe(143);
  await until(() => !isAlive(pid));
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
