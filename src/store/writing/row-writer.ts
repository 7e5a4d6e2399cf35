import type { Database, Statement } from 'better-sqlite3';
import { genesis, lengthPrefixed, rowHash, shapeDigest } from '../chain/chain.ts';
import type { Row } from '../chain/row.ts';
import type { Shape } from '../chain/shapes.ts';
import { chainMeta } from '../meta.ts';
import { MOST_IDS, RollUps } from './roll-ups.ts';

export type ChainHead = { readonly seq: number; readonly hash: Uint8Array; readonly time: number };

export const BLOCK_ROWS = 1024;
const GROUP = 32;
const COLUMNS = 8;
const MAX_PLACES = 16_384;

let epochs = 0;

/** Adds rows to the chain within a transaction that somebody else began. Plain rows go in by the group. */
export class RowWriter {
  readonly #head: Statement<[], { seq: number; hash: Buffer; time: number }>;
  readonly #epoch: Statement<[], number>;
  readonly #group: Statement;
  readonly #one: Statement;
  readonly #findShape: Statement<[Uint8Array], number>;
  readonly #addShape: Statement;
  readonly #findSession: Statement<[string], number>;
  readonly #addSession: Statement;
  readonly #place: Statement<[number, number]>;
  readonly #block: Statement<[number, number]>;
  readonly #visit: Statement<[number, number]>;
  readonly #finding: Statement;
  readonly #genesis: Buffer;
  readonly #places = new Set<number>();
  readonly #waiting: unknown[] = [];
  readonly #visits = new Set<number>();
  readonly #rollUps: RollUps;
  #ownEpoch = ++epochs;
  #knownEpoch = -1;
  #seq = 0;
  #hash: Uint8Array;
  #time = 0;
  #newest = 0;
  #currentBlock = -1;

  constructor(db: Database) {
    const meta = chainMeta(db);
    this.#genesis = genesis(meta.instance, meta.chain, meta.linked);
    this.#hash = this.#genesis;
    this.#head = db.prepare('SELECT seq, hash, time FROM audit ORDER BY seq DESC LIMIT 1');
    this.#epoch = db.prepare<[], number>("SELECT value FROM meta WHERE key = 'epoch'").pluck();
    const columns = 'INSERT INTO audit (seq, time, session, shape, size, micros, content, hash';
    this.#group = db.prepare(`${columns}) VALUES ${Array(GROUP).fill('(?,?,?,?,?,?,?,?)').join(',')}`);
    this.#one = db.prepare(`${columns}, ref, note, held) VALUES (?,?,?,?,?,?,?,?,?,?,?)`);
    this.#findShape = db.prepare<[Uint8Array], number>('SELECT id FROM shape WHERE digest = ?').pluck();
    this.#addShape = db.prepare('INSERT INTO shape VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?)');
    this.#findSession = db.prepare<[string], number>('SELECT id FROM session WHERE name = ?').pluck();
    this.#addSession = db.prepare('INSERT INTO session (name) VALUES (?)');
    this.#place = db.prepare('INSERT OR IGNORE INTO place VALUES (?, ?)');
    this.#block = db.prepare(
      'INSERT INTO block VALUES (?, ?) ON CONFLICT DO UPDATE SET newest = max(newest, excluded.newest)',
    );
    this.#visit = db.prepare('INSERT OR IGNORE INTO visit VALUES (?, ?)');
    this.#rollUps = new RollUps(db);
    this.#finding = db.prepare('INSERT INTO finding VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)');
  }

  /** Takes the head; the caller holds the write lock. */
  begin(): ChainHead {
    // Pruning drops dictionary entries: what we remember of them is then void.
    const epoch = this.#epoch.get() ?? 0;
    if (epoch !== this.#knownEpoch) {
      this.forget();
      this.#knownEpoch = epoch;
    }
    const head = this.#head.get();
    this.#seq = head?.seq ?? 0;
    this.#hash = head?.hash ?? this.#genesis;
    this.#time = head?.time ?? 0;
    this.#newest = 0;
    this.#currentBlock = -1;
    return { seq: this.#seq, hash: this.#hash, time: this.#time };
  }

  /** @param held digest of the held message's record. @returns the row's sequence number */
  add(row: Row, held?: Uint8Array): number {
    const shape = row.shape;
    if (shape.epoch !== this.#ownEpoch) this.#resolve(shape);
    const seq = ++this.#seq;
    this.#hash = rowHash(this.#hash, {
      seq,
      time: row.time,
      size: row.size,
      micros: row.micros,
      content: row.content,
      shape: shape.digest!,
      session: shape.sessionBytes!,
      ref: row.ref,
      note: row.note,
      held,
      findings: row.findings,
    });
    this.#time = row.time;
    const { sessionId, id } = shape;
    if (row.ref === undefined && row.note === undefined && held === undefined) {
      this.#waiting.push(seq, row.time, sessionId, id, row.size, row.micros, row.content, this.#hash);
      if (this.#waiting.length === GROUP * COLUMNS) {
        this.#group.run(this.#waiting);
        this.#waiting.length = 0;
      }
    } else {
      this.#one.run(
        [seq, row.time, sessionId, id, row.size, row.micros, row.content, this.#hash],
        row.ref ?? null,
        row.note ?? null,
        held ?? null,
      );
    }
    for (let n = 0; n < row.findings.length; n++) this.#addFinding(seq, n, row.findings[n]!);
    this.#note(row, id, sessionId, seq);
    return seq;
  }

  /** Writes what is still gathered. @returns the new head */
  finish(): ChainHead {
    for (let at = 0; at < this.#waiting.length; at += COLUMNS) {
      this.#one.run(this.#waiting.slice(at, at + COLUMNS), null, null, null);
    }
    this.#waiting.length = 0;
    this.#rollUps.write();
    if (this.#currentBlock >= 0) this.#block.run(this.#currentBlock, this.#newest);
    return { seq: this.#seq, hash: this.#hash, time: this.#time };
  }

  /** After a rollback or a prune nothing that was looked up may be trusted. */
  forget(): void {
    this.#waiting.length = 0;
    this.#rollUps.clear();
    this.#places.clear();
    this.#visits.clear();
    this.#ownEpoch = ++epochs;
  }

  #note(row: Row, id: number, sessionId: number, seq: number): void {
    const block = Math.floor(seq / BLOCK_ROWS);
    if (block !== this.#currentBlock) {
      if (this.#currentBlock >= 0) this.#block.run(this.#currentBlock, this.#newest);
      this.#currentBlock = block;
      this.#newest = 0;
      if (this.#places.size > MAX_PLACES) this.#places.clear();
      if (this.#visits.size > MAX_PLACES) this.#visits.clear();
    }
    if (row.time > this.#newest) this.#newest = row.time;
    const place = block * MOST_IDS + id;
    if (!this.#places.has(place)) {
      this.#place.run(id, block);
      this.#places.add(place);
    }
    const visit = block * MOST_IDS + sessionId;
    if (!this.#visits.has(visit)) {
      this.#visit.run(sessionId, block);
      this.#visits.add(visit);
    }
    this.#rollUps.add(seq, row, id, sessionId);
  }

  #resolve(shape: Shape): void {
    const f = shape.fields;
    const digest = shape.digest ?? shapeDigest(f);
    shape.digest = digest;
    shape.sessionBytes ??= lengthPrefixed(shape.session);
    shape.id =
      this.#findShape.get(digest) ??
      Number(
        this.#addShape.run(
          [digest, f.surface, f.from, f.to, f.kind, f.side, f.method ?? null, f.tool ?? null],
          [f.sender, f.key ?? null, f.decision, f.mode, f.action, JSON.stringify(f.rules)],
        ).lastInsertRowid,
      );
    shape.sessionId =
      this.#findSession.get(shape.session) ?? Number(this.#addSession.run(shape.session).lastInsertRowid);
    shape.epoch = this.#ownEpoch;
  }

  #addFinding(seq: number, n: number, f: Row['findings'][number]): void {
    this.#finding.run(
      [seq, n, f.rule, f.name, f.severity, f.category, f.pointer, f.channel, f.key ? 1 : 0, f.span[0], f.span[1]],
      [f.view, f.exact ? 1 : 0, f.excerpt ?? null],
    );
  }
}
