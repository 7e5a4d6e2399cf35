import { createHash } from 'node:crypto';
import { ApprovalMark } from './approval-mark.ts';
import { eventEntry } from './event.ts';
import { heldDigest } from './holds.ts';
import type { Ledger } from './ledger.ts';
import type { QuarantineStatus, Settlement } from './store.ts';

export type StoredItem = {
  readonly ref: string;
  readonly seq: number;
  readonly call_hash: string;
  readonly side: 'client' | 'server';
  readonly content: Buffer | null;
  readonly content_hash: Buffer;
  readonly sender_agent: string;
  readonly recipient: string;
  readonly tool: string | null;
  readonly rules: string;
  readonly status: QuarantineStatus;
  readonly created: number;
  readonly expires: number;
  readonly settled: number | null;
  readonly reviewer: string | null;
};

/**
 * Approves a pending item: the same call may pass once within `ttlMicros`, or the held response is given out once.
 * Who is first is decided by the one UPDATE; what was altered since it was held is never approved [144].
 * @throws SQLite's errors
 */
export function approveItem(
  ledger: Ledger,
  ref: string,
  options: { readonly now: number; readonly ttlMicros: number; readonly reviewer: string; readonly home: string },
): Settlement {
  const expires = options.now + options.ttlMicros;
  const settlement = ledger.transaction((add): Settlement => {
    const item = itemOf(ledger, ref);
    if (item === undefined) return 'unknown';
    if (item.status !== 'pending') return 'gone';
    if (item.expires <= options.now) return 'expired';
    if (!isUnaltered(ledger, item)) return 'altered';
    // A response is kept until it is handed over; a request comes again by itself.
    const settle = ledger.db.prepare(
      `UPDATE quarantine SET status = 'approved', settled = ?, reviewer = ?, expires = ?,
        content = CASE side WHEN 'server' THEN content ELSE NULL END
        WHERE ref = ? AND status = 'pending' AND expires > ?`,
    );
    if (settle.run(options.now, options.reviewer, expires, ref, options.now).changes !== 1) return 'gone';
    if (item.side === 'client') {
      const put = ledger.db.prepare('INSERT INTO approval (ref, call_hash, rules, expires) VALUES (?, ?, ?, ?)');
      put.run(ref, item.call_hash, item.rules, expires);
    }
    add(ledger.rowOf(eventOf('approve', item, options.reviewer, options.now)));
    return 'done';
  });
  if (settlement === 'done') new ApprovalMark(options.home).put(expires);
  return settlement;
}

/** @throws SQLite's errors */
export function rejectItem(ledger: Ledger, ref: string, options: { now: number; reviewer: string }): Settlement {
  return ledger.transaction((add): Settlement => {
    const item = itemOf(ledger, ref);
    if (item === undefined) return 'unknown';
    const settle = ledger.db.prepare(
      `UPDATE quarantine SET status = 'rejected', settled = ?, reviewer = ?, content = NULL
        WHERE ref = ? AND status = 'pending' AND expires > ?`,
    );
    if (settle.run(options.now, options.reviewer, ref, options.now).changes !== 1) {
      return item.status === 'pending' ? 'expired' : 'gone';
    }
    add(ledger.rowOf(eventOf('reject', item, options.reviewer, options.now)));
    return 'done';
  });
}

/** Expires what nobody settled in time, and forgets approved responses that nobody fetched. @throws SQLite's errors */
export function expireItems(ledger: Ledger, now: number): number {
  const due = ledger.db.prepare<[number], StoredItem>(
    "SELECT * FROM quarantine WHERE status = 'pending' AND expires <= ?",
  );
  const stale = "status = 'approved' AND content IS NOT NULL AND expires <= ?";
  const fetched = ledger.db.prepare<[number], number>(`SELECT count(*) FROM quarantine WHERE ${stale}`).pluck();
  if (due.get(now) === undefined && fetched.get(now) === 0) return 0;
  return ledger.transaction((add) => {
    const items = due.all(now);
    const settle = ledger.db.prepare(
      "UPDATE quarantine SET status = 'expired', settled = ?, content = NULL WHERE ref = ? AND status = 'pending'",
    );
    for (const item of items) {
      settle.run(now, item.ref);
      add(ledger.rowOf(eventOf('expire', item, 'oktsec', now)));
    }
    ledger.db.prepare(`UPDATE quarantine SET content = NULL WHERE ${stale}`).run(now);
    return items.length;
  });
}

/** An approved response for this call hash, handed over once. @throws SQLite's errors */
export function takeHeldResponse(ledger: Ledger, callHash: string, now: number): Uint8Array | undefined {
  return ledger.transaction((add) => {
    const find = ledger.db.prepare<[string, number], StoredItem>(
      `SELECT * FROM quarantine WHERE call_hash = ? AND side = 'server' AND status = 'approved' AND delivered IS NULL
        AND content IS NOT NULL AND expires > ? ORDER BY created LIMIT 1`,
    );
    const item = find.get(callHash, now);
    if (item === undefined || item.content === null) return undefined;
    const content = item.content;
    if (!createHash('sha256').update(content).digest().equals(item.content_hash)) return undefined;
    const take = ledger.db.prepare(
      'UPDATE quarantine SET delivered = ?, content = NULL WHERE ref = ? AND delivered IS NULL',
    );
    if (take.run(now, item.ref).changes !== 1) return undefined;
    add(ledger.rowOf(eventOf('release', item, item.reviewer ?? 'unknown', now)));
    return new Uint8Array(content);
  });
}

function itemOf(ledger: Ledger, ref: string): StoredItem | undefined {
  return ledger.db.prepare<[string], StoredItem>('SELECT * FROM quarantine WHERE ref = ?').get(ref);
}

function isUnaltered(ledger: Ledger, item: StoredItem): boolean {
  if (item.content === null) return false;
  const contentHash = createHash('sha256').update(item.content).digest();
  const held = heldDigest({
    ref: item.ref,
    callHash: item.call_hash,
    side: item.side,
    contentHash,
    from: item.sender_agent,
    to: item.recipient,
    tool: item.tool ?? undefined,
    rules: JSON.parse(item.rules) as string[],
    expiresAt: item.expires,
  });
  const row = ledger.db.prepare<[number], Buffer | null>('SELECT held FROM audit WHERE seq = ?').pluck();
  const recorded = row.get(item.seq);
  return recorded !== null && recorded !== undefined && held.equals(recorded) && contentHash.equals(item.content_hash);
}

function eventOf(name: string, item: StoredItem, reviewer: string, now: number) {
  const note = `${name} ${item.side === 'client' ? 'call' : 'response'} held as row ${item.seq}, by ${reviewer}`;
  return eventEntry(
    {
      name,
      note,
      ref: item.ref,
      from: item.sender_agent,
      to: item.recipient,
      tool: item.tool ?? undefined,
      mode: 'enforce',
    },
    now,
  );
}
