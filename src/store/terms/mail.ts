/** What is put into a mailbox. */
export type Mail = {
  readonly owner: string;
  /** JSON, as its reader gets it. */
  readonly letter: string;
  readonly expiresAt: number;
  readonly maxMessages: number;
  readonly maxBytes: number;
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
