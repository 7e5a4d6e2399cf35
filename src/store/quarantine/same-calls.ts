import type { Database, Statement } from 'better-sqlite3';
import { replaceId } from '../../message/edit.ts';
import type { Claim, Hold, SameCall } from '../terms/commit.ts';
import { covers } from './covers.ts';

/** So long a person's no stands for the same call, as a yes does by default; one said in the client is for that message alone. */
const NO_MICROS = 600_000_000;
/** The same answer to another request differs in the id alone, which is at most so much longer or shorter. */
const ID_ROOM = 64;
const NEWEST = 'ORDER BY created DESC LIMIT 8';

/** What a person is shown already: nobody is asked twice about one call, nor about one answer to it. */
export class SameCalls {
  readonly #calls: Statement<[string, number, number], { ref: string; rules: string; status: 'pending' | 'rejected' }>;
  readonly #answers: Statement<[string, number, number, number], { ref: string; rules: string; content: Buffer }>;

  constructor(db: Database) {
    this.#calls = db.prepare(
      `SELECT ref, rules, status FROM quarantine WHERE call_hash = ? AND side = 'client' AND (status = 'pending'
        AND expires > ? OR status = 'rejected' AND delivered IS NULL AND settled > ?) ${NEWEST}`,
    );
    this.#answers = db.prepare(
      `SELECT ref, rules, content FROM quarantine WHERE call_hash = ? AND side = 'server' AND status = 'pending'
        AND expires > ? AND length(content) BETWEEN ? AND ? ${NEWEST}`,
    );
  }

  /**
   * The newest item of this very call, or of this answer to it, that a person is shown, with every rule the claim needs;
   * of a call also one that was rejected lately. @param now microseconds since 1970. @throws SQLite's errors
   */
  find(claim: Claim, hold: Hold, now: number): SameCall | undefined {
    return hold.side === 'client' ? this.#call(claim, now) : this.#answer(claim, hold, now);
  }

  #call({ hash, rules }: Claim, now: number): SameCall | undefined {
    if (hash === undefined) return undefined;
    const items = this.#calls.all(hash, now, now - NO_MICROS);
    const found = items.find((item) => covers(item.rules, rules));
    return found && { sameCall: found.status === 'pending' ? 'waiting' : 'rejected', ref: found.ref };
  }

  #answer({ rules }: Claim, { callHash, content }: Hold, now: number): SameCall | undefined {
    const { length } = content;
    const items = this.#answers.all(callHash, now, length - ID_ROOM, length + ID_ROOM);
    if (items.length === 0) return undefined;
    const said = withoutId(content);
    const found = items.find((item) => covers(item.rules, rules) && withoutId(item.content).equals(said));
    return found && { sameCall: 'waiting', ref: found.ref };
  }
}

function withoutId(frame: Uint8Array): Buffer {
  return Buffer.from(replaceId(frame, 'null') ?? frame);
}
