import type { Database, Statement } from 'better-sqlite3';
import type { Post, PostFailure } from '../terms/commit.ts';
import type { Mail } from '../terms/mail.ts';

/** Beyond this the replay keys are too many to keep, and letters are told to come again later. */
const MOST_REPLAY_KEYS = 2_000_000;

type Size = { messages: number; bytes: number };

/** Mailboxes and replay keys, written within a transaction that somebody else began. */
export class Mailboxes {
  readonly #size: Statement<[string], Size>;
  readonly #setSize: Statement<[string, number, number]>;
  readonly #put: Statement<[string, string, string, number, number, number]>;
  readonly #first: Statement<[Uint8Array], string>;
  readonly #claim: Statement<[Uint8Array, number, string]>;
  readonly #replayKeys: Statement<[], number>;
  readonly #notBefore: number;
  readonly #sizes = new Map<string, Size>();
  #keys = -1;

  constructor(db: Database) {
    this.#size = db.prepare('SELECT messages, bytes FROM mailbox WHERE owner = ?');
    this.#setSize = db.prepare(
      `INSERT INTO mailbox VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET messages = excluded.messages, bytes = excluded.bytes`,
    );
    this.#put = db.prepare(
      `INSERT INTO mail (id, owner, letter, size, created, expires, leased, tries) VALUES (?, ?, ?, ?, ?, ?, 0, 0)`,
    );
    this.#first = db.prepare<[Uint8Array], string>('SELECT id FROM replay WHERE key = ?').pluck();
    this.#claim = db.prepare('INSERT INTO replay VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.#replayKeys = db.prepare<[], number>('SELECT count(*) FROM replay').pluck();
    this.#notBefore = startOfFollower(db);
  }

  begin(): void {
    this.#sizes.clear();
  }

  /** Takes the letter's replay key and puts it into its mailbox, or says why not; then nothing was written. */
  post(post: Post, now: number): { readonly failure: PostFailure; readonly firstId: string | undefined } | undefined {
    const { id, replay, mail } = post;
    if (post.stands?.() === false) return { failure: 'key_revoked', firstId: undefined };
    if (mail !== undefined && !this.#hasRoom(mail)) return { failure: 'mailbox_full', firstId: undefined };
    if (replay !== undefined) {
      // The database before this one is gone, and with it what it had accepted: what may have been in it comes too late.
      if (replay.signedAt < this.#notBefore) return { failure: 'replayed', firstId: undefined };
      if (this.#tooManyKeys()) return { failure: 'mailbox_full', firstId: undefined };
      if (this.#claim.run(replay.key, replay.expiresAt, id).changes === 0) {
        return { failure: 'replayed', firstId: this.#first.get(replay.key) };
      }
      this.#keys += 1;
    }
    if (mail !== undefined) this.put(id, mail, now);
    return undefined;
  }

  /** Without a look at what else lies there. */
  put(id: string, mail: Pick<Mail, 'owner' | 'letter' | 'expiresAt'>, now: number): void {
    const bytes = Buffer.byteLength(mail.letter);
    this.#put.run(id, mail.owner, mail.letter, bytes, now, mail.expiresAt);
    const size = this.#sizeOf(mail.owner);
    size.messages += 1;
    size.bytes += bytes;
  }

  finish(): void {
    for (const [owner, { messages, bytes }] of this.#sizes) this.#setSize.run(owner, messages, bytes);
    this.#sizes.clear();
  }

  #hasRoom(mail: Mail): boolean {
    const size = this.#sizeOf(mail.owner);
    return size.messages < mail.maxMessages && size.bytes + Buffer.byteLength(mail.letter) <= mail.maxBytes;
  }

  #sizeOf(owner: string): Size {
    const known = this.#sizes.get(owner);
    if (known !== undefined) return known;
    const size = this.#size.get(owner) ?? { messages: 0, bytes: 0 };
    this.#sizes.set(owner, size);
    return size;
  }

  /** Counted for real once in a while: sweeping takes keys away without telling us. */
  #tooManyKeys(): boolean {
    if (this.#keys < 0 || this.#keys >= MOST_REPLAY_KEYS) this.#keys = this.#replayKeys.get() ?? 0;
    return this.#keys >= MOST_REPLAY_KEYS;
  }
}

/** When a database that follows one which was set aside began; 0 for any other. */
function startOfFollower(db: Database): number {
  const first = db
    .prepare<[], { time: number; method: string | null }>(
      'SELECT time, method FROM audit JOIN shape ON shape.id = audit.shape WHERE seq = 1',
    )
    .get();
  return first?.method === 'chain_started' ? first.time : 0;
}
