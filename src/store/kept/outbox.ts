import type { Database } from 'better-sqlite3';
import { listRows } from '../reading/query.ts';
import type { AuditRow } from '../terms/log.ts';
import type { Outbox, Outgoing } from '../terms/outbox.ts';
import type { Ledger } from '../writing/ledger.ts';
import { isGone } from '../writing/owner.ts';
import type { Owner } from '../writing/spool-form.ts';

type Stored = {
  readonly sink: string;
  readonly seq: number;
  readonly tries: number;
  readonly due: number;
  readonly error: string | null;
  readonly dead: number;
};

type Access = {
  readonly now: () => number;
  /** Works on a reader; `empty` where there is no log. */
  readonly read: <T>(empty: T, work: (db: Database) => T) => T;
  readonly write: <T>(work: (ledger: Ledger) => T) => T;
};

/** Whose turn it is to send; a sink has no such name. */
const SENDER = '';
/** Beyond this a sink that takes nothing is told of no more rows for now: they wait in the log. */
const MOST_WAITING = 10_000;

/** No lease and no pause is longer. */
const LONGEST_MICROS = 3_600_000_000;

/** Where each sink stands, and what it is still to be told. Every step is one transaction. */
export class SqliteOutbox implements Outbox {
  readonly #access: Access;

  constructor(access: Access) {
    this.#access = access;
  }

  lease(owner: string, forMicros: number): boolean {
    const now = this.#access.now();
    return this.#access.write((ledger) =>
      ledger.transaction(() => {
        const { db } = ledger;
        const held = db
          .prepare<[string], { owner: string | null; until: number }>('SELECT owner, until FROM sink WHERE name = ?')
          .get(SENDER);
        // What ends later than any lease can was written before the clock went back.
        const runs = held !== undefined && held.until > now && held.until <= now + LONGEST_MICROS;
        const others = runs && held.owner !== owner;
        if (others && !hasEnded(held.owner)) return false;
        db.prepare('INSERT OR REPLACE INTO sink (name, seq, owner, until) VALUES (?, 0, ?, ?)').run(
          SENDER,
          owner,
          now + forMicros,
        );
        return true;
      }),
    );
  }

  release(owner: string): void {
    this.#access.write(({ db }) =>
      db.prepare('UPDATE sink SET until = 0 WHERE name = ? AND owner = ?').run(SENDER, owner),
    );
  }

  collect(sink: string, wants: (row: AuditRow) => boolean, limit: number): number {
    const waits = this.#access.read(false, (db) => {
      const at = db.prepare<[string], number>('SELECT seq FROM sink WHERE name = ?').pluck().get(sink);
      return at === undefined || (headOf(db) ?? 0) > at;
    });
    if (!waits) return 0;
    return this.#access.write((ledger) =>
      ledger.transaction(() => {
        const { db } = ledger;
        const at = db.prepare<[string], number>('SELECT seq FROM sink WHERE name = ?').pluck().get(sink);
        const put = db.prepare('INSERT OR REPLACE INTO sink (name, seq, until) VALUES (?, ?, 0)');
        if (at === undefined) {
          // Who is new is told of what comes, not of what was.
          put.run(sink, headOf(db) ?? 0);
          return 0;
        }
        const waiting = db
          .prepare<[string], number>('SELECT count(*) FROM outgoing WHERE sink = ? AND dead = 0')
          .pluck();
        if ((waiting.get(sink) ?? 0) >= MOST_WAITING) return 0;
        const rows = listRows(db, { afterSeq: at, limit });
        const add = db.prepare('INSERT OR IGNORE INTO outgoing (sink, seq, tries, due, dead) VALUES (?, ?, 0, ?, 0)');
        for (const row of rows) if (wants(row)) add.run(sink, row.seq, this.#access.now());
        const last = rows.at(-1);
        if (last !== undefined) put.run(sink, last.seq);
        return rows.length;
      }),
    );
  }

  due(sink: string, limit: number): readonly Outgoing[] {
    return this.#access.read<readonly Outgoing[]>([], (db) =>
      db
        // One that has to wait after a failure keeps its place: those behind it wait with it.
        .prepare<[string, number], Stored>('SELECT * FROM outgoing WHERE sink = ? AND dead = 0 ORDER BY seq LIMIT ?')
        .all(sink, limit)
        .filter(upTo(this.#access.now()))
        .map(toOutgoing),
    );
  }

  sent(sink: string, seq: number): void {
    this.#access.write(({ db }) => db.prepare('DELETE FROM outgoing WHERE sink = ? AND seq = ?').run(sink, seq));
  }

  failed(
    sink: string,
    seq: number,
    { error, again }: { readonly error: string; readonly again: number | undefined },
  ): void {
    this.#access.write(({ db }) =>
      db
        .prepare('UPDATE outgoing SET tries = tries + 1, error = ?, due = ?, dead = ? WHERE sink = ? AND seq = ?')
        .run(error.slice(0, 300), again ?? this.#access.now(), again === undefined ? 1 : 0, sink, seq),
    );
  }

  list(): readonly Outgoing[] {
    return this.#access.read<readonly Outgoing[]>([], (db) =>
      db.prepare<[], Stored>('SELECT * FROM outgoing ORDER BY dead DESC, sink, seq LIMIT 10000').all().map(toOutgoing),
    );
  }

  retry(sink: string | undefined, seq: number | undefined): number {
    return this.#access.write(({ db }) => {
      const again = db.prepare(
        `UPDATE outgoing SET dead = 0, tries = 0, due = ? WHERE dead = 1 AND sink = coalesce(?, sink)
          AND seq = coalesce(?, seq)`,
      );
      return again.run(this.#access.now(), sink ?? null, seq ?? null).changes;
    });
  }

  keep(sinks: readonly string[]): void {
    const names = JSON.stringify([SENDER, ...sinks]);
    const gone = this.#access.read(false, (db) => {
      const other = db.prepare<[string], number>(
        'SELECT 1 FROM sink WHERE name NOT IN (SELECT value FROM json_each(?)) LIMIT 1',
      );
      return other.get(names) !== undefined;
    });
    if (!gone) return;
    this.#access.write((ledger) =>
      ledger.transaction(() => {
        for (const [table, column] of [
          ['outgoing', 'sink'],
          ['sink', 'name'],
        ] as const) {
          ledger.db.prepare(`DELETE FROM ${table} WHERE ${column} NOT IN (SELECT value FROM json_each(?))`).run(names);
        }
      }),
    );
  }
}

function headOf(db: Database): number | null {
  return db.prepare<[], number | null>('SELECT max(seq) FROM audit').pluck().get() ?? null;
}

/** Whether the process that holds the lease was killed: nobody waits for it to run out then. */
function hasEnded(owner: string | null): boolean {
  try {
    const told: unknown = JSON.parse(owner ?? '');
    return isOwner(told) && isGone(told, 0);
  } catch {
    return false;
  }
}

function isOwner(told: unknown): told is Owner {
  if (typeof told !== 'object' || told === null) return false;
  const { pid, started, boot, space } = told as Partial<Record<keyof Owner, unknown>>;
  return typeof pid === 'number' && [started, boot, space].every((text) => typeof text === 'string');
}

/** Those before the first that is not due yet. */
function upTo(now: number): (stored: Stored) => boolean {
  let open = true;
  return ({ due }) => {
    open &&= due <= now || due > now + LONGEST_MICROS;
    return open;
  };
}

function toOutgoing({ sink, seq, tries, due, error, dead }: Stored): Outgoing {
  return { sink, seq, tries, dueAt: due, error: error ?? undefined, dead: dead !== 0 };
}
