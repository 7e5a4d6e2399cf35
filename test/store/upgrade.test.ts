import { expect, test } from 'vitest';
import { entry } from '../fixtures/store/entries.ts';
import { newHome, recorded, withDatabase, withStore } from '../fixtures/store/home.ts';

/** What later versions added is taken out again: the database as the first version left it. */
const TO_FIRST = `
  ALTER TABLE quarantine DROP COLUMN note;
  ALTER TABLE quarantine DROP COLUMN masked;
  ALTER TABLE approval DROP COLUMN masked;
  DROP TABLE outgoing;
  DROP TABLE sink;
  DROP TABLE token;
  DROP TABLE pin;
  DROP TABLE mail;
  DROP TABLE mailbox;
  DROP TABLE replay;
  DROP TABLE flow;
  PRAGMA user_version = 1;`;

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
