import type { Database, Statement } from 'better-sqlite3';
import { digestOf } from '../chain/chain.ts';
import type { Claim, Hold } from '../terms/commit.ts';
import { covers } from './covers.ts';
import { HeldRoom } from './room.ts';

/** Quarantine and approvals. Each statement that settles something decides by itself who was first. */
export class Holds {
  readonly #exists: Statement<[string], number>;
  readonly #put: Statement;
  readonly #approvals: Statement<[string, number], { ref: string; rules: string; masked: number }>;
  readonly #standing: Statement<
    [string, string, string, string, string | null, number],
    { ref: string; rules: string }
  >;
  readonly #spend: Statement<[number, string]>;
  readonly #room: HeldRoom;

  constructor(db: Database) {
    this.#room = new HeldRoom(db);
    this.#exists = db.prepare<[string], number>('SELECT 1 FROM quarantine WHERE ref = ?').pluck();
    this.#put = db.prepare(
      `INSERT INTO quarantine (ref, seq, call_hash, side, content, content_hash, sender_agent, recipient, tool, rules,
        status, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?)`,
    );
    this.#approvals = db.prepare(
      `SELECT ref, rules, masked FROM approval WHERE call_hash = ? AND session IS NULL AND spent IS NULL AND expires > ?
        ORDER BY expires`,
    );
    this.#standing = db.prepare(
      `SELECT ref, approval.rules AS rules FROM approval JOIN quarantine USING (ref) WHERE session = ? AND side = ?
        AND sender_agent = ? AND recipient = ? AND tool IS ? AND spent IS NULL AND approval.expires > ?`,
    );
    this.#spend = db.prepare('UPDATE approval SET spent = ? WHERE ref = ? AND spent IS NULL');
  }

  exists(ref: string): boolean {
    return this.#exists.get(ref) !== undefined;
  }

  /** Whether one more of this sender may be held; it is counted. */
  takeRoom(hold: Hold, now: number): boolean {
    return this.#room.take(hold, now);
  }

  put(hold: Hold, contentHash: Uint8Array, seq: number, time: number): void {
    this.#put.run(
      hold.ref,
      seq,
      hold.callHash,
      hold.side,
      Buffer.from(hold.content),
      contentHash,
      hold.from,
      hold.to,
      hold.tool ?? null,
      JSON.stringify(hold.rules),
      time,
      hold.expiresAt,
    );
  }

  /**
   * An approval for this very call that covers every rule the claim needs: it is good for what was shown, no more.
   * @param maskable whether the call could go masked; without that no approval of its masked form fits
   */
  findApproval(claim: Claim, now: number, maskable: boolean): FoundApproval | undefined {
    const once = claim.hash === undefined ? [] : this.#approvals.all(claim.hash, now);
    const covering = once.find(({ rules, masked }) => (masked === 0 || maskable) && covers(rules, claim.rules));
    if (covering !== undefined) return { ref: covering.ref, masked: covering.masked !== 0, once: true };
    if (claim.standing === undefined) return undefined;
    const { session, side, from, to, tool } = claim.standing;
    const standing = this.#standing.all(session, side, from, to, tool ?? null, now);
    const found = standing.find(({ rules }) => covers(rules, claim.rules));
    return found && { ref: found.ref, masked: false, once: false };
  }

  spend(ref: string, seq: number): void {
    this.#spend.run(seq, ref);
  }
}

/** `once`: it is spent by what it lets through. */
export type FoundApproval = { readonly ref: string; readonly masked: boolean; readonly once: boolean };

/** Lets something pass: this call once, or with a session whatever of that tool is held for these rules in it. */
export function putApproval(
  db: Database,
  { ref, call_hash, rules }: { readonly ref: string; readonly call_hash: string; readonly rules: string },
  { expires, masked, session }: { readonly expires: number; readonly masked: number; readonly session: string | null },
): void {
  db.prepare('INSERT INTO approval (ref, call_hash, rules, expires, masked, session) VALUES (?, ?, ?, ?, ?, ?)').run(
    ref,
    call_hash,
    rules,
    expires,
    masked,
    session,
  );
}

/** What the hold's row carries in its hash: nobody can edit what is held, or whom an approval is for, unseen [144]. */
export function heldDigest(hold: Omit<Hold, 'content'> & { readonly contentHash: Uint8Array }): Buffer {
  return digestOf('oktsec/held/v1', [
    hold.ref,
    hold.callHash,
    hold.side,
    hold.contentHash,
    hold.from,
    hold.to,
    hold.tool,
    JSON.stringify(hold.rules),
    String(hold.expiresAt),
  ]);
}
