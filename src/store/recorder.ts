import type { AuditEntry } from '../guard/entry.ts';
import { elapsedMillis } from '../machine/clock.ts';
import type { Row } from './chain/row.ts';
import { eventEntry, gapEvent } from './event.ts';
import { Glance } from './kept/glance.ts';
import { standingChanged } from './kept/standing.ts';
import { ApprovalMark } from './quarantine/approval-mark.ts';
import { type FullOptions, type RecorderOptions, withDefaults } from './recorder-options.ts';
import type { Commit, Outcome } from './terms/commit.ts';
import type { FlowNews, PinBook, Recorder, Released, Remembered } from './terms/recorder.ts';
import { attempt, kindOf, lost, messageOf } from './trouble.ts';
import { CommitQueue } from './writing/commit-queue.ts';
import { Pause, retryMillis } from './writing/pause.ts';
import { RowQueue } from './writing/row-queue.ts';
import type { Writer } from './writing/writer.ts';
import { turn, WriterDoor } from './writing/writer-door.ts';

const GROUP_MILLIS = 25;
const COMMIT_MILLIS = 5000;
const HOPELESS_MILLIS = 250;
const CLOSE_MILLIS = 2000;
/** What was read and cannot be told the others yet: as much as the database keeps of a session. */
const MOST_SOURCES = 256;

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
  readonly #commits = new CommitQueue();
  readonly #pause = new Pause();
  readonly #said = new Set<string>();
  #sources: Remembered[] = [];
  #timer: NodeJS.Timeout | undefined;
  #pump: Promise<void> | undefined;
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
    const outcome = this.#commits.add(commit, this.#rows.number);
    this.#start(0);
    return outcome;
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
    const until = elapsedMillis() + COMMIT_MILLIS;
    for (;;) {
      try {
        const writer = await this.#open();
        if (!writer.isLost()) return question(writer);
      } catch {}
      if (elapsedMillis() > until) return undefined;
      await this.#pause.wait(5 + this.#options.random() * 20, true);
    }
  }

  pinsChanged(): number {
    return this.#pinsChanged.value;
  }

  anyApprovals(): boolean {
    return this.#anyApprovals.value;
  }

  async close(): Promise<void> {
    this.#closing = elapsedMillis() + CLOSE_MILLIS;
    clearInterval(this.#check);
    do {
      this.#start(0);
      this.#pause.end();
      await this.#pump;
    } while (this.#hasWork() && elapsedMillis() < this.#closing);
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
      if (delayMillis === 0) this.#pause.end();
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
      if (this.#hasWork()) this.#start(this.#commits.empty ? GROUP_MILLIS : 0);
    });
  }

  async #run(): Promise<void> {
    do {
      while (this.#hasWork()) {
        if (elapsedMillis() > this.#closing) return this.#expireCommits(0);
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
    return this.#rows.hasWork || !this.#commits.empty || this.#sources.length > 0;
  }

  #step(writer: Writer): void {
    const group = this.#rows.group();
    const reached = group.rows.at(-1)?.number ?? 0;
    const ready = this.#commits.ready(group.last ? Number.POSITIVE_INFINITY : reached);
    const commits = [...ready];
    if (group.lost > 0) commits.push({ entry: eventEntry(gapEvent(group.lost), this.#options.now()) });
    const sources = [...this.#sources];
    const outcomes = writer.write({ rows: group.rows, process: this.#rows.process, commits, sources });
    this.#sources = this.#sources.slice(sources.length);
    this.#settle(outcomes, ready.length);
    this.#rows.settled(group);
  }

  #settle(outcomes: readonly Outcome[], commits: number): void {
    this.#wrote = true;
    this.#commits.settle(outcomes, commits);
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
      if (Number.isFinite(this.#closing)) this.#closing = Math.min(this.#closing, elapsedMillis() + HOPELESS_MILLIS);
    }
    this.#expireCommits(trouble === 'unwritable' ? HOPELESS_MILLIS : COMMIT_MILLIS);
    const delay = retryMillis(trouble, this.#failures, this.#options.random());
    const waits = !this.#commits.empty || Number.isFinite(this.#closing);
    await this.#pause.wait(waits ? Math.min(delay, 100) : delay, waits);
  }

  /** Too late for these: what nobody else decides on goes to the spool, a claim or a hold is refused. */
  #expireCommits(afterMillis: number): void {
    this.#commits.expire(afterMillis, (commit) => this.#spill(commit));
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

  #say(kind: string, line: string): void {
    if (this.#said.has(kind)) return;
    this.#said.add(kind);
    this.#options.warn(line);
  }
}
