import type { Source } from '../flow/known.ts';
import type { AuditEntry } from '../guard/entry.ts';
import type { Side } from '../message/message.ts';
import type { Pin } from '../pins/pin.ts';
import type { Mode } from '../policy/decisions.ts';
import type { Expense } from '../policy/spend.ts';
import type { Standing, StandingApproval, Word } from './approval.ts';
import type { Approval, QuarantineItem, QuarantineStatus, Review, Settlement } from './held.ts';
import type { PinKey, PinWord, StoredPin } from './kept/pins.ts';
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
} from './log.ts';

export type { ChainState } from './chain/chain-state.ts';
export type { Approval, QuarantineItem, QuarantineStatus, Review, Settlement } from './held.ts';
export type {
  Activity,
  AuditRow,
  Count,
  Latency,
  Period,
  Proof,
  RowFilter,
  SessionDetail,
  SessionPlace,
  SessionSummary,
  Severities,
  Stats,
  Tally,
} from './log.ts';

/**
 * What only one may have. `approval`: a person's one-time word for this exact call, good for these rules and no others.
 * Taken in the same transaction as the row; two processes cannot both spend it.
 */
export type Claim = {
  readonly kind: 'approval';
  /** Of the call; absent where only a word for the whole session may let it pass. */
  readonly hash?: string | undefined;
  readonly rules: readonly string[];
  /** What a word for the rest of a client session would have to be about. */
  readonly standing?: Standing | undefined;
};

/** A held message, kept until a person settles it or it expires. */
export type Hold = {
  readonly ref: string;
  /** Canonical hash of the call (lower-case hex); an approval is for this hash. */
  readonly callHash: string;
  /** Which side's frame is held: the client's request or the server's response. */
  readonly side: Side;
  /** The frame, stored until settled and then overwritten by its hash. */
  readonly content: Uint8Array;
  readonly from: string;
  readonly to: string;
  readonly tool?: string | undefined;
  readonly rules: readonly string[];
  /** Microseconds since 1970. */
  readonly expiresAt: number;
};

/**
 * `won`: the claim was taken (or there was none). `masked`: it was taken, by an approval of the masked message only. `lost`: the row that stands without it was written.
 * `over`: it would spend too much; nothing was taken, and `spending.ifOver` was written.
 * `unavailable`: no promise can be kept and, but for a hold whose reference was taken, no row was written: the caller
 * refuses (in observe lets it through) and spools a row of what it did.
 */
export type Outcome = 'won' | 'masked' | 'lost' | 'over' | 'unavailable' | PostFailure;

/**
 * Why a letter was not taken, the row about it written: the same one was accepted before; the recipient's mailbox is full;
 * the key that signed it was revoked meanwhile.
 */
export type PostFailure = 'replayed' | 'mailbox_full' | 'key_revoked';

/** A letter's way into the log and its recipient's mailbox. Times in microseconds since 1970. */
export type Post = {
  /** Of the message; a replay is told this one of the first. */
  readonly id: string;
  /** What only one copy of a letter may have. Absent on one that nobody signed, or that may come again. */
  readonly replay?: { readonly key: Uint8Array; readonly signedAt: number; readonly expiresAt: number } | undefined;
  /** Asked when the write lock is held: from a revocation's return on, no letter of that key is taken [130]. */
  readonly stands?: (() => boolean) | undefined;
  readonly mail?: Mail | undefined;
  /** The row in place of the commit's. `firstId` is the message that this one repeats. */
  readonly otherwise: (failure: PostFailure, firstId: string | undefined) => AuditEntry;
};

/** What is put into a mailbox. */
export type Mail = {
  readonly owner: string;
  /** JSON, as its reader gets it. */
  readonly letter: string;
  readonly expiresAt: number;
  readonly maxMessages: number;
  readonly maxBytes: number;
};

export type Commit = {
  readonly entry: AuditEntry;
  readonly claim?: Claim | undefined;
  /** Written in place of `entry` when the claim is taken. */
  readonly ifWon?: AuditEntry | undefined;
  /** The same for an approval of the masked message; without it such an approval is not taken. */
  readonly ifMasked?: AuditEntry | undefined;
  /** Settles what is held in the same transaction: `won` when this word was the first, else the claim is looked at. */
  readonly word?: Word | undefined;
  /** What the call spends if it goes on: taken with the row, all of it or nothing. */
  readonly spending?: Spending | undefined;
  /** Put into quarantine in the same transaction, unless the claim was taken. */
  readonly hold?: Hold | undefined;
  /** What was learned of a server, kept in the same transaction. */
  readonly pins?: readonly Pin[] | undefined;
  /** A letter: its replay claim and its delivery belong to the same transaction as the row. */
  readonly post?: Post | undefined;
};

export type Spending = {
  readonly expenses: readonly Expense[];
  /** The row in place of the one that would let it go on, when that is too much. @param why for people */
  readonly ifOver: (why: string) => AuditEntry;
};

/** One agent's mailbox. */
export type MailboxSize = { readonly owner: string; readonly messages: number; readonly bytes: number };

/** A letter on its way to its reader. */
export type Leased = { readonly id: string; readonly letter: string; readonly tries: number };

/**
 * The mailboxes, for whoever hands out what lies in them. Every call is synchronous and short, and throws SQLite's error
 * when the database is locked for longer. Times in microseconds since 1970.
 */
export interface Mailroom {
  /** The message that was accepted under this replay key. */
  replayed(key: Uint8Array): string | undefined;
  /** All replay keys that still count. */
  replayKeys(): Iterable<Uint8Array>;
  /** Takes a replay key for what is no letter (a signed request). @returns false when it was taken before */
  claim(key: Uint8Array, expiresAt: number): boolean;
  /** The oldest that nobody holds; they come again once the lease is over, unless they are acknowledged. */
  fetch(owner: string, options: { readonly limit: number; readonly leaseMicros: number }): readonly Leased[];
  /** Takes a message out. @returns false when this mailbox has no such message */
  ack(owner: string, id: string): boolean;
  /** Holds a message back until then: a push that failed is tried again later. */
  postpone(owner: string, id: string, until: number): void;
  /** Differs once another process changed the database. */
  version(): number;
  sizes(): readonly MailboxSize[];
  /** Forgets what expired. @returns how many messages nobody fetched */
  sweep(): number;
  close(): void;
}

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

/** How the log outlasts a power cut: `normal` may lose the last second of forwarded rows, `full` syncs each first. */
export type Durability = 'normal' | 'full';

/** A row oktsec writes about itself. `name` goes where a message has its method: `prune`, `mode_changed`… */
export type OwnEvent = {
  readonly name: string;
  readonly note: string;
  readonly ref?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly tool?: string | undefined;
  readonly rules?: readonly string[] | undefined;
  readonly mode?: Mode | undefined;
};

export type Verification = {
  readonly ok: boolean;
  /** Rows read. */
  readonly rows: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly chain: string;
  readonly instance: string;
  readonly checkpoints: number;
  /** What is wrong first: the sequence number where there is one, and one line for people. */
  readonly bad?: { readonly seq?: number | undefined; readonly what: string } | undefined;
  /** Rows after the last checkpoint: they hold together, but nothing signed proves that none were cut off. */
  readonly unanchored?: { readonly sinceSeq: number; readonly rows: number } | undefined;
  /** How many kept checkpoints of `--anchor` were found in the chain. */
  readonly anchored?: number | undefined;
  /** The pruned part before the first row, when there is one. */
  readonly prunedTo?: number | undefined;
};

export type Pruned = { readonly rows: number; readonly upToSeq: number };

/** A token as it is kept: never the token itself, only its SHA-256. Times are microseconds since 1970. */
export type TokenRow = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly revokedAt?: number | undefined;
};
export type NewToken = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly hash: Uint8Array;
  readonly expiresAt: number;
};

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

/**
 * What a person said of an alert: of all that one rule (or, without one, one decision) stopped at one server or agent.
 * Rows beyond `seq` raise a resolved one anew.
 */
export type AlertWord = {
  readonly rule: string;
  readonly about: string;
  readonly state: 'acknowledged' | 'resolved';
  /** The newest row that the person had seen. */
  readonly seq: number;
  readonly reviewer: string;
  readonly note?: string | undefined;
  /** Microseconds since 1970. */
  readonly time: number;
};

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
  /** Newest first, without content. */
  quarantine(status?: QuarantineStatus, limit?: number): readonly QuarantineItem[];
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
  /** A person's word about pins, each with its row. @returns how many it was about */
  settlePins(pins: readonly PinKey[], word: PinWord, reviewer: string): number;
  alertWords(): readonly AlertWord[];
  /** A person's word about an alert, with its row; `new` takes back what was said. */
  sayOfAlert(word: Omit<AlertWord, 'time' | 'state'> & { readonly state: AlertWord['state'] | 'new' }): void;
  /** Expires what is due. @returns how many. */
  expire(): number;
  /** Where the sinks stand. */
  readonly outbox: Outbox;
  /** Reads only, repairs nothing. @param anchor lines of a checkpoints.log that was kept elsewhere. */
  verify(options?: { readonly anchor?: string | undefined }): Verification;
  /** Every row, oldest first. */
  rows(): IterableIterator<AuditRow>;
  /** Deletes rows older than this time (microseconds) and leaves a signed record of where the rest begins. */
  prune(before: number): Pruned;
  /** Every token ever made here, the newest first. */
  tokens(): readonly TokenRow[];
  tokenByHash(hash: Uint8Array): TokenRow | undefined;
  /** With a row about it. @returns false when a token of this name still counts */
  addToken(token: NewToken, options: { readonly by: string }): boolean;
  /** With a row about it. @returns whether a token of this name still counted */
  revokeToken(name: string, options: { readonly by: string }): boolean;
  close(): void;
}
