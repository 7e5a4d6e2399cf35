import type { AuditEntry } from '../../guard/entry.ts';
import type { Inspection } from '../../guard/guard.ts';
import type { Side } from '../../message/message.ts';
import type { LetCall } from '../../policy/lets-pass.ts';
import type { Commit, FlowNews, Outcome, PinBook, Released, Remembered } from '../../store/store.ts';

/** What the session wants done, in this order. Those with a side are questions: their side waits for `answer`. */
export type Effect =
  /**
   * Bytes to a side; what they say stands in the log already, or is our own. `reply`: they answer what the server asked, and one
   * that reads none of them is not read either.
   */
  | { readonly do: 'send'; readonly to: Side; readonly bytes: Uint8Array; readonly reply?: true }
  /** A row first, then the bytes; when the row cannot be written, `unwritten` in their place. */
  | {
      readonly do: 'forward';
      readonly to: Side;
      readonly bytes: Uint8Array;
      readonly entry: AuditEntry;
      readonly unwritten: () => readonly Effect[];
    }
  | { readonly do: 'record'; readonly entry: AuditEntry }
  /** To be woken in so many milliseconds; a later wish takes the place of an earlier one. */
  | { readonly do: 'wake'; readonly millis: number }
  | { readonly do: 'end'; readonly to: Side }
  /** Bytes for the client's log. */
  | { readonly do: 'say'; readonly bytes: Uint8Array }
  | { readonly do: 'commit'; readonly side: Side; readonly commit: Commit }
  /** An approved held response for this call, if there is one. */
  | { readonly do: 'take'; readonly side: Side; readonly hash: string }
  /** What is pinned of the server. */
  | { readonly do: 'pins'; readonly side: Side; readonly launch: string }
  /** What other servers of the client gave since. */
  | { readonly do: 'flows'; readonly side: Side; readonly session: string; readonly after: number }
  /**
   * What was read of this server, for the other sessions of the client: worked out once the bytes are on their way. What
   * is of the client is only needed for that.
   */
  | {
      readonly do: 'remember';
      readonly of: Side;
      readonly bytes: number;
      readonly sources: () => readonly Remembered[];
    }
  /** A person's word for these very arguments from now on: it is written into the config. */
  | { readonly do: 'exempt'; readonly exemption: Exemption }
  /** To be kept with its row, when the log gets to it. */
  | { readonly do: 'keep'; readonly commit: Commit }
  /** A long scan, or one by cold code, to be run in slices. */
  | { readonly do: 'work'; readonly side: Side; readonly steps: Generator<void, Inspection> };

/** What no longer counts for one exact call of a tool, and where a person said so. */
export type Exemption = Omit<LetCall, 'reason'> & { readonly ref: string };

export type Answer = Outcome | Released | Inspection | PinBook | FlowNews | undefined;

export function isQuestion(effect: Effect): boolean {
  return QUESTIONS.has(effect.do);
}

const QUESTIONS: ReadonlySet<Effect['do']> = new Set(['commit', 'take', 'pins', 'flows', 'work']);
