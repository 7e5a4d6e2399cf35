import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../guard/entry.ts';
import type { Side } from '../../message/message.ts';
import { eventEntry } from '../event.ts';
import type { StandingApproval } from '../terms/approval.ts';
import type { Review } from '../terms/held.ts';

type Row = {
  readonly ref: string;
  readonly rules: string;
  readonly expires: number;
  readonly session: string | null;
  readonly side: Side;
  readonly sender_agent: string;
  readonly recipient: string;
  readonly tool: string | null;
  readonly reviewer: string | null;
};

const STANDING = `FROM approval JOIN quarantine USING (ref) WHERE approval.spent IS NULL AND approval.expires > ?`;

/** What lets something pass now, the latest to end first. @throws SQLite's errors */
export function standingApprovals(db: Database, now: number): StandingApproval[] {
  const rows = db
    .prepare<[number], Row>(
      `SELECT ref, approval.rules AS rules, approval.expires AS expires, session, side, sender_agent, recipient, tool,
        reviewer ${STANDING} ORDER BY approval.expires DESC`,
    )
    .all(now);
  return rows.map((row) => ({
    ref: row.ref,
    from: row.sender_agent,
    to: row.recipient,
    side: row.side,
    tool: row.tool ?? undefined,
    rules: JSON.parse(row.rules) as string[],
    reviewer: row.reviewer ?? undefined,
    expiresAt: row.expires,
    session: row.session ?? undefined,
  }));
}

/** Takes an approval back: from here on it lets nothing pass. @returns whether it stood. @throws SQLite's errors */
export function withdrawApproval(
  db: Database,
  ref: string,
  { reviewer, now }: Review & { readonly now: number },
  add: (entry: AuditEntry) => void,
): boolean {
  const found = db
    .prepare<[number, string], Row>(`SELECT *, approval.expires AS expires ${STANDING} AND ref = ?`)
    .get(now, ref);
  if (found === undefined) return false;
  db.prepare('UPDATE approval SET expires = ? WHERE ref = ?').run(now, ref);
  const { sender_agent: from, recipient: to, tool } = found;
  const about = { ref, from, to, tool: tool ?? undefined, mode: 'enforce' as const };
  add(eventEntry({ ...about, name: 'withdrawn', note: `the approval ${ref} was taken back by ${reviewer}` }, now));
  return true;
}
