import type { Message } from '../message/message.ts';
import type { RealPaths } from '../policy/arguments.ts';
import type { PinsAtHand } from './pinned.ts';
import type { Tail } from './together/tail.ts';

/** What a message is judged with, beside the policy. */
export type Context = {
  /** Where paths among the arguments really lead, of those that `pathsOf` asks for. */
  readonly real?: RealPaths | undefined;
  /** Why this call is one too many. */
  readonly overRate?: string | undefined;
  /** What is pinned of the server; absent where there is no server, or nothing of it was asked yet. */
  readonly pins?: PinsAtHand | undefined;
  /** The hash of the call that a message is or answers, where entries may name calls. */
  readonly callOf?: ((message: Message) => string | undefined) | undefined;
  readonly from: string;
  readonly to: string;
  readonly tail: Tail;
  /** Microseconds since 1970. */
  readonly now: number;
};
