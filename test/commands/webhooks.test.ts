import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { blocked } from '../fixtures/store/entries.ts';
import { until } from '../fixtures/store/home.ts';
import { Receiver, status } from '../sinks/receiver.ts';
import { entry, World } from './world.ts';

const cli = fileURLToPath(new URL('../../bin/oktsec.js', import.meta.url));
const variable = (name: string) => '$'.concat(`{env:${name}}`);

function configured(world: World, receiver: Receiver): void {
  world.config(
    `version: "1"\nwebhooks: [{ name: ops, url: "${receiver.url}/x/${variable('HOOK')}", allow_private: true }]\nsinks: [{ type: file, path: told.jsonl, events: [blocked] }]\n`,
  );
}

test('case 173: list shows who is told, and no secret', async () => {
  const world = new World();
  expect((await world.run(['webhooks', 'list'])).out).toContain('nobody is told');
  configured(world, await Receiver.open());
  const { out } = await world.run(['webhooks'], { env: { HOOK: 'S3CRET' } });
  expect(out).toMatch(/ops +webhook json +http:\/\/127\.0\.0\.1:\d+\/… /);
  expect(out).toContain('file-1');
  expect(out).not.toMatch(/S3CRET|\/x\//);
  const json = JSON.parse((await world.run(['webhooks', '--json'])).out);
  expect(json).toMatchObject([
    { name: 'ops', waiting: 0, given_up: [] },
    { name: 'file-1', where: join(world.home, 'told.jsonl') },
  ]);
});

test('test tells each now, and says who did not take it', async () => {
  const world = new World();
  const receiver = await Receiver.open();
  configured(world, receiver);
  const missing = await world.run(['webhooks', 'test']);
  expect(missing).toMatchObject({ code: 1, out: 'ops: not told: $HOOK is not set\nfile-1: told\n' });
  expect(await world.run(['webhooks', 'test', 'ops'], { env: { HOOK: 'abc' } })).toMatchObject({
    code: 0,
    out: 'ops: told\n',
  });
  expect(receiver.got[0]?.path).toBe('/x/abc');
  expect(receiver.json(0)).toMatchObject({ event: 'changed', method: 'test' });
  expect(readFileSync(join(world.home, 'told.jsonl'), 'utf8')).toContain('"method":"test"');
  expect(await world.run(['webhooks', 'test', 'opps'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('did you mean ops?'),
  });
});

test('what was given up is listed with its reason, and retry sends it', async () => {
  const world = new World();
  const receiver = await Receiver.open();
  configured(world, receiver);
  await world.record(entry());
  const store = openStore(world.home);
  store.outbox.collect('ops', () => true, 10);
  await world.record(blocked(1), blocked(2));
  store.outbox.collect('ops', () => true, 10);
  for (const seq of [2, 3]) store.outbox.failed('ops', seq, { error: 'answered 404', again: undefined });
  store.close();
  const listed = await world.run(['webhooks', 'list']);
  expect(listed.out).toMatch(/2 +ops +1 +given up +answered 404/);
  expect(listed.out).toContain('oktsec webhooks retry');
  const env = { HOOK: 'abc' };
  expect(await world.run(['webhooks', 'retry', '--row', '99'], { env })).toMatchObject({ code: 1 });
  expect(await world.run(['webhooks', 'retry', 'ops', '--row', '3'], { env })).toMatchObject({
    code: 0,
    out: '1 taken up, 1 sent, 0 waiting\n',
  });
  receiver.answer = status(404);
  expect(await world.run(['webhooks', 'retry'], { env })).toMatchObject({
    out: '1 taken up, 0 sent, 0 waiting, 1 given up\n',
  });
  receiver.answer = status(200);
  expect(await world.run(['webhooks', 'retry', '--json'], { env })).toMatchObject({ code: 0 });
  expect(await world.run(['webhooks', 'retry'], { env })).toMatchObject({ code: 0, out: 'nothing was given up\n' });
  expect(receiver.got.map((_, at) => receiver.json(at).seq)).toEqual([3, 2, 2]);
});

test('send tells of what comes while it runs, and ends cleanly when it is stopped', async () => {
  const world = new World();
  const receiver = await Receiver.open();
  configured(world, receiver);
  await world.record(entry());
  const argv = [cli, 'webhooks', 'send', '--home', world.home];
  const child = spawn(process.execPath, argv, { env: { PATH: process.env.PATH, HOME: world.userHome, HOOK: 'abc' } });
  const ended = new Promise<number | null>((done) => {
    child.on('close', done);
  });
  const standing = () => {
    const store = openStore(world.home);
    const waits = store.outbox.lease('somebody else', 1);
    store.close();
    return !waits;
  };
  await until(standing);
  while (receiver.got.length === 0) {
    await world.record(blocked(1));
    await new Promise((go) => setTimeout(go, 300));
  }
  expect(receiver.json(0)).toMatchObject({ event: 'blocked', rules: ['CRED-001'] });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(await world.run(['webhooks', 'send', '--config', world.write('none.yaml', 'version: "1"\n')])).toMatchObject({
    code: 1,
  });
});

test('a server tells of what comes while it runs, of a config that changes too', async () => {
  const world = new World();
  const receiver = await Receiver.open();
  world.config('version: "1"\n');
  const env = { PATH: process.env.PATH, HOME: world.userHome, HOOK: 'abc' };
  const argv = [cli, 'serve', '--port', '0', '--home', world.home];
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((done) => {
    child.on('close', done);
  });
  await new Promise((go) => child.stdout.once('data', go));
  configured(world, receiver);
  while (receiver.got.length === 0) {
    await world.record(blocked(1));
    await new Promise((go) => setTimeout(go, 400));
  }
  expect(receiver.json(0)).toMatchObject({ event: 'blocked', rules: ['CRED-001'] });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('kill -9 of who sends loses nothing, keeps the order, and repeats at most what was in the air', async () => {
  const world = new World();
  const receiver = await Receiver.open();
  receiver.answer = (response) => setTimeout(() => response.end('ok'), 5);
  configured(world, receiver);
  await world.record(entry());
  const store = openStore(world.home);
  store.outbox.collect('ops', () => true, 1);
  const rounds = 4;
  const env = { PATH: process.env.PATH, HOME: world.userHome, HOOK: 'abc' };
  for (let round = 0; round <= rounds; round += 1) {
    await world.record(...Array.from({ length: 10 }, (_, n) => blocked(round * 10 + n)));
    const child = spawn(process.execPath, [cli, 'webhooks', 'send', '--quiet', '--home', world.home], {
      env,
      stdio: 'ignore',
    });
    const ended = new Promise((done) => {
      child.on('close', done);
    });
    const before = receiver.got.length;
    if (round < rounds) await until(() => receiver.got.length >= before + 3);
    else
      await until(
        () =>
          new Set(receiver.got.map((_, at) => receiver.json(at).seq)).size === 50 && store.outbox.list().length === 0,
      );
    child.kill('SIGKILL');
    await ended;
  }
  const seqs = receiver.got.map((_, at) => Number(receiver.json(at).seq));
  expect([...new Set(seqs)]).toEqual(Array.from({ length: 50 }, (_, n) => n + 2));
  expect(seqs.length).toBeLessThanOrEqual(50 + rounds);
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  store.close();
});

test('a bad row number says what it is', async () => {
  const world = new World();
  configured(world, await Receiver.open());
  expect(await world.run(['webhooks', 'retry', '--row', 'x'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('no row number'),
  });
});
