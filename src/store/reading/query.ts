import type { Database } from 'better-sqlite3';
import type { AuditRow, RowFilter } from '../terms/log.ts';
import { severityBits } from '../writing/roll-ups.ts';
import { BLOCK_ROWS } from '../writing/row-writer.ts';
import { blocksOf, firstSeqSince } from './blocks.ts';
import { plucked, prepared } from './prepared.ts';
import { allFindingsOf, Dictionary, dictionaryOf, findingsOf, RAW_COLUMNS, type RawRow, toAuditRow } from './read.ts';
import { sessionId } from './sessions.ts';
import { narrowed, passes, type WantedShapes, wantedShapes, wordsOf } from './wanted-shapes.ts';

const MAX_ROWS = 10_000;
/** Where so many shapes are wanted, some row near by is likely one of them: so many blocks are read before any is looked up. */
const MANY_SHAPES = 256;
const NEAR_BLOCKS = 4;
/** No session has this id. */
const NONE = 0;
const QUALIFIED = RAW_COLUMNS.split(', ')
  .map((column) => `audit.${column}`)
  .join(', ');

/** Rows that pass every part of the filter: newest first, or oldest first beyond `afterSeq`. */
export function listRows(db: Database, filter: RowFilter): AuditRow[] {
  // One moment for all that is read: pruning may drop entries of the dictionary in between.
  return db.transaction(() => {
    const limit = Math.min(MAX_ROWS, Math.max(1, Math.floor(filter.limit ?? 50) || 1));
    const dictionary = dictionaryOf(db);
    const found = [...rawRows(db, dictionary, filter, limit)];
    const named = rowsOfReference(db, dictionary, filter, limit);
    const rows = named.length === 0 ? found : together(found, named, filter).slice(0, limit);
    return decodeAll(db, dictionary, rows);
  })();
}

/** Digits alone are a sequence number; anything else a prefix of a reference. */
export function findRow(db: Database, reference: string): AuditRow | 'ambiguous' | undefined {
  const dictionary = new Dictionary(db);
  if (/^\d{1,15}$/.test(reference)) {
    const raw = prepared<[number], RawRow>(db, `SELECT ${RAW_COLUMNS} FROM audit WHERE seq = ?`).get(Number(reference));
    return raw === undefined ? undefined : decode(db, dictionary, raw);
  }
  const from = reference.toUpperCase();
  if (!/^[0-9A-Z]{1,16}$/.test(from)) return undefined;
  const found = prepared<[string, string], RawRow>(
    db,
    `SELECT ${RAW_COLUMNS} FROM audit WHERE ref IS NOT NULL AND ref >= ? AND ref < ? ORDER BY seq LIMIT 64`,
  ).all(from, `${from}\uffff`);
  // A hold, its approval and its release carry one reference: the first row is the message itself.
  if (new Set(found.map((raw) => raw.ref)).size > 1) return 'ambiguous';
  return found[0] === undefined ? undefined : decode(db, dictionary, found[0]);
}

export function* everyRow(db: Database): Generator<AuditRow> {
  const dictionary = new Dictionary(db);
  const page = prepared<[number], RawRow>(db, `SELECT ${RAW_COLUMNS} FROM audit WHERE seq > ? ORDER BY seq LIMIT 500`);
  for (let last = 0, rows = page.all(0); rows.length > 0; rows = page.all(last)) {
    yield* decodeAll(db, dictionary, rows);
    last = rows.at(-1)?.seq ?? last;
  }
}

/** Rows whose reference begins with the one word that is looked for. */
function rowsOfReference(db: Database, dictionary: Dictionary, filter: RowFilter, limit: number): RawRow[] {
  const [word = '', ...more] = wordsOf(filter.text);
  const prefix = word.toUpperCase();
  if (more.length > 0 || !/^[0-9A-Z]{4,16}$/.test(prefix)) return [];
  const conditions = new Conditions(db, filter);
  if (conditions.session === NONE) return [];
  return prepared<unknown[], RawRow>(
    db,
    `SELECT ${RAW_COLUMNS} FROM audit WHERE ref IS NOT NULL AND ref >= ? AND ref < ? AND seq >= ? AND seq < ?
        ${conditions.sql} ORDER BY seq ${orderOf(filter)} LIMIT ?`,
  )
    .all(prefix, `${prefix}\uffff`, (filter.afterSeq ?? 0) + 1, beforeOf(filter), ...conditions.values, limit)
    .filter(({ shape }) => {
      const fields = dictionary.shape(shape)?.fields;
      return fields !== undefined && passes(fields, filter);
    });
}

function together(some: readonly RawRow[], others: readonly RawRow[], filter: RowFilter): RawRow[] {
  const rows = [...new Map([...some, ...others].map((raw) => [raw.seq, raw])).values()];
  return rows.sort(filter.afterSeq === undefined ? (a, b) => b.seq - a.seq : (a, b) => a.seq - b.seq);
}

/** What is asked of the single row, beyond its shape. */
class Conditions {
  /** Id of the session that is wanted: undefined is any, NONE one that does not exist. */
  readonly session: number | undefined;
  /** Of rows alone. */
  readonly sql: string;
  /** The same, of rows that are reached by `notable`. */
  readonly listedSql: string;
  readonly values: readonly number[];

  constructor(db: Database, { since, session, severities }: RowFilter) {
    this.session = session === undefined ? undefined : (sessionId(db, session) ?? NONE);
    const parts: [string, string, number][] = [['time >= ?', 'time >= ?', since ?? 0]];
    if (this.session !== undefined) parts.push(['session = ?', 'notable.session = ?', this.session]);
    if (severities !== undefined) {
      const bits = severityBits(severities.map((severity) => ({ severity })));
      const one = 'EXISTS (SELECT 1 FROM notable AS n WHERE n.seq = audit.seq AND n.severities & ?)';
      parts.push([one, 'notable.severities & ?', bits]);
    }
    this.sql = parts.map(([sql]) => `AND ${sql}`).join(' ');
    this.listedSql = parts.map(([, sql]) => `AND ${sql}`).join(' ');
    this.values = parts.map(([, , value]) => value);
  }
}

function* rawRows(db: Database, dictionary: Dictionary, filter: RowFilter, limit: number): Generator<RawRow> {
  const forward = filter.afterSeq !== undefined;
  const conditions = new Conditions(db, filter);
  const shapes = ofSession(db, wantedShapes(dictionary, filter), conditions.session);
  if (shapes?.ids.length === 0 || conditions.session === NONE) return;
  const from = Math.max((filter.afterSeq ?? 0) + 1, firstSeqSince(db, filter.since ?? 0));
  const newest = plucked<[], number | null>(db, 'SELECT max(seq) FROM audit').get() ?? 0;
  const before = Math.min(beforeOf(filter), newest + 1);
  // The rows that are more than traffic are few, and listed by themselves: no block is read to find one of them.
  const listed = shapes?.listed === true;
  const source = listed ? 'notable CROSS JOIN audit USING (seq)' : 'audit';
  const shape = listed ? 'notable.shape' : 'audit.shape';
  const within = shapes === undefined ? '' : `AND ${shape} IN (SELECT value FROM json_each(?))`;
  const select = prepared<unknown[], RawRow>(
    db,
    `SELECT ${QUALIFIED} FROM ${source} WHERE seq >= ? AND seq < ? ${within}
      ${listed ? conditions.listedSql : conditions.sql} ORDER BY seq ${orderOf(filter)} LIMIT ?`,
  );
  let left = limit;
  const take = (start: number, end: number, json: string | undefined) => {
    const wanted = json === undefined ? [] : [json];
    const rows = select.all(Math.max(from, start), Math.min(before, end), ...wanted, ...conditions.values, left);
    left -= rows.length;
    return rows;
  };
  if (listed || (shapes === undefined && conditions.session === undefined)) {
    yield* take(from, before, shapes?.json);
    return;
  }
  let [lowest, highest] = [Math.floor(from / BLOCK_ROWS), Math.floor((before - 1) / BLOCK_ROWS)];
  if (shapes !== undefined && shapes.ids.length > MANY_SHAPES && conditions.session === undefined) {
    const near = forward ? lowest : Math.max(lowest, highest - NEAR_BLOCKS + 1);
    yield* take(near * BLOCK_ROWS, (near + NEAR_BLOCKS) * BLOCK_ROWS, shapes.json);
    if (left <= 0) return;
    if (forward) lowest = near + NEAR_BLOCKS;
    else highest = near - 1;
  }
  const range = { lowest, highest, forward };
  for (const { block, shapes: here } of blocksOf(db, { shapes: shapes?.ids, session: conditions.session }, range)) {
    yield* take(block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS, here === undefined ? undefined : JSON.stringify(here));
    if (left <= 0) return;
  }
}

/** Of the shapes that are wanted those that the session has: each one is looked for in the log by itself. */
function ofSession(db: Database, shapes: WantedShapes | undefined, session: number | undefined) {
  if (shapes === undefined || session === undefined) return shapes;
  const its = plucked<[number], number>(db, 'SELECT shape FROM session_shape WHERE session = ?').all(session);
  const known = new Set(its);
  return narrowed(shapes, (id) => known.has(id));
}

function orderOf({ afterSeq }: RowFilter): 'ASC' | 'DESC' {
  return afterSeq === undefined ? 'DESC' : 'ASC';
}

function beforeOf({ beforeSeq }: RowFilter): number {
  return beforeSeq ?? Number.MAX_SAFE_INTEGER;
}

/** Their findings are asked for once. */
function decodeAll(db: Database, dictionary: Dictionary, rows: readonly RawRow[]): AuditRow[] {
  const found = rows.filter(({ shape }) => (dictionary.shape(shape)?.fields.rules.length ?? 0) > 0);
  const findings = allFindingsOf(
    db,
    found.map(({ seq }) => seq),
  );
  return rows.flatMap((raw) => {
    const shape = dictionary.shape(raw.shape);
    const session = dictionary.session(raw.session) ?? '';
    return shape === undefined ? [] : toAuditRow(raw, shape, session, findings.get(raw.seq) ?? []);
  });
}

function decode(db: Database, dictionary: Dictionary, raw: RawRow): AuditRow | undefined {
  const shape = dictionary.shape(raw.shape);
  if (shape === undefined) return undefined;
  const findings = shape.fields.rules.length > 0 ? findingsOf(db, raw.seq) : [];
  return toAuditRow(raw, shape, dictionary.session(raw.session) ?? '', findings);
}
