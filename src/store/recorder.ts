import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEntry } from '../guard/entry.ts';
import { ApprovalMark } from './approval-mark.ts';
import { eventEntry, gapEvent } from './event.ts';
import { Glance } from './glance.ts';
import { type FullOptions, type RecorderOptions, withDefaults } from './recorder-options.ts';
import { type Row, rowOf, weightOf } from './row.ts';
import { type Shape, Shapes } from './shapes.ts';
import { Spool } from './spool.ts';
import { standingChanged } from './standing.ts';
import type { Commit, FlowNews, Outcome, PinBook, Recorder, Released, Remembered } from './store.ts';
import { attempt, kindOf, lost, messageOf } from './trouble.ts';
import type { Writer } from './writer.ts';

const GROUP_ROWS = 256;
const GROUP_MILLIS = 25;
const QUEUE_ROWS = 4096;
const QUEUE_BYTES = 8 << 20;
const COMMIT_MILLIS = 5000;
const HOPELESS_MILLIS = 250;
const CLOSE_MILLIS = 2000;
const WAIT_MILLIS = 2;
const SPOOL_RETRY_MILLIS = 1000;
/** What was read and cannot be told the others yet: as much as the database keeps of a session. */
const MOST_SOURCES = 256;

type Pending = {
  readonly commit: Commit;
  /** Rows up to this number were spooled before it, and stand before it in the log. */
  readonly after: number;
  readonly since: number;
  readonly settle: (outcome: Outcome) => void;
};

export type { RecorderOptions } from './recorder-options.ts';

/** Costs nothing until the first row: no file is made and SQLite is not loaded before. */
export function openRecorder(options: RecorderOptions): Recorder {
  return new GroupRecorder(options);
}

class GroupRecorder implements Recorder {
  readonly #options: FullOptions;
  readonly #shapes = new Shapes();
  readonly #spool: Spool;
  readonly #approvals: ApprovalMark;
  readonly #anyApprovals: Glance<boolean>;
  readonly #pinsChanged: Glance<number>;
  readonly #said = new Set<string>();
  readonly #unspooled = new WeakSet<Row>();
  #queue: Row[] = [];
  #weight = 0;
  #number = 0;
  #committed = 0;
  /** Rows beyond the queue are in the spool file alone: how far it has been read back. */
  #behind: { at: number; readonly shapes: Shape[] } | undefined;
  #lost = 0;
  #pending: Pending[] = [];
  #sources: Remembered[] = [];
  #writer: Writer | undefined;
  #because: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pump: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #check: NodeJS.Timeout | undefined;
  #replayed = false;
  #replaying: Generator<void, void> | undefined;
  #wrote = false;
  #closing = Number.POSITIVE_INFINITY;
  #closed = false;
  #failures = 0;
  #spoolBroken = 0;

  constructor(options: RecorderOptions) {
    this.#options = withDefaults(options);
    this.#approvals = new ApprovalMark(options.home);
    this.#anyApprovals = new Glance(() => this.#approvals.any(this.#options.now()));
    this.#pinsChanged = new Glance(() => standingChanged(options.home));
    this.#spool = new Spool(options.home, this.#shapes, options.durability === 'full');
  }

  spool(entry: AuditEntry): boolean {
    if (this.#closed) return false;
    const row = rowOf(entry, this.#shapes.of(entry), ++this.#number);
    const kept = this.#append(row);
    if (!kept && entry.mode === 'enforce') return this.#writeNow(row);
    this.#enqueue(row, kept);
    return kept;
  }

  commit(commit: Commit): Promise<Outcome> {
    if (this.#closed) return Promise.resolve('unavailable');
    return new Promise((settle) => {
      this.#pending.push({ commit, after: this.#number, since: performance.now(), settle });
      this.#start(0);
    });
  }

  async takeResponse(callHash: string): Promise<Released | undefined> {
    if (!this.#approvals.any(this.#options.now())) return undefined;
    const until = performance.now() + COMMIT_MILLIS;
    for (;;) {
      try {
        const writer = await this.#open();
        if (!writer.isLost()) return writer.takeResponse(callHash);
      } catch {}
      if (performance.now() > until) return undefined;
      await this.#pause(5 + this.#options.random() * 20, true);
    }
  }

  async pins(server: string, launch: string): Promise<PinBook | undefined> {
    return await this.#asked((writer) => writer.pins(server, launch));
  }

  remember(source: Remembered): void {
    if (this.#closed || this.#sources.length >= MOST_SOURCES) return;
    this.#sources.push(source);
    this.#start(0);
  }

  async flows(session: string, after: number): Promise<FlowNews | undefined> {
    return await this.#asked((writer) => writer.flows(session, after));
  }

  async #asked<T>(question: (writer: Writer) => T): Promise<T | undefined> {
    const until = performance.now() + COMMIT_MILLIS;
    for (;;) {
      try {
        const writer = await this.#open();
        if (!writer.isLost()) return question(writer);
      } catch {}
      if (performance.now() > until) return undefined;
      await this.#pause(5 + this.#options.random() * 20, true);
    }
  }

  pinsChanged(): number {
    return this.#pinsChanged.value;
  }

  anyApprovals(): boolean {
    return this.#anyApprovals.value;
  }

  async close(): Promise<void> {
    this.#closing = performance.now() + CLOSE_MILLIS;
    clearInterval(this.#check);
    do {
      this.#start(0);
      this.#wake?.();
      await this.#pump;
    } while (this.#hasWork() && performance.now() < this.#closing);
    this.#closed = true;
    clearTimeout(this.#timer);
    const rest = this.#queue.length > 0 || this.#behind !== undefined;
    const unkept = this.#lost + this.#queue.filter((row) => this.#unspooled.has(row)).length;
    if (unkept > 0) this.#say('lost', `${unkept} rows could not be recorded`);
    attempt(() => {
      this.#writer?.hurryNoMore();
      if (this.#wrote) this.#writer?.checkpoint('now');
    });
    if (this.#wrote && !rest) attempt(() => this.#writer?.retain());
    attempt(() => {
      if (rest) return this.#spool.leave();
      this.#spool.remove();
      if (this.#number > 0) this.#writer?.forgetSpool(this.#spool.owner.process);
    });
    this.#writer?.close();
    this.#writer = undefined;
  }

  #append(row: Row): boolean {
    if (this.#spoolBroken > 0 && performance.now() < this.#spoolBroken) return false;
    try {
      this.#spool.append(row);
      this.#spoolBroken = 0;
      return true;
    } catch (error) {
      this.#spoolBroken = performance.now() + SPOOL_RETRY_MILLIS;
      this.#say('spool', `the spool cannot be written: ${messageOf(error)}`);
      return false;
    }
  }

  #enqueue(row: Row, kept: boolean): void {
    const full = this.#queue.length >= QUEUE_ROWS || this.#weight >= QUEUE_BYTES;
    if (this.#behind !== undefined || full) {
      if (!kept) this.#lost += 1;
      else this.#behind ??= { at: 0, shapes: [] };
      return;
    }
    if (!kept) this.#unspooled.add(row);
    this.#queue.push(row);
    this.#weight += weightOf(row);
    this.#start(this.#queue.length === GROUP_ROWS ? 0 : GROUP_MILLIS);
  }

  /** The spool failed: the database itself may still take the row. */
  #writeNow(row: Row): boolean {
    const writer = this.#writer;
    if (writer === undefined || this.#behind !== undefined) {
      this.#start(0);
      return false;
    }
    try {
      if (writer.isLost()) return false;
      this.#settle(writer.write({ rows: [...this.#queue, row], process: this.#spool.owner.process, commits: [] }), {
        rows: this.#queue.length,
        last: row.number,
        commits: 0,
        lost: 0,
      });
      return true;
    } catch {
      return false;
    }
  }

  #start(delayMillis: number): void {
    if (this.#pump !== undefined) {
      if (delayMillis === 0) this.#wake?.();
      return;
    }
    if (delayMillis > 0) {
      this.#timer ??= setTimeout(() => this.#start(0), delayMillis).unref();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pump = this.#run().finally(() => {
      this.#pump = undefined;
      // What came in between the last look and here.
      if (this.#hasWork()) this.#start(this.#pending.length > 0 ? 0 : GROUP_MILLIS);
    });
  }

  async #run(): Promise<void> {
    do {
      while (this.#hasWork()) {
        if (performance.now() > this.#closing) return this.#expirePending(0);
        try {
          const writer = await this.#open();
          if (writer.isLost()) throw lost();
          this.#step(writer);
          this.#failures = 0;
        } catch (error) {
          await this.#recover(error);
        }
        if (this.#hasWork()) await turn();
      }
    } while (await this.#replaySome());
  }

  #hasWork(): boolean {
    return (
      this.#queue.length > 0 ||
      this.#pending.length > 0 ||
      this.#behind !== undefined ||
      this.#lost > 0 ||
      this.#sources.length > 0
    );
  }

  #step(writer: Writer): void {
    let rows = this.#queue.slice(0, GROUP_ROWS);
    const fromQueue = rows.length;
    const behind = fromQueue === 0 ? this.#behind : undefined;
    let next = 0;
    if (behind !== undefined) {
      const read = this.#spool.read(behind.at, behind.shapes, GROUP_ROWS);
      rows = read.rows;
      next = read.next;
    }
    const reached = rows.at(-1)?.number ?? 0;
    const early =
      fromQueue === this.#queue.length || this.#behind !== undefined
        ? -1
        : this.#pending.findIndex(({ after }) => after > reached);
    const pending = early < 0 ? this.#pending : this.#pending.slice(0, early);
    const commits = pending.map(({ commit }) => commit);
    const lostRows = this.#lost;
    if (lostRows > 0) commits.push({ entry: eventEntry(gapEvent(lostRows), this.#options.now()) });
    const sources = [...this.#sources];
    const outcomes = writer.write({ rows, process: this.#spool.owner.process, commits, sources });
    this.#sources = this.#sources.slice(sources.length);
    if (behind !== undefined) {
      if (next === behind.at) this.#behind = undefined;
      else behind.at = next;
    }
    this.#settle(outcomes, {
      rows: fromQueue,
      last: rows.at(-1)?.number ?? 0,
      commits: pending.length,
      lost: lostRows,
    });
  }

  #settle(outcomes: Outcome[], done: { rows: number; last: number; commits: number; lost: number }): void {
    this.#wrote = true;
    for (const row of this.#queue.slice(0, done.rows)) this.#weight -= weightOf(row);
    this.#queue = this.#queue.slice(done.rows);
    this.#committed = Math.max(this.#committed, done.last);
    this.#lost -= done.lost;
    const settled = this.#pending.slice(0, done.commits);
    this.#pending = this.#pending.slice(done.commits);
    settled.forEach((pending, n) => {
      pending.settle(outcomes[n] ?? 'unavailable');
    });
    if (this.#queue.length === 0 && this.#behind === undefined) this.#spool.settled();
  }

  async #open(): Promise<Writer> {
    if (this.#writer !== undefined) return this.#writer;
    // Each of these takes milliseconds at its first use; between them the relay gets its turn.
    process.getBuiltinModule('node:crypto');
    await turn();
    const { openingWriter } = await import('./writer.ts');
    await turn();
    const because = this.#because;
    const steps = openingWriter({ ...this.#options, waitMillis: WAIT_MILLIS, because });
    for (;;) {
      const step = steps.next();
      if (step.done) {
        this.#writer = step.value;
        break;
      }
      await turn();
    }
    this.#because = undefined;
    // Rows that the file before this one has must not come back from the spool.
    if (because !== undefined && this.#committed > 0) {
      this.#writer.rememberSpool(this.#spool.owner.process, this.#committed);
    }
    this.#check ??= setInterval(() => void this.#look(), this.#options.lookSeconds * 1000).unref();
    return this.#writer;
  }

  async #recover(error: unknown): Promise<void> {
    this.#failures += 1;
    const trouble = kindOf(error);
    if (trouble === 'corrupt' || trouble === 'lost') this.#replaceDatabase(trouble, error);
    else if (trouble === 'unwritable') {
      this.#writer?.close();
      this.#writer = undefined;
      this.#replaying = undefined;
      this.#say('database', `the audit database cannot be written: ${messageOf(error)}`);
      if (Number.isFinite(this.#closing)) this.#closing = Math.min(this.#closing, performance.now() + HOPELESS_MILLIS);
    }
    this.#expirePending(trouble === 'unwritable' ? HOPELESS_MILLIS : COMMIT_MILLIS);
    const base = trouble === 'unwritable' ? 100 : 3;
    const most = trouble === 'unwritable' ? 5000 : 100;
    const delay = Math.min(most, base * 2 ** Math.min(this.#failures, 10));
    const jittered = delay * (0.5 + this.#options.random());
    const waits = this.#pending.length > 0 || Number.isFinite(this.#closing);
    await this.#pause(waits ? Math.min(jittered, 100) : jittered, waits);
  }

  #replaceDatabase(trouble: 'corrupt' | 'lost', error: unknown): void {
    const damaged = trouble === 'corrupt' || statSync(join(this.#options.home, 'oktsec.db'), { throwIfNoEntry: false });
    const target = damaged ? this.#writer?.setAside() : undefined;
    this.#writer?.close();
    this.#writer = undefined;
    this.#replaying = undefined;
    const what = target === undefined ? 'was deleted or replaced' : `was damaged and is kept as ${target}`;
    this.#because = `the audit database ${what}`;
    this.#options.warn(`${this.#because}: ${messageOf(error)}`);
  }

  /** Too late for these: what nobody else decides on goes to the spool, a claim or a hold is refused. */
  #expirePending(afterMillis: number): void {
    const now = performance.now();
    const late = this.#pending.filter(({ since }) => now - since >= afterMillis);
    this.#pending = this.#pending.filter((pending) => !late.includes(pending));
    for (const { commit, settle } of late) settle(this.#spill(commit));
  }

  #spill({ entry, claim, hold, post }: Commit): Outcome {
    if (claim !== undefined || hold !== undefined || post !== undefined) return 'unavailable';
    const row = rowOf(entry, this.#shapes.of(entry), ++this.#number);
    if (!this.#append(row)) return 'unavailable';
    this.#enqueue(row, true);
    return 'won';
  }

  /** Enters what ended processes left, as long as nothing of our own waits. @returns whether there is more to do */
  async #replaySome(): Promise<boolean> {
    if (this.#replayed || this.#writer === undefined || Number.isFinite(this.#closing)) return false;
    this.#replaying ??= this.#writer.replay();
    try {
      do {
        if (this.#replaying.next().done) {
          this.#replayed = true;
          this.#writer.expire();
          return false;
        }
        await turn();
      } while (!this.#hasWork());
      return true;
    } catch {
      // Locked: the look that comes every twenty seconds tries again.
      this.#replaying = undefined;
      return false;
    }
  }

  /** Twenty seconds went by: is the file still the one we write to, and can it be read? */
  async #look(): Promise<void> {
    if (this.#pump !== undefined || this.#writer === undefined) return;
    try {
      if (this.#writer.isLost()) throw lost();
      this.#writer.check();
      this.#start(0);
      if (!this.#wrote) return;
      this.#writer.expire();
      this.#writer.checkpoint('when due');
    } catch (error) {
      const trouble = kindOf(error);
      if (trouble === 'corrupt' || trouble === 'lost') {
        this.#replaceDatabase(trouble, error);
        await this.#open().catch(() => undefined);
      }
    }
  }

  #pause(millis: number, holdsProcess: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      if (!holdsProcess) timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #say(kind: string, line: string): void {
    if (this.#said.has(kind)) return;
    this.#said.add(kind);
    this.#options.warn(line);
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
