import { statSync } from 'node:fs';
import type { Database, Statement } from 'better-sqlite3';
import type { AuditEntry } from '../../guard/entry.ts';
import { CheckpointWriter } from '../chain/checkpoint-writer.ts';
import { type Row, rowOf } from '../chain/row.ts';
import { Shapes } from '../chain/shapes.ts';
import { eventEntry } from '../event.ts';
import { putSources } from '../kept/flows.ts';
import { Mailboxes } from '../kept/mailboxes.ts';
import { saveStanding } from '../kept/standing.ts';
import { databasePath } from '../location.ts';
import { succession } from '../migrations.ts';
import { Holds } from '../quarantine/holds.ts';
import { SameCalls } from '../quarantine/same-calls.ts';
import type { Commit, Durability, Outcome } from '../terms/commit.ts';
import type { Remembered } from '../terms/recorder.ts';
import { messageOf } from '../trouble.ts';
import { carryOut } from './carry-out.ts';
import { ClockWatch } from './clock-watch.ts';
import { type ChainHead, RowWriter } from './row-writer.ts';

export type LedgerOptions = {
  readonly home: string;
  /** Microseconds since 1970. */
  readonly now: () => number;
  /** How long one attempt waits for another writer, in milliseconds. */
  readonly waitMillis: number;
  readonly durability: Durability;
  readonly checkpointRows: number;
  readonly checkpointSeconds: number;
  readonly warn: (line: string) => void;
  /** How long rows are kept by those who tidy up; 0 or absent keeps them for ever. */
  readonly retentionDays?: number | undefined;
  /** Why there is a new chain, when the caller set the old database aside. */
  readonly because?: string | undefined;
};

/** What one transaction writes: rows of a spool, in order, then commits. */
export type Batch = {
  readonly rows: readonly Row[];
  /** The spool the rows come from: those that stand in the database already are left out. */
  readonly process: string;
  readonly commits: readonly Commit[];
  /** What was read, for the other sessions of its client. */
  readonly sources?: readonly Remembered[] | undefined;
  /** Looked at when the lock is held; when it says no, the transaction does nothing. */
  readonly unless?: (() => boolean) | undefined;
};

/** The one writer of a database file: whoever adds a row takes the head inside an immediate transaction [183]. */
export class Ledger {
  readonly db: Database;
  readonly holds: Holds;
  readonly sameCalls: SameCalls;
  readonly mailboxes: Mailboxes;
  readonly checkpoints: CheckpointWriter;
  readonly shapes = new Shapes();
  readonly #options: LedgerOptions;
  readonly #writer: RowWriter;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #rollback: Statement;
  readonly #committed: Statement<[string], number>;
  readonly #setCommitted: Statement<[string, number, number]>;
  readonly #checkSuccession: () => void;
  readonly #inode: number;
  /** Pins changed, and their file does not tell yet. */
  #pinned = false;
  #warned = false;
  #largest = 0;
  readonly #clock: ClockWatch;
  head: ChainHead;

  constructor(db: Database, options: LedgerOptions, chain: ChainHead & { instance: string; chain: string }) {
    this.db = db;
    this.#options = options;
    this.#writer = new RowWriter(db);
    this.holds = new Holds(db);
    this.sameCalls = new SameCalls(db);
    this.mailboxes = new Mailboxes(db);
    this.checkpoints = new CheckpointWriter(db, chain, options);
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
    this.#committed = db.prepare<[string], number>('SELECT committed FROM spool WHERE process = ?').pluck();
    this.#setCommitted = db.prepare(
      'INSERT INTO spool VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET committed = excluded.committed, time = excluded.time',
    );
    this.#checkSuccession = succession(db);
    this.#clock = new ClockWatch(options.now);
    this.#inode = statSync(databasePath(options.home)).ino;
    this.head = { seq: chain.seq, hash: chain.hash, time: chain.time };
  }

  /** Runs `work` between BEGIN IMMEDIATE and COMMIT. @throws OktsecError store_newer, SQLite's errors; everything taken back */
  transaction<T>(work: (add: (row: Row, held?: Uint8Array) => number) => T): T {
    const owed = this.#pinned;
    this.#begin.run();
    try {
      this.#checkSuccession();
      const head = this.#writer.begin();
      this.mailboxes.begin();
      const result = work((row, held) => this.#writer.add(row, held));
      this.head = this.#writer.finish();
      this.mailboxes.finish();
      if (head.seq !== this.head.seq) this.checkpoints.afterRows(this.head);
      this.#commit.run();
      this.checkpoints.publish();
      this.#saveStanding();
      return result;
    } catch (error) {
      this.#pinned = owed;
      this.#writer.forget();
      this.checkpoints.forget();
      if (this.db.inTransaction) this.#rollback.run();
      throw error;
    }
  }

  /** @returns an outcome for each commit. @throws SQLite's errors; then nothing was written */
  write(batch: Batch): Outcome[] {
    return this.transaction((add) => {
      if (batch.unless?.()) return [];
      const before = batch.process === '' ? 0 : (this.#committed.get(batch.process) ?? 0);
      let last = before;
      for (const row of batch.rows) {
        if (row.number !== 0 && row.number <= before) continue;
        this.#watchClock(row.time, add);
        add(row);
        last = Math.max(last, row.number);
      }
      if (last > before) this.#setCommitted.run(batch.process, last, this.#options.now());
      if (batch.sources !== undefined && batch.sources.length > 0) {
        putSources(this.db, batch.sources, this.#options.now());
      }
      return batch.commits.map((commit) => {
        this.#watchClock(commit.entry.time, add);
        return carryOut(commit, this, add, this.#options.now());
      });
    });
  }

  /** Microseconds since 1970. */
  now(): number {
    return this.#options.now();
  }

  /** Pins change in this transaction: when it stands, they go to a file of their own too. */
  savesStanding(): void {
    this.#pinned = true;
  }

  /** A spool's rows are all in and its file is gone. */
  forgetSpool(process: string): void {
    this.db.prepare('DELETE FROM spool WHERE process = ?').run(process);
  }

  /** What a new database must know so that rows of this spool do not enter it once more. */
  rememberSpool(process: string, committed: number): void {
    this.#setCommitted.run(process, committed, this.#options.now());
  }

  rowOf(entry: AuditEntry): Row {
    return rowOf(entry, this.shapes.of(entry), 0);
  }

  /** Somebody deleted, replaced or cut the file we have open: what we write no longer reaches the log [187]. */
  isLost(): boolean {
    const stat = statSync(databasePath(this.#options.home), { throwIfNoEntry: false });
    if (stat === undefined || stat.ino !== this.#inode || stat.size < this.#largest) return true;
    this.#largest = stat.size;
    return false;
  }

  close(): void {
    if (this.db.open) this.db.close();
  }

  /** After the commit: what was written stands, so a file that cannot be written is said, and tried again with what comes next. */
  #saveStanding(): void {
    if (!this.#pinned) return;
    try {
      saveStanding(this.db, this.#options.home);
      this.#pinned = false;
    } catch (error) {
      if (!this.#warned) this.#options.warn(`what is pinned could not be kept beside the log: ${messageOf(error)}`);
      this.#warned = true;
    }
  }

  #watchClock(time: number, add: (row: Row) => number): void {
    const anomaly = this.#clock.see(time, this.head.time);
    if (anomaly !== undefined) add(this.rowOf(eventEntry(anomaly, time)));
  }
}
