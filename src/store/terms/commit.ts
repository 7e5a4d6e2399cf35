import type { AuditEntry } from '../../guard/entry.ts';
import type { Side } from '../../message/message.ts';
import type { Pin } from '../../pins/pin.ts';
import type { Expense } from '../../policy/spend.ts';
import type { Standing, Word } from './approval.ts';
import type { Mail } from './mail.ts';

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
 * `full`: too much of its sender is held already; the row that it was refused is written.
 * `unavailable`: no promise can be kept and, but for a hold whose reference was taken, no row was written: the caller
 * refuses (in observe lets it through) and spools a row of what it did.
 */
export type Outcome = 'won' | 'masked' | 'lost' | 'over' | 'full' | 'unavailable' | PostFailure | SameCall;

/** The same call, or the same response to it, waits for a person already, or a person rejected the call lately; `ref` is that item's. */
export type SameCall = { readonly sameCall: 'waiting' | 'rejected'; readonly ref: string };

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

export type Commit = {
  readonly entry: AuditEntry;
  readonly claim?: Claim | undefined;
  /** Written in place of `entry` when the claim is taken. */
  readonly ifWon?: AuditEntry | undefined;
  /** The same for an approval of the masked message; without it such an approval is not taken. */
  readonly ifMasked?: AuditEntry | undefined;
  /** Written in place of `entry`, and nothing is held, where the same was held before for all these rules. */
  readonly ifSame?: ((same: SameCall) => AuditEntry) | undefined;
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

/** How the log outlasts a power cut: `normal` may lose the last second of forwarded rows, `full` syncs each first. */
export type Durability = 'normal' | 'full';
