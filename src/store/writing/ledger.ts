import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { Database, Statement } from 'better-sqlite3';
import type { AuditEntry } from '../../guard/entry.ts';
import type { Pin } from '../../pins/pin.ts';
import { genesis } from '../chain/chain.ts';
import { CheckpointWriter } from '../chain/checkpoint-writer.ts';
import { lastLogged } from '../chain/checkpoints.ts';
import { ensureInstance } from '../chain/instance.ts';
import { type Row, rowOf } from '../chain/row.ts';
import { Shapes } from '../chain/shapes.ts';
import { loadingSqlite, openDatabase } from '../driver.ts';
import { eventEntry } from '../event.ts';
import { putSources } from '../kept/flows.ts';
import { Mailboxes } from '../kept/mailboxes.ts';
import { othersOffering, putPins } from '../kept/pins.ts';
import { spend, tooMuch } from '../kept/spending.ts';
import { restoreStanding, saveStanding } from '../kept/standing.ts';
import { checkLocation, databasePath, makePrivate } from '../location.ts';
import { chainMeta } from '../meta.ts';
import { checkVersion, migrate } from '../migrations.ts';
import { settleInClient } from '../quarantine/client-word.ts';
import { Holds, heldDigest } from '../quarantine/holds.ts';
import type { Commit, Durability, Outcome } from '../terms/commit.ts';
import type { Remembered } from '../terms/recorder.ts';
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

const CLOCK_SLACK_MICROS = 60_000_000;

/** The one writer of a database file: whoever adds a row takes the head inside an immediate transaction [183]. */
export class Ledger {
  readonly db: Database;
  readonly holds: Holds;
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
  readonly #inode: number;
  readonly #isPinned: Statement<[string, string]>;
  readonly #launches: Statement<[string, string]>;
  #pinned = false;
  #largest = 0;
  #lastTime = 0;
  head: ChainHead;

  constructor(db: Database, options: LedgerOptions, chain: ChainHead & { instance: string; chain: string }) {
    this.db = db;
    this.#options = options;
    this.#writer = new RowWriter(db);
    this.holds = new Holds(db);
    this.mailboxes = new Mailboxes(db);
    this.checkpoints = new CheckpointWriter(db, chain, options);
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
    this.#committed = db.prepare<[string], number>('SELECT committed FROM spool WHERE process = ?').pluck();
    this.#setCommitted = db.prepare(
      'INSERT INTO spool VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET committed = excluded.committed, time = excluded.time',
    );
    this.#isPinned = db.prepare("SELECT 1 FROM pin WHERE server = ? AND kind = 'tool' AND name = ?");
    this.#launches = db.prepare('SELECT 1 FROM pin WHERE server = ? AND launch <> ? LIMIT 1');
    this.#inode = statSync(databasePath(options.home)).ino;
    this.head = { seq: chain.seq, hash: chain.hash, time: chain.time };
  }

  /** Runs `work` between BEGIN IMMEDIATE and COMMIT. @throws SQLite's errors, everything taken back */
  transaction<T>(work: (add: (row: Row, held?: Uint8Array) => number) => T): T {
    this.#begin.run();
    try {
      const head = this.#writer.begin();
      this.mailboxes.begin();
      const result = work((row, held) => this.#writer.add(row, held));
      this.head = this.#writer.finish();
      this.mailboxes.finish();
      if (head.seq !== this.head.seq) this.checkpoints.afterRows(this.head);
      this.#commit.run();
      this.checkpoints.publish();
      if (this.#pinned) saveStanding(this.db, this.#options.home);
      this.#pinned = false;
      return result;
    } catch (error) {
      this.#pinned = false;
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
      return batch.commits.map((commit) => this.#take(commit, add));
    });
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

  #take(commit: Commit, add: (row: Row, held?: Uint8Array) => number): Outcome {
    const { claim, hold, post, word } = commit;
    this.#watchClock(commit.entry.time, add);
    if (post !== undefined && (hold === undefined || !this.holds.exists(hold.ref))) {
      const refused = this.mailboxes.post(post, this.#options.now());
      if (refused !== undefined) {
        add(this.rowOf(post.otherwise(refused.failure, refused.firstId)));
        return refused.failure;
      }
    }
    const now = this.#options.now();
    const { ifMasked, ifWon = commit.entry, spending } = commit;
    const approval = claim && this.holds.findApproval(claim, now, ifMasked !== undefined);
    if (spending !== undefined && (approval !== undefined || hold === undefined)) {
      const why = tooMuch(this.db, spending.expenses, now);
      if (why !== undefined) {
        add(this.rowOf(spending.ifOver(why)));
        return 'over';
      }
    }
    const spends = () => spending && spend(this.db, spending.expenses, now);
    if (word !== undefined && settleInClient(this.db, word, (entry) => add(this.rowOf(entry)), now)) {
      spends();
      add(this.rowOf(ifWon));
      return 'won';
    }
    if (approval !== undefined) {
      spends();
      const seq = add(this.rowOf((approval.masked ? ifMasked : ifWon) ?? commit.entry));
      if (approval.once) this.holds.spend(approval.ref, seq);
      return approval.masked ? 'masked' : 'won';
    }
    if (claim === undefined && word === undefined && hold === undefined) spends();
    if (hold !== undefined) {
      if (this.holds.exists(hold.ref)) {
        // Another item has this reference: nobody could tell the two apart, so this one is refused.
        add(this.rowOf({ ...commit.entry, action: 'refuse', note: 'not held: the reference was taken' }));
        return 'unavailable';
      }
      const contentHash = createHash('sha256').update(hold.content).digest();
      const seq = add(this.rowOf(commit.entry), heldDigest({ ...hold, contentHash }));
      this.holds.put(hold, contentHash, seq, commit.entry.time);
    } else {
      add(this.rowOf(commit.entry));
    }
    if (commit.pins !== undefined) this.#learn(commit.pins, commit.entry, add);
    return claim === undefined && word === undefined ? 'won' : 'lost';
  }

  /** A tool that another server of the same client offers too may stand in for it [93]: a row says so, once. */
  #learn(pins: readonly Pin[], { time, from, mode }: AuditEntry, add: (row: Row) => number): void {
    for (const pin of pins) {
      if (pin.kind !== 'tool' || pin.by === 'person' || this.#isPinned.get(pin.server, pin.name) !== undefined)
        continue;
      const others = othersOffering(this.db, pin);
      if (others.length === 0) continue;
      const same = [...new Set(others.filter(({ name }) => name === pin.name).map(({ server }) => server))];
      const alike = others.filter(({ name }) => name !== pin.name);
      const note = [
        ...(same.length === 0 ? [] : [`${same.join(', ')} has a tool of this name too`]),
        ...alike.map(({ server, name }) => `${server} has one that looks the same: ${JSON.stringify(name)}`),
      ].join('; ');
      add(this.rowOf(eventEntry({ name: 'tool_collision', note, from, to: pin.server, tool: pin.name, mode }, time)));
    }
    for (const { kind, server, launch } of pins) {
      if (kind !== 'launch' || this.#launches.get(server, launch) === undefined) continue;
      const note = 'the command of this server is another one than before: it begins without approvals';
      add(this.rowOf(eventEntry({ name: 'launch_changed', note, from, to: server, mode }, time)));
    }
    putPins(this.db, pins, this.#options.now());
    this.#pinned = true;
  }

  #watchClock(time: number, add: (row: Row) => number): void {
    const last = this.#lastTime === 0 ? this.head.time : this.#lastTime;
    this.#lastTime = time;
    // Orphaned spools bring old rows: only a clock that itself stands behind is an anomaly.
    if (time >= last - CLOCK_SLACK_MICROS || this.#options.now() >= last - CLOCK_SLACK_MICROS) return;
    const seconds = Math.round((last - time) / 1e6);
    add(this.rowOf(eventEntry({ name: 'clock_anomaly', note: `the clock went back by ${seconds} s` }, time)));
  }
}

/**
 * Opens the log in steps, so that a caller on a relay's path can let the loop turn between them.
 * @throws OktsecError store_* and SQLite's errors
 */
export function* openingLedger(options: LedgerOptions): Generator<void, Ledger> {
  yield* loadingSqlite();
  yield;
  checkLocation(options.home);
  makePrivate(options.home);
  const db = openDatabase(databasePath(options.home), { waitMillis: options.waitMillis });
  try {
    yield;
    let born = false;
    let linked = '';
    if (checkVersion(db) === 'empty') {
      // An empty file has nothing to lose in a power cut; waiting for the disk would hold up the relay.
      db.pragma('synchronous = OFF');
      db.pragma('journal_mode = WAL');
      yield;
      ensureInstance(options.home);
      yield;
    }
    migrate(db, () => {
      const instance = ensureInstance(options.home).id;
      const last = lastLogged(options.home);
      born = true;
      linked = last === undefined ? '' : linkOf(last.chain, last.checkpoint.seq, last.checkpoint.head);
      return { instance, linked };
    });
    yield;
    db.pragma(`busy_timeout = ${options.waitMillis}`);
    db.pragma(`synchronous = ${options.durability === 'full' ? 'FULL' : 'NORMAL'}`);
    // What was held and is settled is overwritten on the disk too, not only unlinked.
    db.pragma('secure_delete = ON');
    const ledger = new Ledger(db, options, headOf(db));
    yield;
    if (born && (linked !== '' || options.because !== undefined)) {
      const note = `new chain: ${options.because ?? 'the database was gone'}; ${linked === '' ? 'no checkpoint of an earlier one' : `follows ${linked}`}`;
      ledger.transaction((add) => {
        const pins = restoreStanding(db, options.home, options.now());
        if (pins === undefined) db.prepare("INSERT INTO meta (key, value) VALUES ('pins_lost', 1)").run();
        return add(ledger.rowOf(eventEntry({ name: 'chain_started', note }, options.now())));
      });
    }
    return ledger;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens the log at once. */
export function openLedger(options: LedgerOptions): Ledger {
  const steps = openingLedger(options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function linkOf(chain: string, seq: number, head: Uint8Array): string {
  return `chain ${chain} row ${seq} ${Buffer.from(head).toString('hex')}`;
}

function headOf(db: Database): ChainHead & { instance: string; chain: string } {
  const meta = chainMeta(db);
  const last = db
    .prepare<[], { seq: number; hash: Buffer; time: number }>(
      'SELECT seq, hash, time FROM audit ORDER BY seq DESC LIMIT 1',
    )
    .get();
  const head = last ?? { seq: 0, hash: genesis(meta.instance, meta.chain, meta.linked), time: 0 };
  return { ...head, instance: meta.instance, chain: meta.chain };
}
