import type { Database } from 'better-sqlite3';
import type { Ledger } from '../writing/ledger.ts';
import type { StoredItem } from './items.ts';
import { settledEvent } from './settled-event.ts';

/** Approved responses that nobody fetched in time. */
const STALE = "status = 'approved' AND content IS NOT NULL AND expires <= ?";

/** Whether there is anything to expire. @throws SQLite's errors */
export function isDue(db: Database, now: number): boolean {
  const due = `SELECT 1 FROM quarantine WHERE (status = 'pending' AND expires <= ?) OR (${STALE}) LIMIT 1`;
  return db.prepare<[number, number]>(due).get(now, now) !== undefined;
}

/** Expires what nobody settled in time, and forgets approved responses that nobody fetched. @throws SQLite's errors */
export function expireItems(ledger: Ledger, now: number): number {
  if (!isDue(ledger.db, now)) return 0;
  const due = ledger.db.prepare<[number], StoredItem>(
    "SELECT * FROM quarantine WHERE status = 'pending' AND expires <= ?",
  );
  return ledger.transaction((add) => {
    const items = due.all(now);
    const settle = ledger.db.prepare(
      "UPDATE quarantine SET status = 'expired', settled = ?, content = NULL WHERE ref = ? AND status = 'pending'",
    );
    for (const item of items) {
      settle.run(now, item.ref);
      add(ledger.rowOf(settledEvent(ledger, 'expire', item, { reviewer: 'oktsec', now })));
    }
    ledger.db.prepare(`UPDATE quarantine SET content = NULL WHERE ${STALE}`).run(now);
    return items.length;
  });
}
