import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../guard/entry.ts';
import type { Side } from '../../message/message.ts';
import { eventEntry } from '../event.ts';
import { listIn } from '../reading/list-in.ts';
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

const STANDING = `FROM approval JOIN quarantine USING (ref) WHERE approval.spent IS NULL AND approval.expires > @now`;
/** Approved answers that nobody has fetched yet. */
const WAITING = `status = 'approved' AND side = 'server' AND delivered IS NULL AND content IS NOT NULL AND expires > @now`;

type At = { readonly now: number };

/** What lets something pass now, the latest to end first. @throws SQLite's errors */
export function standingApprovals(db: Database, now: number): StandingApproval[] {
  const about = 'side, sender_agent, recipient, tool, reviewer';
  const rows = db
    .prepare<[At], Row>(
      `SELECT ref, approval.rules AS rules, approval.expires AS expires, session, ${about} ${STANDING}
        UNION ALL SELECT ref, rules, expires, NULL, ${about} FROM quarantine
          WHERE ${WAITING} AND ref NOT IN (SELECT ref ${STANDING})
        ORDER BY expires DESC`,
    )
    .all({ now });
  return rows.map((row) => ({
    ref: row.ref,
    from: row.sender_agent,
    to: row.recipient,
    side: row.side,
    tool: row.tool ?? undefined,
    rules: listIn(row.rules),
    reviewer: row.reviewer ?? undefined,
    expiresAt: row.expires,
    session: row.session ?? undefined,
  }));
}

/**
 * Takes an approval back: from here on it lets nothing pass, and an answer that waits is not given out.
 * @returns whether it stood. @throws SQLite's errors
 */
export function withdrawApproval(
  db: Database,
  ref: string,
  { reviewer, now }: Review & { readonly now: number },
  add: (entry: AuditEntry) => void,
): boolean {
  const found = standingApprovals(db, now).find((one) => one.ref === ref);
  if (found === undefined) return false;
  db.prepare('UPDATE approval SET expires = ? WHERE ref = ?').run(now, ref);
  db.prepare<[At & { ref: string }]>(
    `UPDATE quarantine SET content = NULL, expires = @now WHERE ref = @ref AND ${WAITING}`,
  ).run({ now, ref });
  const { from, to, tool } = found;
  const about = { ref, from, to, tool, mode: 'enforce' as const };
  add(eventEntry({ ...about, name: 'withdrawn', note: `the approval ${ref} was taken back by ${reviewer}` }, now));
  return true;
}
