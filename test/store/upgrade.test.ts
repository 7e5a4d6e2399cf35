import { expect, test } from 'vitest';
import { entry } from '../fixtures/store/entries.ts';
import { TO_FIRST } from '../fixtures/store/first-version.ts';
import { newHome, recorded, recorder, until, withDatabase, withStore } from '../fixtures/store/home.ts';

test('a log of the first version is brought up to date by whoever opens it, and still verifies', async () => {
  const home = newHome();
  const rows = Array.from({ length: 20 }, (_, n) => entry(n));
  await recorded(home, rows);
  withDatabase(home, (db) => db.exec(TO_FIRST));
  withStore(home, (store) => {
    expect(store.list({ limit: 100 })).toHaveLength(20);
    expect(store.verify()).toMatchObject({ ok: true, rows: 20 });
  });
  expect(withDatabase(home, (db) => db.pragma('user_version', { simple: true }))).toBeGreaterThan(1);
  withDatabase(home, (db) => db.exec(TO_FIRST));
  await recorded(home, [entry(21)]);
  withStore(home, (store) => expect(store.verify()).toMatchObject({ ok: true, rows: 21 }));
});

test('a process that an upgrade overtook writes no more: its rows wait for one that is new enough', async () => {
  const home = newHome();
  const said: string[] = [];
  const log = recorder(home, { warn: (line) => said.push(line) });
  const rows = () => withStore(home, (store) => store.list({ limit: 9 }).length);
  log.spool(entry(1));
  await until(() => rows() === 1);
  withDatabase(home, (db) => db.exec("INSERT INTO meta VALUES ('writers', 999)"));
  expect(log.spool(entry(2))).toBe(true);
  await until(() => said.length > 0);
  expect(said).toEqual([expect.stringContaining('a newer oktsec writes the audit log now')]);
  expect(rows()).toBe(1);
  expect(await log.commit({ entry: entry(3), claim: { kind: 'approval', hash: '00', rules: ['X'] } })).toBe(
    'unavailable',
  );
  withDatabase(home, (db) => db.exec("UPDATE meta SET value = 2 WHERE key = 'writers'"));
  await until(() => rows() === 2);
  await log.close();
  withStore(home, (store) => expect(store.verify()).toMatchObject({ ok: true, rows: 2 }));
});
