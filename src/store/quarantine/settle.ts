import { createHash } from 'node:crypto';
import { folded } from '../../policy/spelled.ts';
import type { Approval, Review, Settlement } from '../terms/held.ts';
import type { Ledger } from '../writing/ledger.ts';
import { ApprovalMark } from './approval-mark.ts';
import { mailOf } from './held-letter.ts';
import { isLetter, sessionOf } from './hold-row.ts';
import { putApproval } from './holds.ts';
import type { StoredItem } from './items.ts';
import { type Now, settledEvent } from './settled-event.ts';
import { digestOf, isUnaltered } from './unaltered.ts';

const WEEK = 7 * 86_400_000_000;

/**
 * Approves a pending item: the same call may pass once within `ttlMicros`, or the held response is given out once.
 * Who is first is decided by the one UPDATE; what was altered since it was held is never approved [144].
 * @throws SQLite's errors
 */
export function approveItem(
  ledger: Ledger,
  ref: string,
  options: Approval & Now & { readonly home: string },
): Settlement {
  const { now, reviewer, note, masked } = options;
  const expires = now + options.ttlMicros;
  const settlement = ledger.transaction((add): Settlement => {
    const item = itemOf(ledger, ref);
    if (item === undefined) return 'unknown';
    if (isParty(item, reviewer)) return 'party';
    if (item.status !== 'pending') return 'gone';
    if (item.expires <= now) return 'expired';
    if (!isUnaltered(ledger, item)) return 'altered';
    const delivered = isLetter(ledger, item)
      ? mailOf(ledger, item, masked?.content ?? item.content, { at: now, reviewer })
      : undefined;
    // A response is kept until it is handed over; a request comes again by itself.
    const content = item.side === 'client' ? null : masked === undefined ? item.content : Buffer.from(masked.content);
    const hash = content === null ? item.content_hash : createHash('sha256').update(content).digest();
    const settle = ledger.db.prepare(
      `UPDATE quarantine SET status = 'approved', settled = ?, reviewer = ?, note = ?, masked = ?, expires = ?,
        content = ?, content_hash = ? WHERE ref = ? AND status = 'pending' AND expires > ?`,
    );
    const flag = masked === undefined ? 0 : 1;
    if (settle.run(now, reviewer, note ?? null, flag, expires, content, hash, ref, now).changes !== 1) return 'gone';
    if (delivered !== undefined) {
      // In the same transaction as the approval: it arrives, whatever happens to us next, and once by its id [146].
      const mail = { owner: item.recipient, letter: delivered.letter, expiresAt: now + (options.mailMicros ?? WEEK) };
      ledger.mailboxes.put(delivered.id, mail, now);
    } else if (options.sessionMicros !== undefined) {
      putApproval(ledger.db, item, {
        expires: now + options.sessionMicros,
        masked: 0,
        session: sessionOf(ledger, item),
      });
    } else if (item.side === 'client') {
      putApproval(ledger.db, item, { expires, masked: flag, session: null });
    }
    // What will be handed over is bound to this row, so that nobody changes it in between.
    const held = digestOf({ ...item, content_hash: hash, expires });
    const name = flag === 1 ? 'approve_masked' : options.sessionMicros === undefined ? 'approve' : 'approve_session';
    add(ledger.rowOf(settledEvent(ledger, name, item, options)), held);
    return 'done';
  });
  if (settlement === 'done') new ApprovalMark(options.home).put(expires);
  return settlement;
}

/** @throws SQLite's errors */
export function rejectItem(ledger: Ledger, ref: string, options: Review & Now): Settlement {
  return ledger.transaction((add): Settlement => {
    const item = itemOf(ledger, ref);
    if (item === undefined) return 'unknown';
    if (isParty(item, options.reviewer)) return 'party';
    const settle = ledger.db.prepare(
      `UPDATE quarantine SET status = 'rejected', settled = ?, reviewer = ?, note = ?, content = NULL
        WHERE ref = ? AND status = 'pending' AND expires > ?`,
    );
    if (settle.run(options.now, options.reviewer, options.note ?? null, ref, options.now).changes !== 1) {
      return item.status === 'pending' ? 'expired' : 'gone';
    }
    add(ledger.rowOf(settledEvent(ledger, 'reject', item, options)));
    return 'done';
  });
}

function itemOf(ledger: Ledger, ref: string): StoredItem | undefined {
  return ledger.db.prepare<[string], StoredItem>('SELECT * FROM quarantine WHERE ref = ?').get(ref);
}

/** Agents never settle what they sent or would receive [142]; no spelling of their name does. */
function isParty(item: StoredItem, reviewer: string): boolean {
  const name = folded(reviewer);
  return [item.sender_agent, item.recipient].some((party) => folded(party) === name);
}
