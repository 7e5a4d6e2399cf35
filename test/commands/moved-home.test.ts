import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entry } from '../fixtures/store/entries.ts';
import { FILES, Machine } from './machine.ts';
import { NOW } from './world.ts';

test('after the home was moved, entries that name the old config do not start, and repair writes the new one', async () => {
  const world = new Machine();
  const wrapped = world.behind('cursor.filesystem', FILES);
  const old = join(world.folder, 'old-user', '.oktsec', 'oktsec.yaml');
  const file = world.cursor({
    filesystem: { ...wrapped, args: wrapped.args?.map((word) => (word.endsWith('oktsec.yaml') ? old : word)) ?? [] },
  });
  const told = await world.run(['doctor']);
  expect(told).toMatchObject({ code: 1 });
  expect(told.out).toContain(`filesystem does not start, its config ${old} is gone`);
  expect(told.out).toContain('oktsec repair cursor');
  expect((await world.run(['repair'])).code).toBe(0);
  expect(JSON.parse(world.read(file))).toEqual({ mcpServers: { filesystem: wrapped } });
  expect((await world.run(['status'])).out).toContain('1 of 1 server behind oktsec');
});

test('an oktsec with another config that is there is told by that, not by the same oktsec', async () => {
  const world = new Machine();
  const wrapped = world.behind('cursor.filesystem', FILES);
  const other = world.write('other.yaml', 'version: "1"\n');
  world.cursor({
    filesystem: { ...wrapped, args: wrapped.args?.map((word) => (word.endsWith('oktsec.yaml') ? other : word)) ?? [] },
  });
  expect((await world.run(['doctor'])).out).toContain(
    `not as this installation writes it: proxy --agent cursor.filesystem --config ${other}`,
  );
});

test('a log that was begun anew is told by doctor, status and verify, for a week', async () => {
  const world = new Machine();
  world.config('version: "1"\n');
  await world.record(entry(0, { time: NOW }), entry(1, { time: NOW }));
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(world.home, `oktsec.db${suffix}`), { force: true });
  await world.record(entry(2, { time: NOW }));
  expect((await world.run(['doctor'])).out).toContain('warn  the log was begun anew at 2026-11-21T');
  expect((await world.run(['status'])).out).toMatch(/ log +new chain: the database was gone; follows chain/);
  expect((await world.run(['logs', 'verify'])).out).toMatch(
    /follows {3}chain [0-9a-f]{16} row 2: what was before is not/,
  );
  const later = await world.run(['doctor'], { now: NOW + 8 * 86_400_000_000 });
  expect(later.out).not.toContain('begun anew');
});
