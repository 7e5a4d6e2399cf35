import type { Database, Statement } from 'better-sqlite3';
import type { Source } from '../../flow/known.ts';
import { elapsedMillis } from '../../machine/clock.ts';
import type { FlowNews, Remembered } from '../terms/recorder.ts';

/** Of one client session, and of all of them; the oldest go first. */
const MOST_OF_SESSION = 256;
const MOST = 1024;
/** What is written is there for the others after about as long: of a thousand calls a second not each has to look. */
const LOOK_MS = 1;
/** Read at once: the rest comes with the next look. */
const PORTION = 256;

type FlowRow = {
  readonly id: number;
  readonly server: string;
  readonly tool: string;
  readonly private: number;
  readonly untrusted: number;
  readonly time: number;
  readonly expires: number;
  readonly prints: Buffer;
};

/** Adds what was read, and forgets what is past its time or beyond what is kept. @throws SQLite's errors */
export function putSources(db: Database, sources: readonly Remembered[], now: number): void {
  const put = db.prepare(
    'INSERT INTO flow (session, server, tool, private, untrusted, time, expires, prints) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { session, server, tool, private: own, untrusted, time, expires, prints } of sources) {
    const bytes = Buffer.from(prints.buffer, prints.byteOffset, prints.byteLength);
    put.run(session, server, tool, own ? 1 : 0, untrusted ? 1 : 0, time, expires, bytes);
  }
  db.prepare('DELETE FROM flow WHERE expires <= ?').run(now);
  db.prepare('DELETE FROM flow WHERE id <= (SELECT max(id) FROM flow) - ?').run(MOST);
  for (const session of new Set(sources.map((one) => one.session))) {
    db.prepare(
      'DELETE FROM flow WHERE session = ? AND id <= (SELECT id FROM flow WHERE session = ? ORDER BY id DESC LIMIT 1 OFFSET ?)',
    ).run(session, session, MOST_OF_SESSION);
  }
}

/** Tells what was read in a client session beyond a source's number: asked before every call that sends something on. */
export class SourceReader {
  readonly #find: Statement<[string, number, number, number], FlowRow>;
  readonly #version: Statement<[], number>;
  /** The database's version as it was before the last reading; undefined when there is more than was read. */
  #read: number | undefined;
  /** When it was last looked at and nothing had changed, on the clock that only grows. */
  #looked = Number.NEGATIVE_INFINITY;

  constructor(db: Database) {
    this.#find = db.prepare('SELECT * FROM flow WHERE session = ? AND id > ? AND expires > ? ORDER BY id LIMIT ?');
    this.#version = db.prepare<[], number>('PRAGMA data_version').pluck();
  }

  /** @throws SQLite's errors */
  read(session: string, after: number, now: number): FlowNews {
    const version = this.#version.get();
    const rows = this.#find.all(session, after, now, PORTION);
    this.#read = rows.length < PORTION ? version : undefined;
    return { sources: rows.map(toSource), last: rows.at(-1)?.id ?? after };
  }

  /** Sources were written by this very connection, whose own changes are no other version. */
  wrote(): void {
    this.#read = undefined;
  }

  /** Whether anything was written since the last reading, as of this millisecond. @throws SQLite's errors */
  changed(): boolean {
    if (this.#read === undefined) return true;
    const now = elapsedMillis();
    if (now - this.#looked < LOOK_MS) return false;
    if (this.#version.get() !== this.#read) return true;
    this.#looked = now;
    return false;
  }
}

function toSource({ server, tool, private: own, untrusted, time, expires, prints }: FlowRow): Source {
  const bytes = Uint8Array.from(prints);
  const count = Math.floor(bytes.length / 4);
  return {
    server,
    tool,
    private: own === 1,
    untrusted: untrusted === 1,
    time,
    expires,
    prints: new Uint32Array(bytes.buffer, 0, count),
  };
}
