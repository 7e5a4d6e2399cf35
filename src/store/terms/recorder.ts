import type { Source } from '../../flow/known.ts';
import type { AuditEntry } from '../../guard/entry.ts';
import type { Pin } from '../../pins/pin.ts';
import type { Commit, Outcome } from './commit.ts';

/**
 * How a process that relays traffic writes the log. Light to load: SQLite comes in later, by itself.
 * `spool` is one write to this process's spool file: what it returns from survives kill -9.
 */
export interface Recorder {
  /** @returns false when neither database nor spool took the row (enforce then refuses). */
  spool(entry: AuditEntry): boolean;
  /** Commits now, waiting up to five seconds for a locked database. Never throws. */
  commit(commit: Commit): Promise<Outcome>;
  /** An approved held response for this call hash, given out once; undefined when there is none. */
  takeResponse(callHash: string): Promise<Released | undefined>;
  /** Whether any approval is outstanding, so that most calls need no hash at all. */
  anyApprovals(): boolean;
  /** What is pinned of this launch of a server; undefined when the log cannot be read. Waits up to five seconds. */
  pins(server: string, launch: string): Promise<PinBook | undefined>;
  /** Moves when somebody decided about pins since. */
  pinsChanged(): number;
  /** Tells the other sessions of a client what was read; with the next group of rows, at once where none is due. */
  remember(source: Remembered): void;
  /** What was read in a client session since the source of this number; undefined when the log cannot be read. */
  flows(session: string, after: number): Promise<FlowNews | undefined>;
  /** Whether there may be more than `flows` told last; false only where there is none. */
  anyFlows(): boolean;
  /** Flushes the spool into the database and lets go of it. */
  close(): Promise<void>;
}

/** A held response that a person released, and the rules that were shown with it. */
export type Released = { readonly content: Uint8Array; readonly rules: readonly string[] };

/** What was read, and in which client session. */
export type Remembered = Source & { readonly session: string };

export type FlowNews = {
  readonly sources: readonly Source[];
  /** The number of the last of them, to be asked with next. */
  readonly last: number;
};

export type PinBook = {
  readonly pins: readonly Pin[];
  /** The database was lost and nothing of what was pinned is known: nothing is new, all of it changed. */
  readonly lost: boolean;
};
