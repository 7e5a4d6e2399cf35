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
  expect(out).toMatch(/cursor\.filesystem +→ +cursor\.slack +flagged +read_text_file → post_message/);
  expect(out).toMatch(/cursor\.github +→ +cursor\.slack/);
  expect(out).not.toContain('claude.fetch');
  expect(out).toContain('all 2 ways that are open end at cursor.slack; to hold there what goes out:');
  expect(out).toContain('flows: { enforce: true }');
  expect(out).toContain('cursor.slack: { mode: enforce }');
});

test('what the proposal says guards them, and a config that says otherwise of a server is heard', async () => {
  const world = new World();
  world.config('version: "1"\nflows: { enforce: true }\nagents: { cursor.slack: { mode: enforce } }\n');
  await pinned(world, PINS);
  const guarded = await world.run(['flows']);
  expect(guarded.out).toMatch(/cursor\.github +→ +cursor\.slack +held/);
  expect(guarded.out).not.toContain('open');
  world.config('version: "1"\nagents: { cursor.slack: { flow: private } }\n');
  expect((await world.run(['flows'])).out).toBe('no private server has another beside it that sends on\n');
  world.config('version: "1"\nagents: { cursor.slack: { flow: public } }\n');
  const mistyped = await world.run(['flows', 'cursr']);
  expect(mistyped).toMatchObject({ code: 1, out: '' });
  expect(mistyped.err).toContain('did you mean "cursor"?');
  const json = JSON.parse((await world.run(['flows', 'cursor', '--json'])).out) as object[];
  expect(json).toHaveLength(2);
  expect(json[0]).toMatchObject({
    from: 'cursor.filesystem',
    to: 'cursor.slack',
    guarded: false,
    guard: 'cursor.slack',
  });
});

test('with more ways out than sources it names both: where calls are held, and the fewest that all ways touch', async () => {
  const world = new World();
  world.config('version: "1"\nagents: { cursor.slack: { mode: enforce } }\n');
  await pinned(world, [...PINS.slice(0, 2), pin('cursor.github', 'get_issue'), pin('cursor.github', 'create_issue')]);
  const github = await world.run(['flows']);
  expect(github.out).toContain('text that strangers write comes in by cursor.github');
  expect(github.out).toContain('the one way that is open ends at cursor.github');
  await pinned(world, [pin('cursor.slack', 'post_message'), pin('cursor.playwright', 'browser_navigate')]);
  await pinned(
    world,
    [pin('cursor.github', 'create_issue')].map((one) => ({ ...one, state: 'rejected' as const })),
  );
  const { out } = await world.run(['flows']);
  expect(out).toContain('  flows: { enforce: true }\n  agents:\n    cursor.playwright: { mode: enforce }\n');
  expect(out).not.toContain('cursor.slack: { mode: enforce }');
  await pinned(world, [pin('cursor.notion', 'create_page'), pin('cursor.mail', 'send_email')]);
  expect((await world.run(['flows'])).out).toContain(
    'the fewest that all of them touch: cursor.filesystem (in a client of its own), cursor.github (in a client of its own)',
  );
});

test('before anything is pinned it says so', async () => {
  const world = new World();
  world.config('version: "1"\n');
  expect((await world.run(['flows'])).out).toBe('nothing is pinned yet: that happens when a server is first used\n');
  expect(JSON.parse((await world.run(['flows', '--json'])).out)).toEqual([]);
});
