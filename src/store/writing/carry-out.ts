import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../guard/entry.ts';
import type { Row } from '../chain/row.ts';
import { eventEntry } from '../event.ts';
import { learnPins } from '../kept/learn-pins.ts';
import type { Mailboxes } from '../kept/mailboxes.ts';
import { spend, tooMuch } from '../kept/spending.ts';
import { settleInClient } from '../quarantine/client-word.ts';
import { type Holds, heldDigest } from '../quarantine/holds.ts';
import type { SameCalls } from '../quarantine/same-calls.ts';
import type { Commit, Hold, Outcome } from '../terms/commit.ts';

/** What a commit touches beside the rows. */
type Parts = {
  readonly db: Database;
  readonly holds: Holds;
  readonly sameCalls: SameCalls;
  readonly mailboxes: Mailboxes;
  rowOf(entry: AuditEntry): Row;
  /** Pins changed. */
  savesStanding(): void;
};

type Add = (row: Row, held?: Uint8Array) => number;

/**
 * Carries out one commit inside the transaction that is open: what only one may have is taken, and the row written that
 * fits what came of it.
 * @param now microseconds since 1970. @throws SQLite's errors
 */
export function carryOut(commit: Commit, parts: Parts, add: Add, now: number): Outcome {
  const { db, holds, mailboxes } = parts;
  const { entry, claim, hold, post, word, pins, ifMasked, ifSame, ifWon = entry, spending } = commit;
  const write = (row: AuditEntry) => add(parts.rowOf(row));
  if (post !== undefined && (hold === undefined || !holds.exists(hold.ref))) {
    const refused = mailboxes.post(post, now);
    if (refused !== undefined) {
      write(post.otherwise(refused.failure, refused.firstId));
      return refused.failure;
    }
  }
  const approval = claim && holds.findApproval(claim, now, ifMasked !== undefined);
  if (spending !== undefined && (approval !== undefined || hold === undefined)) {
    const why = tooMuch(db, spending.expenses, now);
    if (why !== undefined) {
      write(spending.ifOver(why));
      return 'over';
    }
  }
  const spends = () => spending && spend(db, spending.expenses, now);
  if (word !== undefined && settleInClient(db, word, write, now)) {
    spends();
    write(ifWon);
    return 'won';
  }
  if (approval !== undefined) {
    spends();
    const seq = write((approval.masked ? ifMasked : ifWon) ?? entry);
    if (approval.once) holds.spend(approval.ref, seq);
    return approval.masked ? 'masked' : 'won';
  }
  if (claim === undefined && word === undefined && hold === undefined) spends();
  const same = hold && claim && ifSame ? parts.sameCalls.find(claim, hold, now) : undefined;
  if (same !== undefined && ifSame !== undefined) {
    write(ifSame(same));
    return same;
  }
  if (hold === undefined) write(entry);
  else {
    const kept = keep(hold, entry, parts, add, now);
    if (kept !== 'kept') return kept;
  }
  if (pins !== undefined) {
    learnPins(db, pins, entry, now, (event) => write(eventEntry(event, entry.time)));
    parts.savesStanding();
  }
  return claim === undefined && word === undefined ? 'won' : 'lost';
}

/** `unavailable`: another item has this reference, and nobody could tell the two apart. `full`: too much is held of its sender. */
function keep(hold: Hold, entry: AuditEntry, parts: Parts, add: Add, now: number): 'kept' | 'full' | 'unavailable' {
  const { holds } = parts;
  if (holds.exists(hold.ref)) {
    add(parts.rowOf({ ...entry, action: 'refuse', note: 'not held: the reference was taken' }));
    return 'unavailable';
  }
  if (!holds.takeRoom(hold, now)) {
    const note = `not held: too much of ${hold.from} is held already`;
    add(parts.rowOf({ ...entry, decision: 'content_blocked', action: 'refuse', note }));
    return 'full';
  }
  const contentHash = createHash('sha256').update(hold.content).digest();
  const seq = add(parts.rowOf(entry), heldDigest({ ...hold, contentHash }));
  holds.put(hold, contentHash, seq, entry.time);
  return 'kept';
}
