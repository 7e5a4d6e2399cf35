import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../guard/entry.ts';
import { DECISIONS } from '../../policy/decisions.ts';
import type { StoredFinding } from '../chain/row.ts';
import type { ShapeFields } from '../chain/shapes.ts';
import type { AuditRow } from '../terms/log.ts';
import { listIn } from './list-in.ts';
import { plucked, prepared } from './prepared.ts';

/** A row of the audit table as SQLite gives it. */
export type RawRow = {
  readonly seq: number;
  readonly time: number;
  readonly session: number;
  readonly shape: number;
  readonly size: number;
  readonly micros: number;
  readonly content: Buffer;
  readonly hash: Buffer;
  readonly ref: string | null;
  readonly note: string | null;
  readonly held: Buffer | null;
};

export const RAW_COLUMNS = 'seq, time, session, shape, size, micros, content, hash, ref, note, held';

type RawShape = {
  readonly id: number;
  readonly digest: Buffer;
  readonly surface: AuditEntry['surface'];
  readonly sender_agent: string;
  readonly recipient: string;
  readonly kind: AuditEntry['kind'];
  readonly side: AuditEntry['side'];
  readonly method: string | null;
  readonly tool: string | null;
  readonly sender: AuditEntry['sender'];
  readonly key: string | null;
  readonly decision: AuditEntry['decision'];
  readonly mode: AuditEntry['mode'];
  readonly action: AuditEntry['action'];
  readonly rules: string;
};

export type StoredShape = { readonly id: number; readonly digest: Buffer; readonly fields: ShapeFields };

/** The dictionary's strings, read as they are needed. */
export class Dictionary {
  readonly #shape;
  readonly #later;
  readonly #session;
  readonly #shapes = new Map<number, StoredShape>();
  readonly #sessions = new Map<number, string>();
  #all: StoredShape[] = [];

  constructor(db: Database) {
    this.#shape = prepared<[number], RawShape>(db, 'SELECT * FROM shape WHERE id = ?');
    this.#later = prepared<[number], RawShape>(db, 'SELECT * FROM shape WHERE id > ? ORDER BY id');
    this.#session = plucked<[number], string>(db, 'SELECT name FROM session WHERE id = ?');
  }

  shape(id: number): StoredShape | undefined {
    const known = this.#shapes.get(id);
    if (known !== undefined) return known;
    const raw = this.#shape.get(id);
    return raw === undefined ? undefined : this.#keep(raw);
  }

  /** Every shape; those that came since are read. */
  shapes(): readonly StoredShape[] {
    const later = this.#later.all(this.#all.at(-1)?.id ?? 0);
    if (later.length > 0) this.#all = [...this.#all, ...later.map((raw) => this.#keep(raw))];
    return this.#all;
  }

  session(id: number): string | undefined {
    const known = this.#sessions.get(id);
    if (known !== undefined) return known;
    const name = this.#session.get(id);
    if (name !== undefined) this.#sessions.set(id, name);
    return name;
  }

  #keep(raw: RawShape): StoredShape {
    const shape = { id: raw.id, digest: raw.digest, fields: fieldsOf(raw) };
    this.#shapes.set(raw.id, shape);
    return shape;
  }
}

const kept = new WeakMap<Database, { readonly epoch: number; readonly dictionary: Dictionary }>();

/**
 * The dictionary of this connection, kept from query to query until entries were dropped from it. Within a transaction,
 * so that what it is asked for next is of the same moment.
 */
export function dictionaryOf(db: Database): Dictionary {
  const epoch = plucked<[], number>(db, "SELECT value FROM meta WHERE key = 'epoch'").get() ?? 0;
  const known = kept.get(db);
  if (known?.epoch === epoch) return known.dictionary;
  const dictionary = new Dictionary(db);
  kept.set(db, { epoch, dictionary });
  return dictionary;
}

export function findingsOf(db: Database, seq: number): StoredFinding[] {
  return prepared<[number], RawFinding>(db, 'SELECT * FROM finding WHERE seq = ? ORDER BY n').all(seq).map(toFinding);
}

/** Those of several rows, by their numbers. */
export function allFindingsOf(db: Database, seqs: readonly number[]): Map<number, StoredFinding[]> {
  const found = new Map<number, StoredFinding[]>();
  if (seqs.length === 0) return found;
  const sql = 'SELECT * FROM finding WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq, n';
  for (const raw of prepared<[string], RawFinding>(db, sql).all(JSON.stringify(seqs))) {
    const own = found.get(raw.seq);
    if (own === undefined) found.set(raw.seq, [toFinding(raw)]);
    else own.push(toFinding(raw));
  }
  return found;
}

export function toAuditRow(raw: RawRow, shape: StoredShape, session: string, findings: StoredFinding[]): AuditRow {
  return {
    seq: raw.seq,
    rowHash: raw.hash.toString('hex'),
    time: raw.time,
    session,
    ...shape.fields,
    size: raw.size,
    hash: raw.content,
    latencyMicros: raw.micros,
    findings,
    ref: raw.ref ?? undefined,
    note: raw.note ?? undefined,
  };
}

export type RawFinding = {
  readonly seq: number;
  readonly n: number;
  readonly rule: string;
  readonly name: string;
  readonly severity: StoredFinding['severity'];
  readonly category: StoredFinding['category'];
  readonly pointer: string;
  readonly channel: StoredFinding['channel'];
  readonly is_key: number;
  readonly span_start: number;
  readonly span_end: number;
  readonly view: StoredFinding['view'];
  readonly exact: number;
  readonly excerpt: string | null;
};

export function toFinding(raw: RawFinding): StoredFinding {
  return {
    rule: raw.rule,
    name: raw.name,
    severity: raw.severity,
    category: raw.category,
    pointer: raw.pointer,
    channel: raw.channel,
    key: raw.is_key !== 0,
    span: [raw.span_start, raw.span_end],
    view: raw.view,
    exact: raw.exact !== 0,
    ...(raw.excerpt === null ? {} : { excerpt: raw.excerpt }),
  };
}

function fieldsOf(raw: RawShape): ShapeFields {
  return {
    surface: raw.surface,
    from: raw.sender_agent,
    to: raw.recipient,
    kind: raw.kind,
    side: raw.side,
    method: raw.method ?? undefined,
    tool: raw.tool ?? undefined,
    sender: raw.sender,
    key: raw.key ?? undefined,
    // Whoever edits the dictionary may leave anything there; the row's hash then no longer fits.
    decision: Object.hasOwn(DECISIONS, raw.decision) ? raw.decision : 'scan_error',
    mode: raw.mode,
    action: raw.action,
    rules: listIn(raw.rules),
  };
}
