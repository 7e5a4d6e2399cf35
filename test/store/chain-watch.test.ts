import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { ChainState } from '../../src/store/chain/chain-state.ts';
import { checkpointsPath } from '../../src/store/chain/checkpoints.ts';
import { ChainWatch } from '../../src/store/chain/watch/chain-watch.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { newHome, recorded, withDatabase, withStore } from '../fixtures/store/home.ts';

const rows = (count: number) => Array.from({ length: count }, (_, n) => (n % 40 === 7 ? blocked(n) : entry(n)));
const HOUR = 3_600_000_000;

/** Pieces until there is no more to do. */
function through(watch: ChainWatch): ChainState {
  for (let pieces = 0; watch.step(); pieces += 1) expect(pieces).toBeLessThan(1000);
  return watch.state;
}

async function watching<T>(
  count: number,
  work: (watch: ChainWatch, home: string) => T | Promise<T>,
  now = () => 1,
): Promise<T> {
  const home = newHome();
  await recorded(home, rows(count), { checkpointRows: 100 });
  const watch = new ChainWatch(home, now);
  try {
    return await work(watch, home);
  } finally {
    watch.close();
  }
}

test('a whole log is proved in small pieces, and told to be read until then', async () => {
  await watching(600, (watch) => {
    expect(watch.state).toEqual({ state: 'none', rows: 0, at: undefined, bad: undefined });
    expect(watch.step()).toBe(true);
    expect(watch.state).toEqual({ state: 'reading', rows: 64, at: undefined, bad: undefined });
    expect(through(watch)).toEqual({ state: 'intact', rows: 600, at: 1, bad: undefined });
  });
});

test('rows that come later are proved as they come', async () => {
  await watching(100, async (watch, home) => {
    through(watch);
    await recorded(home, rows(250), { checkpointRows: 100 });
    expect(through(watch)).toMatchObject({ state: 'intact', rows: 350 });
    withDatabase(home, (db) => db.exec('UPDATE audit SET size = 1 WHERE seq = 360'));
    await recorded(home, rows(30));
    withDatabase(home, (db) => db.exec('UPDATE audit SET size = 1 WHERE seq = 360'));
    expect(through(watch)).toMatchObject({ state: 'broken', bad: { seq: 360 } });
    expect(watch.step()).toBe(false);
  });
});

test('a home without a log has no chain; one that comes is read', async () => {
  const home = newHome();
  const watch = new ChainWatch(home, () => 7);
  expect([watch.step(), watch.state.state]).toEqual([false, 'none']);
  await recorded(home, rows(3));
  expect(through(watch)).toEqual({ state: 'intact', rows: 3, at: 7, bad: undefined });
  watch.close();
});

test.each<[string, string]>([
  ['an edited row', 'UPDATE audit SET size = 0 WHERE seq = 41'],
  ['a removed row', 'DELETE FROM audit WHERE seq = 41; DELETE FROM finding WHERE seq = 41'],
  ['an edited dictionary', "UPDATE shape SET tool = 'harmless' WHERE tool IS NOT NULL"],
  ['a removed finding', 'DELETE FROM finding WHERE seq = 48'],
  [
    'a finding of no row',
    'UPDATE finding SET seq = 9999 WHERE seq = 48 AND n = 9; INSERT INTO finding SELECT 9999, n, rule, name, severity, category, pointer, channel, is_key, span_start, span_end, view, exact, excerpt FROM finding WHERE seq = 48',
  ],
  [
    'a forged checkpoint',
    'UPDATE checkpoint SET signature = zeroblob(64) WHERE seq = (SELECT max(seq) FROM checkpoint)',
  ],
  ['a checkpoint taken out', 'DELETE FROM checkpoint WHERE seq = (SELECT min(seq) FROM checkpoint)'],
  ['the first rows gone', 'DELETE FROM audit WHERE seq <= 20; DELETE FROM finding WHERE seq <= 20'],
  ['another chain', "UPDATE meta SET value = 'ffffffffffffffff' WHERE key = 'chain'"],
])('what `logs verify` says of the chain is said here too: %s', async (_what, sql) => {
  await watching(300, (watch, home) => {
    withDatabase(home, (db) => db.exec(sql));
    const { bad } = withStore(home, (store) => store.verify());
    const found = through(watch);
    expect(found).toMatchObject({ state: 'broken', bad: { seq: bad?.seq } });
    expect(bad?.what.startsWith(found.bad?.what ?? '-')).toBe(true);
  });
});

test('case 193: a tail that was cut is noticed, by the log of checkpoints and after it was proved', async () => {
  const cut = (db: Database) =>
    db.exec(
      'DELETE FROM audit WHERE seq > 270; DELETE FROM finding WHERE seq > 270; DELETE FROM checkpoint WHERE seq > 270',
    );
  await watching(300, (watch, home) => {
    withDatabase(home, cut);
    expect(through(watch).bad).toEqual({
      seq: 271,
      what: 'rows 271 to 300, which checkpoints.log signed, are cut off',
    });
  });
  await watching(300, (watch, home) => {
    through(watch);
    withDatabase(home, cut);
    expect(through(watch)).toMatchObject({ state: 'broken', bad: { seq: 300 } });
  });
});

test('a line of checkpoints.log that no key of this instance signed, or that is none, is told', async () => {
  await watching(300, (watch, home) => {
    appendFileSync(checkpointsPath(home), 'nonsense\n');
    expect(through(watch).bad?.what).toContain('a line that is no checkpoint');
  });
  await watching(300, (watch, home) => {
    const text = readFileSync(checkpointsPath(home), 'utf8');
    writeFileSync(checkpointsPath(home), text.replace(/"head":"[0-9a-f]{4}/, '"head":"0000'));
    expect(through(watch).bad?.what).toContain('not signed by this instance');
  });
  await watching(300, (watch, home) => {
    rmSync(join(home, 'instance.pub'));
    expect(through(watch).bad?.what).toContain('instance.pub is missing');
  });
});

test('a long log of checkpoints is looked at in pieces, a line that is being written not yet, one without an end not at all', async () => {
  await watching(300, (watch, home) => {
    const [line = ''] = readFileSync(checkpointsPath(home), 'utf8').split('\n');
    for (let n = 0; n < 500; n += 1) appendFileSync(checkpointsPath(home), `${line}\n`);
    appendFileSync(checkpointsPath(home), line.slice(0, 40));
    expect(through(watch).state).toBe('intact');
    appendFileSync(checkpointsPath(home), `${line.slice(40)}\n`);
    expect(through(watch).state).toBe('intact');
    // A shorter file is read from its beginning.
    writeFileSync(checkpointsPath(home), `${line.replace(/"head":"[0-9a-f]{4}/, '"head":"0000')}\n`);
    expect(through(watch).bad?.what).toContain('not signed by this instance');
  });
  await watching(300, (watch, home) => {
    appendFileSync(checkpointsPath(home), 'x'.repeat(70_000));
    expect(through(watch).bad?.what).toContain('a line that is no checkpoint');
  });
});

test('rows that are pruned while they are proved, or after it, break nothing', async () => {
  for (const pieces of [0, 1, 3, 100]) {
    await watching(400, async (watch, home) => {
      for (let n = 0; n < pieces; n += 1) watch.step();
      const first = rows(400)[150];
      withStore(home, (store) => store.prune(first?.time ?? 0));
      await recorded(home, rows(10));
      const { rows: left, ok } = withStore(home, (store) => store.verify());
      expect(ok).toBe(true);
      expect(through(watch)).toMatchObject({ state: 'intact', rows: left });
    });
  }
});

test('rows of long ago are proved again after some hours', async () => {
  let now = 0;
  await watching(
    100,
    (watch, home) => {
      through(watch);
      withDatabase(home, (db) => db.exec('UPDATE audit SET size = 1 WHERE seq = 5'));
      now += HOUR;
      expect(through(watch).state).toBe('intact');
      now += 6 * HOUR;
      expect(through(watch).state).toBe('intact');
      expect(through(watch)).toMatchObject({ state: 'broken', bad: { seq: 5 } });
    },
    () => now,
  );
});
