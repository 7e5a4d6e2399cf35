import type { Database } from 'better-sqlite3';
import { DECISIONS } from '../policy/decisions.ts';
import { blocksOf, firstSeqSince } from './blocks.ts';
import { plucked, prepared } from './prepared.ts';
import { allFindingsOf, Dictionary, dictionaryOf, findingsOf, RAW_COLUMNS, type RawRow, toAuditRow } from './read.ts';
import { isNotable, severityBits } from './roll-ups.ts';
import { BLOCK_ROWS } from './row-writer.ts';
import { sessionId } from './sessions.ts';
import type { ShapeFields } from './shapes.ts';
import type { AuditRow, RowFilter } from './store.ts';

const MAX_ROWS = 10_000;
const MOST_WORDS = 16;
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

/** The shapes that pass, or undefined when the filter says nothing about them. */
function shapeIds(dictionary: Dictionary, filter: RowFilter): number[] | undefined {
  const words = wordsOf(filter.text);
  if (!isAboutShapes(filter) && words.length === 0) return undefined;
  return dictionary
    .shapes()
    .filter(({ fields }) => passes(fields, filter) && (words.length === 0 || holds(fields, words, filter.ruleNames)))
    .map(({ id }) => id);
}

function isAboutShapes(filter: RowFilter): boolean {
  const { status, statuses, agent, server, tool, rule, severities, findings, unverified, events, messages } = filter;
  const named = [status, statuses, agent, server, tool, rule, severities].some((one) => one !== undefined);
  return named || findings === true || unverified === true || events === true || messages === true;
}

function passes(fields: ShapeFields, filter: RowFilter): boolean {
  const { status, statuses, agent, server, tool, rule, severities } = filter;
  const own = DECISIONS[fields.decision]?.status;
  return (
    (status === undefined || own === status) &&
    (statuses === undefined || statuses.includes(own)) &&
    (agent === undefined || fields.from === agent || fields.to === agent) &&
    (server === undefined || isServer(fields.from, server) || isServer(fields.to, server)) &&
    (tool === undefined || fields.tool === tool) &&
    (rule === undefined || fields.rules.includes(rule)) &&
    ((!filter.findings && severities === undefined) || fields.rules.length > 0) &&
    (!filter.events || fields.kind === 'event') &&
    (!filter.messages || fields.kind !== 'event') &&
    (!filter.unverified || (fields.sender !== 'local' && fields.sender !== 'verified'))
  );
}

/** `filesystem` is every client's server of that name, `cursor.filesystem` that one. */
function isServer(agent: string, server: string): boolean {
  return agent === server || agent.endsWith(`.${server}`);
}

function wordsOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

function holds(fields: ShapeFields, words: readonly string[], ruleNames: RowFilter['ruleNames']): boolean {
  const { from, to, method, tool, decision, action, kind, rules } = fields;
  const names = rules.map((rule) => `${rule} ${ruleNames?.get(rule) ?? ''}`).join(' ');
  const text = `${from} ${to} ${method ?? ''} ${tool ?? ''} ${decision} ${action} ${kind} ${names}`.toLowerCase();
  return words.every((word) => text.includes(word));
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
  const shapes = ofSession(db, shapeIds(dictionary, filter), conditions.session);
  if (shapes?.length === 0 || conditions.session === NONE) return;
  const from = Math.max((filter.afterSeq ?? 0) + 1, firstSeqSince(db, filter.since ?? 0));
  const newest = plucked<[], number | null>(db, 'SELECT max(seq) FROM audit').get() ?? 0;
  const before = Math.min(beforeOf(filter), newest + 1);
  // The rows that are more than traffic are few, and listed by themselves: no block is read to find one of them.
  const listed = shapes?.every((id) => isNotableShape(dictionary, id)) === true;
  const source = listed ? 'notable CROSS JOIN audit USING (seq)' : 'audit';
  const shape = listed ? 'notable.shape' : 'audit.shape';
  const within = shapes === undefined ? '' : `AND ${shape} IN (SELECT value FROM json_each(?))`;
  const select = prepared<unknown[], RawRow>(
    db,
    `SELECT ${QUALIFIED} FROM ${source} WHERE seq >= ? AND seq < ? ${within}
      ${listed ? conditions.listedSql : conditions.sql} ORDER BY seq ${orderOf(filter)} LIMIT ?`,
  );
  if (listed || (shapes === undefined && conditions.session === undefined)) {
    const wanted = shapes === undefined ? [] : [JSON.stringify(shapes)];
    yield* select.all(from, before, ...wanted, ...conditions.values, limit);
    return;
  }
  const range = { lowest: Math.floor(from / BLOCK_ROWS), highest: Math.floor((before - 1) / BLOCK_ROWS), forward };
  let left = limit;
  for (const { block, shapes: here } of blocksOf(db, { shapes, session: conditions.session }, range)) {
    const start = block * BLOCK_ROWS;
    const wanted = here === undefined ? [] : [JSON.stringify(here)];
    const end = Math.min(before, start + BLOCK_ROWS);
    const rows = select.all(Math.max(from, start), end, ...wanted, ...conditions.values, left);
    yield* rows;
    left -= rows.length;
    if (left <= 0) return;
  }
}

/** Of the shapes that are wanted those that the session has: each one is looked for in the log by itself. */
function ofSession(db: Database, shapes: number[] | undefined, session: number | undefined): number[] | undefined {
  if (shapes === undefined || session === undefined) return shapes;
  const its = plucked<[number], number>(db, 'SELECT shape FROM session_shape WHERE session = ?').all(session);
  const known = new Set(its);
  return shapes.filter((id) => known.has(id));
}

function isNotableShape(dictionary: Dictionary, id: number): boolean {
  const fields = dictionary.shape(id)?.fields;
  return fields !== undefined && isNotable(fields);
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
