import { lstatSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { OktsecError } from '../errors.ts';
import { openDatabase } from './driver.ts';
import { checkReadable, databasePath, unopenable } from './location.ts';
import { checkVersion } from './migrations.ts';
import { messageOf, sqliteCode, troubleOf } from './trouble.ts';
import type { Ledger, LedgerOptions } from './writing/ledger.ts';
import { openLedger } from './writing/open-ledger.ts';

/** The database of a home, opened for reading and for writing when each is first needed. */
export class LogFile {
  readonly #options: LedgerOptions;
  #reader: Database | undefined;
  #inode: number | undefined;
  #ledger: Ledger | undefined;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** @param empty the answer where there is no log yet. @throws OktsecError store_* */
  read<T>(empty: T, work: (db: Database) => T): T {
    return this.#explained(() => {
      const db = this.#open();
      return db === undefined ? empty : work(db);
    });
  }

  /** Makes the log where there is none. @throws OktsecError store_* */
  write<T>(work: (ledger: Ledger) => T): T {
    return this.#explained(() => {
      this.#ledger ??= openLedger(this.#options);
      return work(this.#ledger);
    });
  }

  /** Reads once through a connection of its own: what is in nobody's cache. @throws OktsecError store_* */
  readAnew<T>(waitMillis: number, work: (db: Database) => T): T {
    return this.#explained(() => {
      const db = this.#connect(waitMillis);
      try {
        checkVersion(db);
        return work(db);
      } finally {
        db.close();
      }
    });
  }

  close(): void {
    this.#reader?.close();
    this.#ledger?.close();
    this.#reader = undefined;
    this.#ledger = undefined;
  }

  #open(): Database | undefined {
    const there = lstatSync(databasePath(this.#options.home), { throwIfNoEntry: false });
    // Whoever follows the log follows it into the file that took the place of a damaged one.
    if (there?.ino !== this.#inode) {
      this.#reader?.close();
      this.#reader = undefined;
      this.#inode = there?.ino;
    }
    if (this.#reader !== undefined || there === undefined) return this.#reader;
    const db = this.#connect(this.#options.waitMillis);
    try {
      const standing = checkVersion(db);
      if (standing === 'empty') {
        db.close();
        return undefined;
      }
      // An older oktsec wrote it: opening it for writing brings it up to date.
      if (standing === 'older') this.write(() => undefined);
    } catch (error) {
      db.close();
      throw error;
    }
    this.#reader = db;
    return db;
  }

  #connect(waitMillis: number): Database {
    const { home } = this.#options;
    checkReadable(home);
    return openDatabase(databasePath(home), { readonly: true, waitMillis, mustExist: true });
  }

  #explained<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw explained(error, this.#options.home);
    }
  }
}

function explained(error: unknown, home: string): unknown {
  if (sqliteCode(error) === undefined) return error;
  const path = databasePath(home);
  switch (troubleOf(error)) {
    case 'busy':
      return new OktsecError('store_locked', `${path} is locked by another program`, { cause: error });
    case 'corrupt':
      return new OktsecError('store_corrupt', `${path} is damaged: ${messageOf(error)}`, {
        hint: 'the next oktsec proxy sets it aside and begins a new log; nothing is deleted',
        cause: error,
      });
    default:
      return unopenable(home, error);
  }
}
