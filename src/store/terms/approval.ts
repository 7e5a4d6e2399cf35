import type { Side } from '../../message/message.ts';

/** One side's messages of one tool, in one client session. */
export type Standing = {
  readonly session: string;
  readonly side: Side;
  readonly from: string;
  readonly to: string;
  readonly tool?: string | undefined;
};

/** What a person said of a held message in the client itself. It counts only while nobody has settled it elsewhere. */
export type Word = {
  readonly ref: string;
  readonly say: 'approve' | 'reject';
  /** Who, for the row: the client's word for it. */
  readonly reviewer: string;
  readonly note?: string | undefined;
  /** Approved for the rest of this client session, until then at most: microseconds since 1970. */
  readonly session?: { readonly name: string; readonly until: number } | undefined;
};

/** An approval that stands: unspent, or for a client session. Times are microseconds since 1970. */
export type StandingApproval = {
  readonly ref: string;
  readonly from: string;
  readonly to: string;
  readonly side: Side;
  readonly tool?: string | undefined;
  readonly rules: readonly string[];
  readonly reviewer?: string | undefined;
  readonly expiresAt: number;
  /** The client session it is for; absent where it is for one call. */
  readonly session?: string | undefined;
};
