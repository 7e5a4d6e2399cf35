import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { entry, held, World } from './world.ts';

test('on a fresh machine all is well, and looking leaves nothing behind', async () => {
  const world = new World();
  const { code, out } = await world.run(['doctor']);
  expect(code).toBe(0);
  expect(out).toMatch(/^ok {4}node \d+\.\d+\.\d+, oktsec \d/m);
  expect(out).toContain('no config file, the defaults stand');
  expect(out).toMatch(/ok, 0 warnings, 0 failures\n$/);
  expect(readdirSync(world.userHome)).toEqual([]);
});

test('case 225: doctor warns of NODE_OPTIONS, and of a home others can look into; a warning alone is exit 0', async () => {
  const world = new World();
  world.config('version: "1"\n');
  chmodSync(world.home, 0o755);
  const { code, out } = await world.run(['doctor'], { env: { NODE_OPTIONS: '--require ./x\u001b.cjs' } });
  expect(code).toBe(0);
  expect(out).toContain('warn  NODE_OPTIONS is set: --require ./x\\x1b.cjs');
  expect(out).toContain(`chmod 700 ${world.home}`);
  expect(out).toContain('2 warnings, 0 failures');
});

test('a broken chain and a faulty config are failures: exit 1', async () => {
  const world = new World();
  await world.record(entry(), entry());
  expect((await world.run(['doctor'])).out).toMatch(/^ok {4}database .* 2 rows, chain intact/m);
  const db = new Database(join(world.home, 'oktsec.db'));
  db.exec('UPDATE audit SET size = 1 WHERE seq = 1');
  db.close();
  const broken = await world.run(['doctor', '--json']);
  expect(broken.code).toBe(1);
  expect(JSON.parse(broken.out)).toContainEqual(
    expect.objectContaining({ level: 'fail', what: expect.stringContaining('chain broken at row 1') }),
  );
  world.config('version: "1"\nmodes: x\n');
  const faulty = await world.run(['doctor']);
  expect(faulty.code).toBe(1);
  expect(faulty.out).toMatch(/^fail {2}.*oktsec\.yaml:2:1: unknown key "modes"$/m);
});

test('oktsec alone says what to do first where nothing stands', async () => {
  const { code, out } = await new World().run([]);
  expect(code).toBe(0);
  expect(out).toContain('oktsec demo');
  expect(out).toContain('oktsec proxy --agent NAME -- COMMAND');
});

test('oktsec alone counts the last day and names what is held', async () => {
  const world = new World();
  await world.record(entry(), entry({ decision: 'content_flagged' }), held('H3LD77'));
  const { code, out } = await world.run([]);
  expect(code).toBe(0);
  expect(out).toContain('24 h  3 rows: 1 quarantined, 1 flagged, 3 in all');
  expect(out).toContain('held  1, the newest H3LD77: cursor to cursor.files read_file');
  expect(out).toContain('oktsec allow H3LD77 --once');
  const [state] = JSON.parse((await world.run(['--json'])).out) as object[];
  expect(state).toMatchObject({ mode: 'observe', rows: 3, held: ['H3LD77'] });
});
