import type { Side } from '../message/message.ts';

/**
 * What reads the traffic: it comes later than the pipes, because a server is started before anything heavy is loaded.
 * `gone` says of bytes that they were forwarded already, so that nothing can be refused any more.
 */
export interface Reader {
  take(side: Side, chunk: Uint8Array, gone: boolean): void;
  /** The side's stream is over. */
  end(side: Side, gone: boolean): void;
  /** Bytes of this side that wait to be read. */
  backlog(side: Side): number;
  /** The server is gone: pending requests get their errors (enforce), the log is flushed. */
  close(): Promise<void>;
}

/** What the reader may do to the wire. */
export interface Wire {
  /** The server's process, once it runs. */
  readonly serverPid: number | undefined;
  /** The server is gone and all ends: what can wait is left undone. */
  readonly closing: boolean;
  send(to: Side, bytes: Uint8Array): void;
  /** An answer of our own to the server; as long as too many of them wait to be read, no more is taken of it. */
  reply(bytes: Uint8Array): void;
  /** Ends the stream to that side once all that was sent is out. */
  endOf(to: Side): void;
  /** Less waits to be read than before: a paused source may go on. */
  relieved(): void;
  /** Calls back when the wire rests, or has not for so many milliseconds (10): for work that nobody waits for. */
  whenCalm(then: () => void, patienceMs?: number): void;
  /** From now on bytes of both sides go first (`true`), or are read first. Takes effect at the next chunk. */
  setFree(free: boolean): void;
  /** A line for the client's log. */
  say(text: string): void;
  /** A line of the server's that is no message, for the client's log. */
  note(line: Uint8Array): void;
  /** Nothing more may be forwarded: the server is stopped and the process ends with this code. */
  abort(code: number): void;
}
