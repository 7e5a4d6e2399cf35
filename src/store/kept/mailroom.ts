import { lstatSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { openDatabase } from '../driver.ts';
import { databasePath } from '../location.ts';
import { checkVersion } from '../migrations.ts';
import type { Leased, MailboxSize, Mailroom } from '../terms/mail.ts';

const WAIT_MILLIS = 250;
const PORTION = 500;

/**
 * The mailboxes of a home, on a connection of their own. The database must stand: whoever records has made it.
 * @param now microseconds since 1970
 * @throws SQLite's error; OktsecError `store_*`
 */
export function openMailroom(home: string, now: () => number): Mailroom {
  return new SqliteMailroom(home, now);
}

class SqliteMailroom implements Mailroom {
  readonly #path: string;
  readonly #now: () => number;
  #open: Connection;

  constructor(home: string, now: () => number) {
    this.#path = databasePath(home);
    this.#now = now;
    this.#open = connect(this.#path);
  }

  replayed(key: Uint8Array): string | undefined {
    return this.#open.first.get(key);
  }

  replayKeys(): Iterable<Uint8Array> {
    return this.#open.keys.iterate(this.#now());
  }

  claim(key: Uint8Array, expiresAt: number): boolean {
    return this.#open.claim.run(key, expiresAt, '').changes === 1;
  }

  fetch(
    owner: string,
    { limit, leaseMicros }: { readonly limit: number; readonly leaseMicros: number },
  ): readonly Leased[] {
    const now = this.#now();
    // Most looks find nothing, and a look writes nothing.
    if (this.#open.waiting.get(owner, now, now, now) === undefined) return [];
    return this.#open.fetch.immediate(owner, now, limit, now + leaseMicros);
  }

  ack(owner: string, id: string): boolean {
    return this.#open.ack.immediate(owner, id);
  }

  postpone(owner: string, id: string, until: number): void {
    this.#open.postpone.run(until, owner, id);
  }

  /** Looks too whether the file is still the one that is written to. */
  version(): number {
    const there = lstatSync(this.#path, { throwIfNoEntry: false });
    if (there !== undefined && there.ino !== this.#open.inode) {
      this.#open.db.close();
      this.#open = connect(this.#path);
    }
    return Number(this.#open.db.pragma('data_version', { simple: true }));
  }

  sizes(): readonly MailboxSize[] {
    return this.#open.sizes.all();
  }

  sweep(): number {
    return this.#open.sweep.immediate(this.#now());
  }

  close(): void {
    this.#open.db.close();
  }
}

/** No lease and no pause is longer, in microseconds: what would last longer was written before the clock went back. */
const LONGEST = 3_600_000_000;
const FREE = `leased NOT BETWEEN ? + 1 AND ? + ${LONGEST}`;

type Connection = ReturnType<typeof connect>;

function connect(path: string) {
  const inode = lstatSync(path).ino;
  const db: Database = openDatabase(path, { waitMillis: WAIT_MILLIS, mustExist: true });
  try {
    checkVersion(db);
    db.pragma('synchronous = NORMAL');
    // What was fetched and acknowledged is overwritten on the disk too.
    db.pragma('secure_delete = ON');
    return { db, inode, ...statements(db) };
  } catch (error) {
    db.close();
    throw error;
  }
}

function statements(db: Database) {
  const lease = db.prepare<[number, number]>('UPDATE mail SET leased = ?, tries = tries + 1 WHERE n = ?');
  const due = db.prepare<
    [string, number, number, number, number],
    { n: number; id: string; letter: string; tries: number }
  >(`SELECT n, id, letter, tries FROM mail WHERE owner = ? AND ${FREE} AND expires > ? ORDER BY n LIMIT ?`);
  const remove = db
    .prepare<[string, string], number>('DELETE FROM mail WHERE id = ? AND owner = ? RETURNING size')
    .pluck();
  const shrink = db.prepare<[number, number, string]>(
    'UPDATE mailbox SET messages = max(0, messages - ?), bytes = max(0, bytes - ?) WHERE owner = ?',
  );
  const stale = db.prepare<[number], { id: string; owner: string }>(
    `SELECT id, owner FROM mail WHERE expires <= ? LIMIT ${PORTION}`,
  );
  const oldKeys = db.prepare<[number]>(
    `DELETE FROM replay WHERE key IN (SELECT key FROM replay WHERE expires <= ? LIMIT ${PORTION * 4})`,
  );
  const empty = db.prepare('DELETE FROM mailbox WHERE messages = 0');
  const take = (owner: string, id: string): boolean => {
    const size = remove.get(id, owner);
    if (size === undefined) return false;
    shrink.run(1, size, owner);
    return true;
  };
  return {
    first: db.prepare<[Uint8Array], string>('SELECT id FROM replay WHERE key = ?').pluck(),
    keys: db.prepare<[number], Uint8Array>('SELECT key FROM replay WHERE expires > ?').pluck(),
    claim: db.prepare<[Uint8Array, number, string]>('INSERT INTO replay VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    waiting: db.prepare<[string, number, number, number], number>(
      `SELECT 1 FROM mail WHERE owner = ? AND ${FREE} AND expires > ? LIMIT 1`,
    ),
    fetch: db.transaction((owner: string, now: number, limit: number, until: number): Leased[] =>
      due.all(owner, now, now, now, limit).map(({ n, id, letter, tries }) => {
        lease.run(until, n);
        return { id, letter, tries };
      }),
    ),
    ack: db.transaction(take),
    postpone: db.prepare<[number, string, string]>('UPDATE mail SET leased = ? WHERE owner = ? AND id = ?'),
    sizes: db.prepare<[], MailboxSize>('SELECT owner, messages, bytes FROM mailbox WHERE messages > 0 ORDER BY owner'),
    sweep: db.transaction((now: number): number => {
      const gone = stale.all(now);
      for (const { owner, id } of gone) take(owner, id);
      oldKeys.run(now);
      empty.run();
      return gone.length;
    }),
  };
}
