import { expect, test } from 'vitest';
import { entry } from '../fixtures/store/entries.ts';
import { TO_FIRST } from '../fixtures/store/first-version.ts';
import { newHome, recorded, withDatabase, withStore } from '../fixtures/store/home.ts';

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
