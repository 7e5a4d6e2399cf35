import type { PinSeen, PinWord, StoredPin } from './kept/pins.ts';
import type { AlertWord } from './terms/alert.ts';
import type { StandingApproval } from './terms/approval.ts';
import type { OwnEvent } from './terms/event.ts';
import type { Approval, QuarantineItem, QuarantineStatus, Review, Settlement, Waiting } from './terms/held.ts';
import type {
  Activity,
  AuditRow,
  Latency,
  Period,
  Proof,
  RowFilter,
  SessionDetail,
  SessionPlace,
  SessionSummary,
  Stats,
  Tally,
} from './terms/log.ts';
import type { Outbox } from './terms/outbox.ts';
import type { NewToken, TokenRow } from './terms/token.ts';
import type { Pruned, Verification, VerifyOptions } from './terms/verification.ts';

export type { ChainState } from './chain/chain-state.ts';
export type * from './terms/alert.ts';
export type * from './terms/approval.ts';
export type * from './terms/commit.ts';
export type * from './terms/event.ts';
export type * from './terms/held.ts';
export type * from './terms/log.ts';
export type * from './terms/mail.ts';
export type * from './terms/outbox.ts';
export type * from './terms/recorder.ts';
export type * from './terms/token.ts';
export type * from './terms/verification.ts';

/** What the commands see of the log. Every call is synchronous and may throw an OktsecError of code `store_*`. */
export interface Store {
  list(filter?: RowFilter): readonly AuditRow[];
  /** By sequence number (digits alone) or a prefix of a reference, case folded; `ambiguous` when several fit. */
  get(reference: string): AuditRow | 'ambiguous' | undefined;
  /** @param since microseconds since 1970, rounded down to its hour; everything when absent. */
  stats(since?: number): Stats;
  /** How many passed, and how they came out: the least that can be read of a period. By the hour. */
  tally(period: Period): Tally;
  /** Of one agent alone where it is named. */
  activity(period: Period, agent?: string): Activity;
  /** Those that were heard of last first, beyond the place where the last page ended. At most 200. */
  sessions(page?: { readonly after?: SessionPlace | undefined; readonly limit?: number }): readonly SessionSummary[];
  session(name: string): SessionDetail | undefined;
  /** Of the newest rows about messages, of this time or later; at most `rows` of them are looked at. */
  latency(since: number, rows: number): Latency;
  /** Reads the row again, and what leads from it to the next checkpoint. Undefined when there is no such row. */
  proof(seq: number): Proof | undefined;
  /** @returns the new row's sequence number. */
  appendEvent(event: OwnEvent): number;
  /** Newest first, without content; of those held before the row of this number where one is given. */
  quarantine(status?: QuarantineStatus, limit?: number, before?: number): readonly QuarantineItem[];
  /** All that is held now, whatever the length of lists; undefined when nothing is. */
  waiting(): Waiting | undefined;
  /** By a reference or a unique prefix of it, case folded; with its content as long as there is any. */
  quarantined(reference: string): QuarantineItem | 'ambiguous' | undefined;
  /** Lets the held call through once within `ttlMicros`, or gives the held response out once. */
  approve(reference: string, approval: Approval): Settlement;
  reject(reference: string, review: Review): Settlement;
  /** What was spent of an account in the last so many seconds. */
  spent(account: string, windowSeconds: number): number;
  /** Approvals that let something pass now, the latest to end first. */
  approvals(): readonly StandingApproval[];
  /** Takes an approval back, with a row. @returns whether one of this reference stood */
  withdraw(ref: string, review: Review): boolean;
  /** What is pinned of one server, or of all; by server, kind and name. */
  pins(server?: string): readonly StoredPin[];
  /** A person's word about pins that are still as they saw them, each with its row. @returns how many */
  settlePins(pins: readonly PinSeen[], word: PinWord, reviewer: string): number;
  alertWords(): readonly AlertWord[];
  /** A person's word about an alert, with its row; `new` takes back what was said. */
  sayOfAlert(word: Omit<AlertWord, 'time' | 'state'> & { readonly state: AlertWord['state'] | 'new' }): void;
  /** Expires what is due. @returns how many. */
  expire(): number;
  /** Where the sinks stand. */
  readonly outbox: Outbox;
  /** Reads only, repairs nothing. @param anchor lines of a checkpoints.log that was kept elsewhere. @param walked is told how far it has come */
  verify(options?: VerifyOptions): Verification;
  /** Every row, oldest first. */
  rows(): IterableIterator<AuditRow>;
  /**
   * Deletes rows older than this time (microseconds) and leaves a signed record of where the rest begins. In portions: proxies write
   * between them. @param walked is told how far it has come
   */
  prune(before: number, walked?: VerifyOptions['walked']): Pruned;
  /** Every token ever made here, the newest first. */
  tokens(): readonly TokenRow[];
  tokenByHash(hash: Uint8Array): TokenRow | undefined;
  /** With a row about it. @returns false when a token of this name still counts */
  addToken(token: NewToken, options: { readonly by: string }): boolean;
  /** With a row about it. @returns whether a token of this name still counted */
  revokeToken(name: string, options: { readonly by: string }): boolean;
  close(): void;
}
