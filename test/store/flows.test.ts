import { expect, test } from 'vitest';
import type { Recorder, Remembered } from '../../src/store/store.ts';
import { newHome, recorder, until, withDatabase } from '../fixtures/store/home.ts';

const source = (tool: string, more: Partial<Remembered> = {}): Remembered => ({
  session: 'one',
  server: 'cursor.github',
  tool,
  private: true,
  untrusted: false,
  time: 1,
  expires: Date.now() * 1000 + 1e12,
  prints: Uint32Array.of(1, 2, 0xffff_ffff),
  ...more,
});
const stored = (home: string, count: number) =>
  until(() => withDatabase(home, (db) => db.prepare('SELECT count(*) FROM flow').pluck().get() === count));

async function read(log: Recorder, after: number): Promise<{ tools: string[]; last: number }> {
  const { sources, last } = (await log.flows('one', after))!;
  return { tools: sources.map(({ tool }) => tool), last };
}

test('what another process or this one read is news until it was told, and then no more', async () => {
  const home = newHome();
  const [mine, other] = [recorder(home), recorder(home)];
  // Nobody has looked yet: there may be anything.
  expect(mine.anyFlows()).toBe(true);
  expect(await read(mine, 0)).toEqual({ tools: [], last: 0 });
  expect(mine.anyFlows()).toBe(false);
  other.remember(source('get_issue'));
  await stored(home, 1);
  expect(mine.anyFlows()).toBe(true);
  const { tools, last } = await read(mine, 0);
  expect(tools).toEqual(['get_issue']);
  expect(mine.anyFlows()).toBe(false);
  mine.remember(source('read_file'));
  expect(mine.anyFlows()).toBe(true);
  await stored(home, 2);
  expect(mine.anyFlows()).toBe(true);
  expect((await read(mine, last)).tools).toEqual(['read_file']);
  expect(mine.anyFlows()).toBe(false);
  await Promise.all([mine.close(), other.close()]);
});

test('more than is told at once is news until the last of it', async () => {
  const home = newHome();
  const [mine, other] = [recorder(home), recorder(home)];
  await read(mine, 0);
  for (let n = 0; n < 256; n += 1) other.remember(source(`tool${n}`));
  await stored(home, 256);
  const first = await read(mine, 0);
  expect(first.tools).toHaveLength(256);
  expect(mine.anyFlows()).toBe(true);
  expect((await read(mine, first.last)).tools).toEqual([]);
  expect(mine.anyFlows()).toBe(false);
  await Promise.all([mine.close(), other.close()]);
});
