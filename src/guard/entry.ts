import type { Kind, Side } from '../message/message.ts';
import type { Action, Decision, Mode } from '../policy/decisions.ts';
import type { Finding } from '../rules/rule.ts';

/** How sure we are of the sender: the operating system vouches for a pipe, a signature for a letter. */
export type SenderStatus = 'local' | 'verified' | 'unverified' | 'rejected';

/** One row of the audit log. Text of messages is never in it. */
export type AuditEntry = {
  /** Microseconds since 1970, wall clock. */
  readonly time: number;
  readonly surface: 'stdio' | 'http' | 'cli';
  /** The client session, 16 hex digits. */
  readonly session: string;
  readonly from: string;
  readonly to: string;
  readonly kind: Kind;
  /** The side that sent it. */
  readonly side: Side;
  readonly method?: string | undefined;
  readonly tool?: string | undefined;
  /** Bytes of the frame or content. */
  readonly size: number;
  /** SHA-256 of the frame or content, 32 bytes. */
  readonly hash: Uint8Array;
  readonly sender: SenderStatus;
  readonly key?: string | undefined;
  readonly decision: Decision;
  readonly mode: Mode;
  /** What was really done; what enforce would have done follows from `decision`. */
  readonly action: Action;
  /** Rule ids, strictest first, each once. */
  readonly rules: readonly string[];
  /** What was found and where; `excerpt` is redacted already. */
  readonly findings: readonly (Finding & { readonly excerpt?: string | undefined })[];
  readonly latencyMicros: number;
  /** The reference a person types: `7F3KQ2`. Only on rows that are not plain deliveries. */
  readonly ref?: string | undefined;
  /** A fault's name, or one line about an event; safe to print once escaped. */
  readonly note?: string | undefined;
};
