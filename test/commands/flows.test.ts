import { expect, test } from 'vitest';
import type { Pin } from '../../src/pins/pin.ts';
import { eventEntry } from '../../src/store/event.ts';
import { openRecorder } from '../../src/store/recorder.ts';
import { NOW, World } from './world.ts';

const pin = (server: string, name: string): Pin => ({
  server,
  launch: 'node-0123',
  kind: 'tool',
  name,
  state: 'approved',
  approved: '{}',
  reasons: [],
  by: 'first use',
});

async function pinned(world: World, pins: readonly Pin[]): Promise<void> {
  const log = openRecorder({ home: world.home, now: () => NOW, warn: () => undefined });
  await log.commit({ entry: eventEntry({ name: 'pinned', note: 'for a test' }, NOW), pins });
  await log.close();
}

const PINS = [
  pin('cursor.filesystem', 'read_text_file'),
  pin('cursor.filesystem', 'write_file'),
  pin('cursor.github', 'get_file_contents'),
  pin('cursor.slack', 'post_message'),
  pin('claude.fetch', 'fetch'),
];

test('the ways out are drawn, and the fewest servers to guard proposed', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await pinned(world, PINS);
  const { code, out } = await world.run(['flows']);
  expect(code).toBe(0);
  expect(out).toMatch(/cursor\.filesystem +→ +cursor\.slack +read_text_file → post_message +flagged/);
  expect(out).toMatch(/cursor\.github +→ +cursor\.slack/);
  expect(out).not.toContain('claude.fetch');
  expect(out).toContain('every one of 2 ways passes cursor.slack: the fewest to guard');
  expect(out).toContain('flows: { enforce: true }');
  expect(out).toContain('cursor.slack: { mode: enforce }');
});

test('what the proposal says guards them, and a config that says otherwise of a server is heard', async () => {
  const world = new World();
  world.config('version: "1"\nflows: { enforce: true }\nagents: { cursor.slack: { mode: enforce } }\n');
  await pinned(world, PINS);
  const guarded = await world.run(['flows']);
  expect(guarded.out).toMatch(/cursor\.github +→ +cursor\.slack .* held/);
  expect(guarded.out).not.toContain('fewest');
  world.config('version: "1"\nagents: { cursor.slack: { flow: private } }\n');
  expect((await world.run(['flows'])).out).toBe('no private server has another beside it that sends on\n');
  world.config('version: "1"\nagents: { cursor.slack: { flow: public } }\n');
  const json = JSON.parse((await world.run(['flows', 'cursor', '--json'])).out) as object[];
  expect(json).toHaveLength(2);
  expect(json[0]).toMatchObject({
    from: 'cursor.filesystem',
    to: 'cursor.slack',
    guarded: false,
    guard: 'cursor.slack',
  });
});

test('before anything is pinned it says so', async () => {
  const world = new World();
  world.config('version: "1"\n');
  expect((await world.run(['flows'])).out).toBe('nothing is pinned yet: that happens when a server is first used\n');
  expect(JSON.parse((await world.run(['flows', '--json'])).out)).toEqual([]);
});
