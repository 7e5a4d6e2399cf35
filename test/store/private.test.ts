import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { newHome, recorded, recorder, withStore } from '../fixtures/store/home.ts';

const modes = (home: string) =>
  readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ name, parentPath }) => `${name} ${(statSync(join(parentPath, name)).mode & 0o777).toString(8)}`);

test('every file of the log is for its owner alone, whatever the umask', async () => {
  const home = newHome();
  const mask = process.umask(0);
  try {
    const log = recorder(home);
    log.spool(entry(1));
    await log.commit({ entry: blocked(2) });
    log.spool(entry(3));
    expect(modes(home).map((line) => line.split(' ')[0])).toEqual(
      expect.arrayContaining(['oktsec.db', 'oktsec.db-wal', 'oktsec.db-shm', 'instance.key']),
    );
    expect(modes(home).filter((line) => !line.endsWith(' 600'))).toEqual([]);
    await log.close();
    expect(modes(home).filter((line) => !line.endsWith(' 600'))).toEqual([]);
  } finally {
    process.umask(mask);
  }
});

test('a database that others could read is made private by the next who writes', async () => {
  const home = newHome();
  await recorded(home, [entry(1)]);
  chmodSync(join(home, 'oktsec.db'), 0o644);
  await recorded(home, [entry(2)]);
  expect(modes(home).filter((line) => !line.endsWith(' 600'))).toEqual([]);
});

test('a command that reads and then writes keeps its locks: another that ends does not take the WAL from it', async () => {
  const home = newHome();
  await recorded(home, [entry(1)]);
  const store = openStore(home);
  try {
    expect(store.list()).toHaveLength(1);
    store.appendEvent({ name: 'first', note: 'opens the writer beside the reader' });
    const other = `const db = new (require('better-sqlite3'))(process.argv[1]); db.prepare('SELECT max(seq) FROM audit').get(); db.close();`;
    execFileSync(process.execPath, ['-e', other, join(home, 'oktsec.db')], { stdio: 'inherit' });
    expect(existsSync(join(home, 'oktsec.db-wal'))).toBe(true);
    store.appendEvent({ name: 'second', note: 'must reach the log' });
    expect(withStore(home, (again) => again.list()).map(({ method }) => method)).toEqual([
      'second',
      'first',
      entry(1).method,
    ]);
  } finally {
    store.close();
  }
});
