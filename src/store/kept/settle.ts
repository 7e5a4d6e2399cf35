import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { idOfHeldLetter, mailText } from '../../guard/mail.ts';
import { parseLetter } from '../../message/letter.ts';
import { eventEntry } from '../event.ts';
import type { Approval, QuarantineStatus, Released, Review, Settlement } from '../store.ts';
import type { Ledger } from '../writing/ledger.ts';
import { ApprovalMark } from './approval-mark.ts';
import { heldDigest, putApproval } from './holds.ts';

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
  readonly note: string | null;
  readonly masked: number;
};

type Now = { readonly now: number };

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
    add(ledger.rowOf(eventOf(ledger, name, item, options)), held);
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
    add(ledger.rowOf(eventOf(ledger, 'reject', item, options)));
    return 'done';
  });
}

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
      add(ledger.rowOf(eventOf(ledger, 'expire', item, { reviewer: 'oktsec', now })));
    }
    ledger.db.prepare(`UPDATE quarantine SET content = NULL WHERE ${STALE}`).run(now);
    return items.length;
  });
}

/** An approved response for this call hash, handed over once. @throws SQLite's errors */
export function takeHeldResponse(ledger: Ledger, callHash: string, now: number): Released | undefined {
  return ledger.transaction((add) => {
    const find = ledger.db.prepare<[string, number], StoredItem>(
      `SELECT * FROM quarantine WHERE call_hash = ? AND side = 'server' AND status = 'approved' AND delivered IS NULL
        AND content IS NOT NULL AND expires > ? ORDER BY created LIMIT 1`,
    );
    const item = find.get(callHash, now);
    if (item === undefined || item.content === null) return undefined;
    const content = item.content;
    if (!isUnaltered(ledger, item)) return undefined;
    const take = ledger.db.prepare(
      'UPDATE quarantine SET delivered = ?, content = NULL WHERE ref = ? AND delivered IS NULL',
    );
    if (take.run(now, item.ref).changes !== 1) return undefined;
    add(ledger.rowOf(eventOf(ledger, 'release', item, { reviewer: item.reviewer ?? 'unknown', now })));
    return { content: new Uint8Array(content), rules: JSON.parse(item.rules) as string[] };
  });
}

/** The client session that it was held in. */
function sessionOf(ledger: Ledger, { seq }: StoredItem): string {
  const found = ledger.db
    .prepare<[number], string>('SELECT name FROM audit JOIN session ON session.id = audit.session WHERE seq = ?')
    .pluck()
    .get(seq);
  if (found === undefined) throw new Error('the row of what is held is gone');
  return found;
}

function itemOf(ledger: Ledger, ref: string): StoredItem | undefined {
  return ledger.db.prepare<[string], StoredItem>('SELECT * FROM quarantine WHERE ref = ?').get(ref);
}

/** Agents never settle what they sent or would receive [142]; no spelling of their name does. */
function isParty(item: StoredItem, reviewer: string): boolean {
  const name = reviewer.normalize('NFKC').trim().toLowerCase();
  return [item.sender_agent, item.recipient].some((party) => party.toLowerCase() === name);
}

/** Whether what is stored is what the last row about it says: that of the hold, later that of the approval. */
function isUnaltered(ledger: Ledger, item: StoredItem): boolean {
  if (item.content === null) return false;
  const contentHash = createHash('sha256').update(item.content).digest();
  if (!contentHash.equals(item.content_hash)) return false;
  const recorded = ledger.db
    .prepare<[string], Buffer>('SELECT held FROM audit WHERE ref = ? AND held IS NOT NULL ORDER BY seq DESC LIMIT 1')
    .pluck()
    .get(item.ref);
  return recorded !== undefined && digestOf(item).equals(recorded);
}

/** What is held is a letter and not a call or a response: its row says so, which the chain covers. */
function isLetter(ledger: Ledger, item: StoredItem): boolean {
  return factsOf(ledger, item)?.kind === 'letter';
}

type Facts = { readonly kind: string; readonly sender: string; readonly method: string | null; readonly time: number };

function factsOf(ledger: Ledger, item: StoredItem): Facts | undefined {
  return ledger.db
    .prepare<[number], Facts>(
      'SELECT kind, sender, method, time FROM audit JOIN shape ON shape.id = audit.shape WHERE seq = ?',
    )
    .get(item.seq);
}

function mailOf(
  ledger: Ledger,
  item: StoredItem,
  body: Uint8Array | null,
  approved: { readonly at: number; readonly reviewer: string },
): { readonly id: string; readonly letter: string } {
  const facts = factsOf(ledger, item);
  const parsed = body === null ? undefined : parseLetter(body);
  if (facts === undefined || parsed === undefined || 'fault' in parsed) throw new Error('a held letter is none');
  const id = idOfHeldLetter(item.call_hash);
  const letter = mailText(parsed.letter, {
    id,
    verified: facts.sender === 'verified',
    metadataSigned: facts.method === 'letter/v2',
    receivedAt: facts.time,
    approved,
  });
  return { id, letter };
}

function digestOf(item: StoredItem): Buffer {
  return heldDigest({
    ref: item.ref,
    callHash: item.call_hash,
    side: item.side,
    contentHash: item.content_hash,
    from: item.sender_agent,
    to: item.recipient,
    tool: item.tool ?? undefined,
    rules: JSON.parse(item.rules) as string[],
    expiresAt: item.expires,
  });
}

function eventOf(
  ledger: Ledger,
  name: string,
  item: StoredItem,
  { reviewer, note, user = reviewer, now }: Review & Now,
) {
  const held = isLetter(ledger, item) ? 'letter' : item.side === 'client' ? 'call' : 'response';
  const what = `${name.replaceAll('_', ' ')} ${held} held as row ${item.seq}`;
  return eventEntry(
    {
      name,
      note: `${what}, by ${reviewer}${user === reviewer ? '' : ` (user ${user})`}${note === undefined ? '' : `: ${note}`}`,
      ref: item.ref,
      from: item.sender_agent,
      to: item.recipient,
      tool: item.tool ?? undefined,
      mode: 'enforce',
    },
    now,
  );
}
