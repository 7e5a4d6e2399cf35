import type { Side } from '../../message/message.ts';

export type QuarantineStatus = 'pending' | 'approved' | 'rejected' | 'expired';
export type QuarantineItem = {
  readonly ref: string;
  /** The audit row of the hold. */
  readonly seq: number;
  readonly callHash: string;
  readonly side: Side;
  readonly from: string;
  readonly to: string;
  readonly tool?: string | undefined;
  readonly rules: readonly string[];
  readonly status: QuarantineStatus;
  /** Microseconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly settledAt?: number | undefined;
  readonly reviewer?: string | undefined;
  readonly note?: string | undefined;
  /** It was approved in its masked form only. */
  readonly masked: boolean;
  /** Absent once settled: then only its hash is left. */
  readonly content?: Uint8Array | undefined;
};

/**
 * What waits for a person: how many, of those how many for more than an hour, since when the oldest, when the next expires;
 * microseconds since 1970.
 */
export type Waiting = { readonly count: number; readonly late: number; readonly since: number; readonly until: number };

/**
 * `gone`: somebody settled it first; `altered`: what is stored is not what was held, so nobody may approve it; `party`: the
 * reviewer sent or would receive it.
 */
export type Settlement = 'done' | 'unknown' | 'ambiguous' | 'gone' | 'expired' | 'altered' | 'party';

/** Who settles an item, and why: for the row and for whoever looks later. */
export type Review = {
  readonly reviewer: string;
  readonly note?: string | undefined;
  /** The user of this machine who ran it: a reviewer's name is typed and proves nothing. */
  readonly user?: string | undefined;
};

export type Approval = Review & {
  readonly ttlMicros: number;
  /**
   * Only the masked message is let through. Of a held response these are its masked bytes, which take the place of what
   * was held; a call is masked by the proxy when it comes again.
   */
  readonly masked?: { readonly content: Uint8Array } | undefined;
  /** How long an approved letter waits in its mailbox, in microseconds; a week unless said. */
  readonly mailMicros?: number | undefined;
  /** The same tool's messages may pass again and again in the client session that it was held in, for so long. */
  readonly sessionMicros?: number | undefined;
};
