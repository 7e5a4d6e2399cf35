import type { AuditEntry } from '../guard/entry.ts';
import type { Row } from './chain/row.ts';
import { eventEntry, gapEvent } from './event.ts';
import { Glance } from './kept/glance.ts';
import { standingChanged } from './kept/standing.ts';
import { ApprovalMark } from './quarantine/approval-mark.ts';
import { type FullOptions, type RecorderOptions, withDefaults } from './recorder-options.ts';
import type { Commit, Outcome } from './terms/commit.ts';
import type { FlowNews, PinBook, Recorder, Released, Remembered } from './terms/recorder.ts';
import { attempt, kindOf, lost, messageOf } from './trouble.ts';
import { RowQueue } from './writing/row-queue.ts';
import type { Writer } from './writing/writer.ts';
import { turn, WriterDoor } from './writing/writer-door.ts';

const GROUP_MILLIS = 25;
const COMMIT_MILLIS = 5000;
const HOPELESS_MILLIS = 250;
const CLOSE_MILLIS = 2000;
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
  readonly #rows: RowQueue;
  readonly #door: WriterDoor;
  readonly #approvals: ApprovalMark;
  readonly #anyApprovals: Glance<boolean>;
  readonly #pinsChanged: Glance<number>;
  readonly #said = new Set<string>();
  #pending: Pending[] = [];
  #sources: Remembered[] = [];
  #timer: NodeJS.Timeout | undefined;
  #pump: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #check: NodeJS.Timeout | undefined;
  #wrote = false;
  #closing = Number.POSITIVE_INFINITY;
  #closed = false;
  #failures = 0;

  constructor(options: RecorderOptions) {
    this.#options = withDefaults(options);
    this.#approvals = new ApprovalMark(options.home);
    this.#anyApprovals = new Glance(() => this.#approvals.any(this.#options.now()));
    this.#pinsChanged = new Glance(() => standingChanged(options.home));
    const say = (kind: string, line: string) => this.#say(kind, line);
    this.#rows = new RowQueue(options.home, options.durability === 'full', say);
    this.#door = new WriterDoor(this.#options);
  }

  spool(entry: AuditEntry): boolean {
    if (this.#closed) return false;
    const row = this.#rows.row(entry);
    const kept = this.#rows.keep(row);
    if (!kept && entry.mode === 'enforce') return this.#writeNow(row);
    this.#enqueue(row, kept);
    return kept;
  }

  commit(commit: Commit): Promise<Outcome> {
    if (this.#closed) return Promise.resolve('unavailable');
    return new Promise((settle) => {
      this.#pending.push({ commit, after: this.#rows.number, since: performance.now(), settle });
      this.#start(0);
    });
  }

  async takeResponse(callHash: string): Promise<Released | undefined> {
    if (!this.#approvals.any(this.#options.now())) return undefined;
    return await this.#asked((writer) => writer.takeResponse(callHash));
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

  anyFlows(): boolean {
    if (this.#sources.length > 0) return true;
    try {
      return this.#door.writer?.anyFlows() ?? true;
    } catch {
      return true;
    }
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
    const rest = this.#rows.hasRows;
    const { unkept, number } = this.#rows;
    if (unkept > 0) this.#say('lost', `${unkept} rows could not be recorded`);
    const { writer } = this.#door;
    attempt(() => {
      writer?.hurryNoMore();
      if (this.#wrote) writer?.checkpoint('now');
    });
    if (this.#wrote && !rest) attempt(() => writer?.retain());
    attempt(() => {
      this.#rows.close();
      if (!rest && number > 0) writer?.forgetSpool(this.#rows.process);
    });
    this.#door.close();
  }

  #enqueue(row: Row, kept: boolean): void {
    const whole = this.#rows.add(row, kept);
    if (whole !== undefined) this.#start(whole ? 0 : GROUP_MILLIS);
  }

  /** The spool failed: the database itself may still take the row. */
  #writeNow(row: Row): boolean {
    const { writer } = this.#door;
    const before = this.#rows.inMemory;
    if (writer === undefined || before === undefined) {
      this.#start(0);
      return false;
    }
    try {
      if (writer.isLost()) return false;
      const rows = [...before, row];
      const outcomes = writer.write({ rows, process: this.#rows.process, commits: [] });
      this.#settle(outcomes, 0);
      this.#rows.settled({ rows, queued: before.length, last: true, lost: 0, next: undefined });
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
    return this.#rows.hasWork || this.#pending.length > 0 || this.#sources.length > 0;
  }

  #step(writer: Writer): void {
    const group = this.#rows.group();
    const reached = group.rows.at(-1)?.number ?? 0;
    const early = group.last ? -1 : this.#pending.findIndex(({ after }) => after > reached);
    const pending = early < 0 ? this.#pending : this.#pending.slice(0, early);
    const commits = pending.map(({ commit }) => commit);
    if (group.lost > 0) commits.push({ entry: eventEntry(gapEvent(group.lost), this.#options.now()) });
    const sources = [...this.#sources];
    const outcomes = writer.write({ rows: group.rows, process: this.#rows.process, commits, sources });
    this.#sources = this.#sources.slice(sources.length);
    this.#settle(outcomes, pending.length);
    this.#rows.settled(group);
  }

  #settle(outcomes: readonly Outcome[], commits: number): void {
    this.#wrote = true;
    const settled = this.#pending.slice(0, commits);
    this.#pending = this.#pending.slice(commits);
    settled.forEach((pending, n) => {
      pending.settle(outcomes[n] ?? 'unavailable');
    });
  }

  async #open(): Promise<Writer> {
    const writer = await this.#door.open(this.#rows);
    this.#check ??= setInterval(() => void this.#look(), this.#options.lookSeconds * 1000).unref();
    return writer;
  }

  async #recover(error: unknown): Promise<void> {
    this.#failures += 1;
    const trouble = kindOf(error);
    if (trouble === 'corrupt' || trouble === 'lost') this.#door.replace(trouble, error);
    else if (trouble === 'unwritable') {
      this.#door.close();
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

  /** Too late for these: what nobody else decides on goes to the spool, a claim or a hold is refused. */
  #expirePending(afterMillis: number): void {
    const now = performance.now();
    const late = this.#pending.filter(({ since }) => now - since >= afterMillis);
    this.#pending = this.#pending.filter((pending) => !late.includes(pending));
    for (const { commit, settle } of late) settle(this.#spill(commit));
  }

  #spill({ entry, claim, hold, post, word, spending }: Commit): Outcome {
    if ([claim, hold, post, word].some((promise) => promise !== undefined)) return 'unavailable';
    // In observe it went on already: its row is what counts.
    if (spending !== undefined && entry.mode === 'enforce') return 'unavailable';
    const row = this.#rows.row(entry);
    if (!this.#rows.keep(row)) return 'unavailable';
    this.#enqueue(row, true);
    return 'won';
  }

  /** @returns whether there is more to do */
  async #replaySome(): Promise<boolean> {
    if (Number.isFinite(this.#closing)) return false;
    return await this.#door.replay(() => this.#hasWork());
  }

  /** Twenty seconds went by: is the file still the one we write to, and can it be read? */
  async #look(): Promise<void> {
    const { writer } = this.#door;
    if (this.#pump !== undefined || writer === undefined) return;
    try {
      if (writer.isLost()) throw lost();
      writer.check();
      this.#start(0);
      if (!this.#wrote) return;
      writer.expire();
      writer.checkpoint('when due');
    } catch (error) {
      const trouble = kindOf(error);
      if (trouble === 'corrupt' || trouble === 'lost') {
        this.#door.replace(trouble, error);
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
