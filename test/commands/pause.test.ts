import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { World } from './world.ts';

const json = (out: string) => JSON.parse(out) as Record<string, unknown>[];

test('pause needs no question, is a row, and status says so first', async () => {
  const world = new World();
  const done = await world.run(['pause', '--reason', 'a strange call']);
  expect(done).toMatchObject({ code: 0, asked: '', err: '' });
  expect(done.out).toContain('paused: within a second');
  expect((await world.run(['pause'])).out).toMatch(/^paused already, by ops at 2026-/);
  expect((await world.run(['status'])).out).toMatch(/^paused {2}by ops at .*oktsec resume$/m);
  expect(json((await world.run(['status', '--json'])).out)[0]).toMatchObject({ paused: true });
  expect(json((await world.run(['logs', '--json'])).out)).toMatchObject([
    { method: 'pause', note: 'by ops: a strange call' },
  ]);
});

test('a fault in the config does not keep from pausing, in the home that it names', async () => {
  const world = new World();
  const home = join(world.folder, 'elsewhere');
  world.config(`version: "1"\nhome: ${home}\nmodes: observe\n`);
  const done = await world.run(['pause']);
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining('unknown key "modes"') as string });
  expect(existsSync(join(home, 'paused'))).toBe(true);
  world.config(`version: "1"\nhome: ${home}\n`);
  expect((await world.run(['status'])).out).toMatch(/^paused {2}by ops/m);
});

test('nor does a log that cannot be opened, and that it is not recorded is said', async () => {
  const world = new World();
  world.config('version: "1"\n');
  mkdirSync(join(world.home, 'oktsec.db'));
  const done = await world.run(['pause']);
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining('paused, but not recorded') as string });
  expect(done.out).toContain('paused: within a second');
  expect(existsSync(join(world.home, 'paused'))).toBe(true);
});

test('resume asks on the terminal for RESUME, and is shown by status for a week', async () => {
  const world = new World();
  await world.run(['pause']);
  const mark = join(world.home, 'paused');
  expect(await world.run(['resume', '--yes'], { stdin: 'RESUME\n' })).toMatchObject({ code: 2, out: '' });
  expect(await world.run(['resume'], { types: 'resume' })).toMatchObject({ code: 1, out: '' });
  expect(existsSync(mark)).toBe(true);
  const done = await world.run(['resume'], { types: 'RESUME' });
  expect(done).toMatchObject({ code: 0 });
  expect(done.asked).toContain('ops stopped them at');
  expect(existsSync(mark)).toBe(false);
  expect((await world.run(['status'])).out).toMatch(/resumed .*by ops, paused by ops/);
  expect((await world.run(['resume'])).out).toBe('nothing is paused\n');
});

test('where there is no terminal a token of scope review answers', async () => {
  const world = new World();
  await world.run(['pause']);
  const made = await world.run(['tokens', 'create', 'r', '--scope', 'review'], { types: 'TOKEN' });
  const [token = ''] = /okt_\w+/.exec(made.out) ?? [];
  const path = world.write('token', `${token}\n`);
  expect(await world.run(['resume', '--token-file', path])).toMatchObject({ code: 0, asked: '' });
  expect(json((await world.run(['logs', '--json'])).out)[0]).toMatchObject({ method: 'resume' });
});

test('oktsec alone says that nothing passes, and how it goes on', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await world.run(['pause']);
  const { out } = await world.run([]);
  expect(out).toMatch(/^paused {2}by ops at \S+: nothing passes$/m);
  expect(out).toMatch(/^next {2}oktsec resume /m);
  await world.run(['resume'], { types: 'RESUME' });
  expect((await world.run([])).out).not.toContain('paused');
});
