import type { Database, Statement } from 'better-sqlite3';
import type { Hold } from '../terms/commit.ts';

/** What may wait of one sender: more nobody settles, and a server or an agent could fill the disk with it. */
const MOST_MESSAGES = 10_000;
const MOST_BYTES = 128 * 1024 ** 2;
/** Counted again after so many microseconds: others hold and settle too. */
const FRESH_MICROS = 5_000_000;
const FRESH_FULL_MICROS = 500_000;

type Held = { messages: number; bytes: number };

/** How much is held of each sender, as of a few seconds ago. */
export class HeldRoom {
  readonly #count: Statement<[], Held & { sender: string }>;
  #held = new Map<string, Held>();
  #counted = Number.NEGATIVE_INFINITY;

  constructor(db: Database) {
    // The row about it knows sender and size: of what is held only the beginning is read.
    this.#count = db.prepare(
      `SELECT shape.sender_agent AS sender, count(*) AS messages, sum(audit.size) AS bytes
        FROM quarantine JOIN audit ON audit.seq = quarantine.seq JOIN shape ON shape.id = audit.shape
        WHERE quarantine.status = 'pending' GROUP BY sender`,
    );
  }

  /** Whether one more may be held; if so it is counted. @param now microseconds since 1970. @throws SQLite's errors */
  take({ from, content }: Hold, now: number): boolean {
    const fits = () => {
      const { messages, bytes } = this.#held.get(from) ?? NOTHING;
      return messages < MOST_MESSAGES && bytes + content.length <= MOST_BYTES;
    };
    const age = Math.abs(now - this.#counted);
    if (age > FRESH_MICROS || (!fits() && age > FRESH_FULL_MICROS)) {
      this.#held = new Map(this.#count.all().map(({ sender, ...held }) => [sender, held]));
      this.#counted = now;
    }
    if (!fits()) return false;
    const { messages, bytes } = this.#held.get(from) ?? NOTHING;
    this.#held.set(from, { messages: messages + 1, bytes: bytes + content.length });
    return true;
  }
}

const NOTHING: Held = { messages: 0, bytes: 0 };
