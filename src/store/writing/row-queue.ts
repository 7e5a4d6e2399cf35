import type { AuditEntry } from '../../guard/entry.ts';
import { elapsedMillis } from '../../machine/clock.ts';
import { type Row, rowOf, weightOf } from '../chain/row.ts';
import { type Shape, Shapes } from '../chain/shapes.ts';
import { messageOf } from '../trouble.ts';
import { Spool } from './spool.ts';

export const GROUP_ROWS = 256;
const QUEUE_ROWS = 4096;
const QUEUE_BYTES = 8 << 20;
const SPOOL_RETRY_MILLIS = 1000;

/** Rows that are committed together, in their order. */
export type Group = {
  readonly rows: readonly Row[];
  /** How many of them the queue has; the others were read back from the spool. */
  readonly queued: number;
  /** Nothing that was queued before them is left out. */
  readonly last: boolean;
  /** How many rows could not be kept at all. */
  readonly lost: number;
  /** Where in the spool the next one begins, when they are from there. */
  readonly next: number | undefined;
};

/** The rows of one process on their way to the database: in memory as far as there is room, and in its spool file. */
export class RowQueue {
  readonly #shapes = new Shapes();
  readonly #spool: Spool;
  readonly #say: (kind: string, line: string) => void;
  readonly #unspooled = new WeakSet<Row>();
  #queue: Row[] = [];
  #weight = 0;
  #number = 0;
  #committed = 0;
  /** Rows beyond the queue are in the spool file alone: how far it has been read back, the number of the first
   * of them, and how many are still to come. */
  #behind: { at: number; readonly first: number; rows: number; readonly shapes: Shape[] } | undefined;
  #lost = 0;
  #spoolBroken = 0;

  /** @param say told of a spool that cannot be written */
  constructor(home: string, synced: boolean, say: (kind: string, line: string) => void) {
    this.#spool = new Spool(home, this.#shapes, synced);
    this.#say = say;
  }

  /** The number of the newest row. */
  get number(): number {
    return this.#number;
  }

  /** Up to which row the database has them. */
  get committed(): number {
    return this.#committed;
  }

  /** The process that the spool belongs to. */
  get process(): string {
    return this.#spool.owner.process;
  }

  get hasRows(): boolean {
    return this.#queue.length > 0 || this.#behind !== undefined;
  }

  get hasWork(): boolean {
    return this.hasRows || this.#lost > 0;
  }

  /** Rows that nothing but memory has, or nothing at all. */
  get unkept(): number {
    return this.#lost + this.#queue.filter((row) => this.#unspooled.has(row)).length;
  }

  /** Every row that waits when all of them are in memory, so that one more could follow them at once. */
  get inMemory(): readonly Row[] | undefined {
    return this.#behind === undefined ? this.#queue : undefined;
  }

  row(entry: AuditEntry): Row {
    this.#number += 1;
    return rowOf(entry, this.#shapes.of(entry), this.#number);
  }

  /** Writes a row to the spool. @returns whether it outlives this process now */
  keep(row: Row): boolean {
    if (this.#spoolBroken > 0 && elapsedMillis() < this.#spoolBroken) return false;
    try {
      this.#spool.append(row);
      this.#spoolBroken = 0;
      return true;
    } catch (error) {
      this.#spoolBroken = elapsedMillis() + SPOOL_RETRY_MILLIS;
      this.#say('spool', `the spool cannot be written: ${messageOf(error)}`);
      return false;
    }
  }

  /** @param kept it is in the spool. @returns whether a whole group waits now; undefined when there was no room in memory */
  add(row: Row, kept: boolean): boolean | undefined {
    const full = this.#queue.length >= QUEUE_ROWS || this.#weight >= QUEUE_BYTES;
    if (this.#behind !== undefined || full) {
      if (!kept) this.#lost += 1;
      else {
        this.#behind ??= { at: 0, first: row.number, rows: 0, shapes: [] };
        this.#behind.rows += 1;
      }
      return undefined;
    }
    if (!kept) this.#unspooled.add(row);
    this.#queue.push(row);
    this.#weight += weightOf(row);
    return this.#queue.length === GROUP_ROWS;
  }

  /** What is to be committed next; it stays queued until `settled`. */
  group(): Group {
    const queued = this.#queue.slice(0, GROUP_ROWS);
    const behind = this.#behind;
    const last = queued.length === this.#queue.length || behind !== undefined;
    if (queued.length > 0 || behind === undefined) {
      return { rows: queued, queued: queued.length, last, lost: this.#lost, next: undefined };
    }
    const { rows, next } = this.#spool.read(behind.at, behind.shapes, GROUP_ROWS);
    return { rows, queued: 0, last, lost: this.#lost, next };
  }

  /** The database has this group. */
  settled({ rows, queued, lost, next }: Group): void {
    if (next !== undefined && this.#behind !== undefined) {
      const { at, first } = this.#behind;
      this.#behind.rows -= rows.filter(({ number }) => number >= first).length;
      this.#behind.at = next;
      // Somebody cut the file or wrote into it: what cannot be read back is lost, and a row says so.
      if (next === at) this.#lost += Math.max(0, this.#behind.rows);
      if (next === at) this.#behind = undefined;
    }
    for (const row of this.#queue.slice(0, queued)) this.#weight -= weightOf(row);
    this.#queue = this.#queue.slice(queued);
    this.#committed = Math.max(this.#committed, rows.at(-1)?.number ?? 0);
    this.#lost -= lost;
    if (!this.hasRows) this.#spool.settled();
  }

  /** The end: with rows left the spool stays for the next process, else it goes. */
  close(): void {
    if (this.hasRows) this.#spool.leave();
    else this.#spool.remove();
  }
}
