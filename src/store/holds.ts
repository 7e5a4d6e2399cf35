import type { Database, Statement } from 'better-sqlite3';
import { digestOf } from './chain.ts';
import type { Claim, Hold } from './store.ts';

/** Quarantine and approvals. Each statement that settles something decides by itself who was first. */
export class Holds {
  readonly #exists: Statement<[string], number>;
  readonly #put: Statement;
  readonly #approvals: Statement<[string, number], { ref: string; rules: string; masked: number }>;
  readonly #spend: Statement<[number, string]>;

  constructor(db: Database) {
    this.#exists = db.prepare<[string], number>('SELECT 1 FROM quarantine WHERE ref = ?').pluck();
    this.#put = db.prepare(
      `INSERT INTO quarantine (ref, seq, call_hash, side, content, content_hash, sender_agent, recipient, tool, rules,
        status, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?)`,
    );
    this.#approvals = db.prepare(
      'SELECT ref, rules, masked FROM approval WHERE call_hash = ? AND spent IS NULL AND expires > ? ORDER BY expires',
    );
    this.#spend = db.prepare('UPDATE approval SET spent = ? WHERE ref = ? AND spent IS NULL');
  }

  exists(ref: string): boolean {
    return this.#exists.get(ref) !== undefined;
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
  findApproval(claim: Claim, now: number, maskable: boolean): { ref: string; masked: boolean } | undefined {
    const covering = this.#approvals.all(claim.hash, now).find((approval) => {
      const shown = new Set<unknown>(JSON.parse(approval.rules) as unknown[]);
      return (approval.masked === 0 || maskable) && claim.rules.every((rule) => shown.has(rule));
    });
    return covering && { ref: covering.ref, masked: covering.masked !== 0 };
  }

  spend(ref: string, seq: number): void {
    this.#spend.run(seq, ref);
  }
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
