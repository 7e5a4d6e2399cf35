import type { AuditRow } from './log.ts';

/** A row that a sink is still to be told of. */
export type Outgoing = {
  readonly sink: string;
  readonly seq: number;
  /** How often it was tried in vain. */
  readonly tries: number;
  /** Microseconds since 1970. */
  readonly dueAt: number;
  /** What went wrong last. */
  readonly error?: string | undefined;
  /** Given up: only a person tries again. */
  readonly dead: boolean;
};

/** Who is told of rows, and how far each is. What was put down to be sent outlives the process that sends. */
export interface Outbox {
  /**
   * Takes or keeps the right to send; false while another process has it that has not ended.
   * @param owner its own, or the JSON of `ownOwner()` so that others notice when it was killed
   */
  lease(owner: string, forMicros: number): boolean;
  release(owner: string): void;
  /**
   * Looks at the next rows in order and puts down those that the sink wants, in one transaction. A sink that is new
   * begins with what comes after now. @returns how many rows were looked at
   */
  collect(sink: string, wants: (row: AuditRow) => boolean, limit: number): number;
  /** What is to be sent now, oldest first. */
  due(sink: string, limit: number): readonly Outgoing[];
  sent(sink: string, seq: number): void;
  /** @param failure `again`: when to try once more, microseconds since 1970; undefined gives it up */
  failed(sink: string, seq: number, failure: { readonly error: string; readonly again: number | undefined }): void;
  /** What waits and what was given up, the latter first. */
  list(): readonly Outgoing[];
  /** Takes up again what was given up. @returns how many */
  retry(sink: string | undefined, seq: number | undefined): number;
  /** Forgets sinks that are not among these. */
  keep(sinks: readonly string[]): void;
}
