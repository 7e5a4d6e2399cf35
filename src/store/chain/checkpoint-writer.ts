import type { Database, Statement } from 'better-sqlite3';
import type { ChainHead } from '../writing/row-writer.ts';
import {
  appendCheckpointLog,
  type Chain,
  type Checkpoint,
  checkpointDigest,
  checkpointLine,
  NO_CHECKPOINT,
  signStatement,
} from './checkpoints.ts';
import { signingKey } from './instance.ts';

export type CheckpointOptions = {
  readonly home: string;
  readonly now: () => number;
  readonly checkpointRows: number;
  readonly checkpointSeconds: number;
  readonly warn: (line: string) => void;
};

/** Signs the head when enough rows or time went by. The key is read for that moment only. */
export class CheckpointWriter {
  readonly chain: Chain;
  readonly #options: CheckpointOptions;
  readonly #last: Statement<[], Checkpoint>;
  readonly #insert: Statement;
  #lastSeq: number;
  #lastTime: number;
  #unpublished: string | undefined;
  #warned = false;

  constructor(db: Database, chain: Chain, options: CheckpointOptions) {
    this.chain = { instance: chain.instance, chain: chain.chain };
    this.#options = options;
    this.#last = db.prepare(
      'SELECT seq, version, time, head, previous, signature FROM checkpoint ORDER BY seq DESC LIMIT 1',
    );
    this.#insert = db.prepare('INSERT INTO checkpoint VALUES (?, ?, ?, ?, ?, ?)');
    this.#lastSeq = this.#last.get()?.seq ?? 0;
    this.#lastTime = options.now();
  }

  /** Inside the transaction that added rows. */
  afterRows(head: ChainHead): void {
    const enough = head.seq - this.#lastSeq >= this.#options.checkpointRows;
    if (enough || this.#isLong()) this.#due(head, enough ? this.#options.checkpointRows : 1);
  }

  /** Whether the head has been waiting for a signature for so long that one is due without any new row. */
  isDue(head: ChainHead): boolean {
    return head.seq > this.#lastSeq && this.#isLong();
  }

  /** Signs the head now, whatever the counts say, when it is beyond the last checkpoint. In a transaction. */
  sign(head: ChainHead): void {
    this.#due(head, 1);
  }

  /** After the commit: the same statement into the file that a user can keep a copy of. */
  publish(): void {
    const line = this.#unpublished;
    if (line === undefined) return;
    this.#unpublished = undefined;
    try {
      appendCheckpointLog(this.#options.home, line);
    } catch (error) {
      this.#warn(error);
    }
  }

  /** The transaction was rolled back. */
  forget(): void {
    this.#unpublished = undefined;
    this.#lastSeq = 0;
  }

  /** A clock that went back is no reason to sign nothing until it has caught up. */
  #isLong(): boolean {
    return Math.abs(this.#options.now() - this.#lastTime) >= this.#options.checkpointSeconds * 1e6;
  }

  #due(head: ChainHead, rows: number): void {
    // Another process may have signed in the meantime.
    const last = this.#last.get();
    this.#lastSeq = last?.seq ?? 0;
    this.#lastTime = this.#options.now();
    if (head.seq - this.#lastSeq < rows) return;
    try {
      const previous = last === undefined ? NO_CHECKPOINT : checkpointDigest(this.chain, last);
      const unsigned = { seq: head.seq, time: this.#options.now(), head: head.hash, previous };
      const made = signStatement('checkpoint', this.chain, unsigned, signingKey(this.#options.home));
      this.#insert.run(
        made.seq,
        made.version,
        made.time,
        Buffer.from(made.head),
        Buffer.from(made.previous),
        made.signature,
      );
      this.#unpublished = checkpointLine(this.chain, made);
      this.#lastSeq = head.seq;
    } catch (error) {
      // No checkpoint is no reason to lose rows; what stands unsigned is reported by `logs verify`.
      this.#warn(error);
    }
  }

  #warn(error: unknown): void {
    if (this.#warned) return;
    this.#warned = true;
    this.#options.warn(`no checkpoint could be signed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
