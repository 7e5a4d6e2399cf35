import { elapsedMillis } from '../../machine/clock.ts';
import { eventEntry } from '../event.ts';
import type { Pruned } from '../terms/verification.ts';
import type { Ledger } from '../writing/ledger.ts';
import { uncount } from '../writing/roll-ups.ts';
import { BLOCK_ROWS } from '../writing/row-writer.ts';
import { signStatement } from './checkpoints.ts';
import { signingKey } from './instance.ts';

const SPOOL_DAYS = 30;
const DAY_MICROS = 86_400_000_000;
const PORTION_ROWS = 10_000;
/** What somebody waits for: fewer rows about it, and the lock is held for well below a second. */
const ASKED_PORTION_ROWS = 50_000;
const PAUSE_MILLIS = 50;
const MOST_MILLIS = 500;
/** By how much a clock is believed that is ahead of all rows but those of its own day. */
const MOST_AHEAD = 7 * DAY_MICROS;

type At = { readonly home: string; readonly now: number };
type Portions = {
  readonly portionRows?: number;
  readonly walked?: ((rows: number, all: number) => void) | undefined;
};

/**
 * Deletes the rows before the first one that is `before` or younger, in one transaction with a row that says so and a
 * signed record of the last deleted row's hash, from which the rest is verified [197].
 * @param before microseconds since 1970
 * @throws OktsecError store_key; SQLite's errors
 */
export function pruneLog(
  ledger: Ledger,
  before: number,
  options: At & { readonly maxRows?: number; readonly days?: number; readonly goesOn?: boolean },
): Pruned {
  const { db } = ledger;
  const pruned = ledger.transaction((add): Pruned => {
    const first = db.prepare<[], number>('SELECT min(seq) FROM audit').pluck().get() ?? 0;
    const keep = db
      .prepare<[number], number>('SELECT seq FROM audit WHERE time >= ? ORDER BY seq LIMIT 1')
      .pluck()
      .get(before);
    const through = (keep ?? ledger.head.seq + 1) - 1;
    const upToSeq = Math.min(through, first + (options.maxRows ?? Number.MAX_SAFE_INTEGER) - 1);
    const last = db
      .prepare<[number], { seq: number; hash: Buffer }>('SELECT seq, hash FROM audit WHERE seq = ?')
      .get(upToSeq);
    if (last === undefined || upToSeq < first) return { rows: 0, upToSeq: first - 1 };
    const rows = upToSeq - first + 1;
    const why = options.days === undefined ? (options.goesOn === true ? GOES_ON : '') : `${BY_AGE}${options.days}`;
    const more = options.goesOn === false && upToSeq < through ? `, the first of all up to ${through},` : '';
    const note = `rows ${first} to ${upToSeq}${more} were deleted, all older than ${new Date(before / 1000).toISOString()}${why}`;
    add(ledger.rowOf(eventEntry({ name: 'prune', note }, options.now)));
    const unsigned = { seq: upToSeq, time: options.now, head: last.hash, previous: new Uint8Array(32) };
    const record = signStatement('prune', ledger.checkpoints.chain, unsigned, signingKey(options.home));
    const put = db.prepare('INSERT INTO prune (seq, version, time, head, signature) VALUES (?, ?, ?, ?, ?)');
    put.run(record.seq, record.version, record.time, last.hash, record.signature);
    removeRows(ledger, upToSeq, before, options.now);
    if (upToSeq === through) removeUnused(ledger);
    return { rows, upToSeq };
  });
  if (pruned.rows > 0) ledger.transaction(() => ledger.checkpoints.sign(ledger.head));
  return pruned;
}

/** At the end of the row about every portion but the first that one command deletes. */
const GOES_ON = ', after those before them';
/** Before the number of days, where no command deletes: every day's work of the config. */
const BY_AGE = ', by quarantine.retention_days: ';

/** Whether the note of a `prune` tells of what a person did, once for all portions. */
export function isByCommand(note: string): boolean {
  return !note.includes(BY_AGE) && !note.endsWith(GOES_ON);
}

/**
 * Deletes all rows before the first one that is `before` or younger, in portions: what is to be held meanwhile has to get its row,
 * and no call waits for the whole.
 * @param walked is told how far it has come. @throws OktsecError store_key; SQLite's errors
 */
export function pruneAll(
  ledger: Ledger,
  before: number,
  { walked, portionRows = ASKED_PORTION_ROWS, ...at }: At & Portions,
): Pruned {
  const older = ledger.db.prepare<[number], number>(
    'SELECT coalesce((SELECT seq FROM audit WHERE time >= ? ORDER BY seq LIMIT 1), max(seq) + 1) - min(seq) FROM audit',
  );
  const all = older.pluck().get(before) ?? 0;
  for (let rows = 0; ; ) {
    const done = pruneLog(ledger, before, { ...at, maxRows: portionRows, goesOn: rows > 0 });
    rows += done.rows;
    walked?.(rows, all);
    if (done.rows < portionRows) return { rows, upToSeq: done.upToSeq };
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLIS);
  }
}

/**
 * Deletes rows that are older than `days` once the oldest is a day older than that: so it happens at most once a day,
 * whoever notices first. In portions, because other processes write meanwhile; what a second does not do is left to
 * the next one who comes by.
 * @throws OktsecError store_key; SQLite's errors
 */
export function pruneOld(ledger: Ledger, days: number, options: { readonly home: string; readonly now: number }): void {
  const lived = newestBefore(ledger, options.now - DAY_MICROS);
  // A clock that was wrong for a day (a flat battery, a machine that woke up) must not cost the log.
  const before = Math.min(options.now, lived + MOST_AHEAD) - days * DAY_MICROS;
  const oldest = ledger.db.prepare<[], number>('SELECT time FROM audit ORDER BY seq LIMIT 1').pluck();
  const until = elapsedMillis() + MOST_MILLIS;
  if ((oldest.get() ?? before) >= before - DAY_MICROS) return;
  while (elapsedMillis() < until) {
    if (pruneLog(ledger, before, { ...options, maxRows: PORTION_ROWS, days }).rows < PORTION_ROWS) return;
  }
}

/**
 * The time of the newest row that is older than `cutoff`, looked for where the rows reach it; of none: the beginning of time.
 * Microseconds since 1970.
 */
function newestBefore({ db, head }: Ledger, cutoff: number): number {
  const reaches = db.prepare<[number], number | null>('SELECT min(block) FROM block WHERE newest > ?').pluck();
  const block = reaches.get(cutoff) ?? Math.floor(head.seq / BLOCK_ROWS);
  const newest = db
    .prepare<[number, number, number], number | null>(
      'SELECT max(time) FROM audit WHERE seq >= ? AND seq < ? AND time <= ?',
    )
    .pluck();
  return newest.get((block - 1) * BLOCK_ROWS, (block + 1) * BLOCK_ROWS, cutoff) ?? 0;
}

function removeRows(ledger: Ledger, upToSeq: number, before: number, now: number): void {
  const { db } = ledger;
  uncount(db, upToSeq);
  db.prepare('DELETE FROM audit WHERE seq <= ?').run(upToSeq);
  db.prepare('DELETE FROM finding WHERE seq <= ?').run(upToSeq);
  const block = Math.floor((upToSeq + 1) / BLOCK_ROWS);
  db.prepare('DELETE FROM block WHERE block < ?').run(block);
  db.prepare('DELETE FROM place WHERE block < ?').run(block);
  db.prepare('DELETE FROM visit WHERE block < ?').run(block);
  db.prepare("DELETE FROM quarantine WHERE status <> 'pending' AND created < ? AND expires < ?").run(before, now);
  db.prepare('DELETE FROM approval WHERE expires < ?').run(before);
  db.prepare('DELETE FROM spool WHERE time < ?').run(now - SPOOL_DAYS * 86_400e6);
}

/** The dictionary follows its rows; to look for what none names takes a read of all, so of several portions the last does. */
function removeUnused({ db }: Ledger): void {
  // Every writer looks its entries up again when the epoch moves.
  db.prepare('DELETE FROM shape WHERE id NOT IN (SELECT shape FROM audit UNION SELECT shape FROM hourly)').run();
  db.prepare('DELETE FROM session WHERE id NOT IN (SELECT session FROM audit)').run();
  db.prepare("UPDATE meta SET value = value + 1 WHERE key = 'epoch'").run();
}
