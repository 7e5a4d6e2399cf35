import type { Database } from 'better-sqlite3';
import type { Pin, PinKind, PinState } from '../../pins/pin.ts';
import { fold } from '../../rules/views/fold.ts';
import { listIn } from '../reading/list-in.ts';
import { prepared } from '../reading/prepared.ts';

type PinRow = {
  readonly server: string;
  readonly launch: string;
  readonly kind: PinKind;
  readonly name: string;
  readonly state: PinState;
  readonly approved: string;
  readonly offered: string | null;
  readonly reasons: string;
  readonly vouched: Pin['by'];
  readonly since: number;
  readonly changed: number;
};

/** A pin with its dates, microseconds since 1970. */
export type StoredPin = Pin & { readonly since: number; readonly changed: number };

/** Which pin is meant. */
export type PinKey = Pick<Pin, 'server' | 'launch' | 'kind' | 'name'>;

/** A pin as a person saw it when they decided. */
export type PinSeen = PinKey & Pick<Pin, 'approved' | 'offered'>;

/** What a person decides about a pin. `reset` forgets it: what the server says next is its first word again. */
export type PinWord = 'approve' | 'reject' | 'reset';

/** The pins of one server, or of all. @throws SQLite's errors */
export function readPins(db: Database, server?: string): StoredPin[] {
  const rows = prepared<[string | null], PinRow>(
    db,
    'SELECT * FROM pin WHERE server = coalesce(?, server) ORDER BY server, launch, kind, name',
  ).all(server ?? null);
  return rows.map(toPin);
}

/**
 * Keeps what a relay learned. A word of a person that came meanwhile stands: what was rejected does not come back by
 * another process's first sight of it. @throws SQLite's errors
 */
export function putPins(db: Database, pins: readonly Pin[], now: number): void {
  const put = db.prepare(
    `INSERT INTO pin (server, launch, kind, name, state, approved, offered, reasons, vouched, since, changed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET state = excluded.state, approved = excluded.approved, offered = excluded.offered,
        reasons = excluded.reasons, vouched = excluded.vouched, changed = excluded.changed
      WHERE NOT (pin.state = 'rejected' AND (pin.offered IN (excluded.approved, coalesce(excluded.offered, ''))
        OR excluded.state = 'approved' AND pin.approved IN ('', pin.offered)))`,
  );
  for (const { server, launch, kind, name, state, approved, offered, reasons, by } of pins) {
    put.run(server, launch, kind, name, state, approved, offered ?? null, JSON.stringify(reasons), by, now, now);
  }
}

/**
 * Carries out a person's word about one pin, as they saw it: a server must not exchange what it offers while they read.
 * @returns whether it is still what was seen. @throws SQLite's errors
 */
export function settlePin(db: Database, pin: PinSeen, word: PinWord, now: number): boolean {
  const key = [pin.server, pin.launch, pin.kind, pin.name] as const;
  const which = 'WHERE server = ? AND launch = ? AND kind = ? AND name = ?';
  const seen = [pin.approved, pin.offered ?? null] as const;
  const asSeen = `${which} AND approved = ? AND offered IS ?`;
  switch (word) {
    case 'approve':
      return (
        db
          .prepare(
            `UPDATE pin SET state = 'approved', approved = coalesce(offered, approved), offered = NULL, reasons = '[]',
              vouched = 'person', changed = ? ${asSeen}`,
          )
          .run(now, ...key, ...seen).changes === 1
      );
    case 'reject':
      // A no to a change is no yes to what stood before it: `tools.default: deny` goes by who vouched for that.
      return (
        db
          .prepare(
            `UPDATE pin SET state = 'rejected', offered = coalesce(offered, approved), changed = ?,
              vouched = CASE WHEN approved = '' OR offered IS NULL THEN 'person' ELSE vouched END ${asSeen}`,
          )
          .run(now, ...key, ...seen).changes === 1
      );
    case 'reset':
      return db.prepare(`DELETE FROM pin ${which}`).run(...key).changes === 1;
  }
}

type Offered = { readonly server: string; readonly name: string };

/**
 * Tells the tools of other servers of the same client that have a name, or one that a reader could not tell from it: look-alike
 * and invisible characters, capitals [93]. They are read once, for all the names of a list. @throws SQLite's errors
 */
export function othersOffering(db: Database, server: string): (name: string) => readonly Offered[] {
  const client = server.split('.')[0] ?? server;
  const bySight = new Map<string, Offered[]>();
  const others = db
    .prepare<[string, string, string], Offered>(
      "SELECT DISTINCT server, name FROM pin WHERE kind = 'tool' AND server <> ? AND server >= ? AND server < ? ORDER BY server, name",
    )
    .iterate(server, `${client}.`, `${client}/`);
  for (const other of others) {
    const seen = seenAs(other.name);
    const same = bySight.get(seen);
    if (same === undefined) bySight.set(seen, [other]);
    else same.push(other);
  }
  return (name) => bySight.get(seenAs(name)) ?? [];
}

function seenAs(name: string): string {
  return fold(name).text.toLowerCase();
}

function toPin(row: PinRow): StoredPin {
  return {
    server: row.server,
    launch: row.launch,
    kind: row.kind,
    name: row.name,
    state: row.state,
    approved: row.approved,
    ...(row.offered === null ? {} : { offered: row.offered }),
    reasons: listIn(row.reasons),
    by: row.vouched,
    since: row.since,
    changed: row.changed,
  };
}
