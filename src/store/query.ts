import type { Database } from 'better-sqlite3';
import { DECISIONS } from '../policy/decisions.ts';
import { allShapes, Dictionary, findingsOf, RAW_COLUMNS, type RawRow, type StoredShape, toAuditRow } from './read.ts';
import { BLOCK_ROWS, HOUR_MICROS } from './row-writer.ts';
import type { AuditRow, Count, RowFilter, Stats } from './store.ts';

const MAX_ROWS = 10_000;

/** Rows that pass every part of the filter: newest first, or oldest first beyond `afterSeq`. */
export function listRows(db: Database, filter: RowFilter): AuditRow[] {
  const limit = Math.min(MAX_ROWS, Math.max(1, Math.floor(filter.limit ?? 50) || 1));
  const dictionary = new Dictionary(db);
  const shapes = shapeIds(db, filter);
  const rows: AuditRow[] = [];
  if (shapes?.length === 0) return rows;
  for (const raw of rawRows(db, filter, shapes, limit)) {
    const row = decode(db, dictionary, raw);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** Digits alone are a sequence number; anything else a prefix of a reference. */
export function findRow(db: Database, reference: string): AuditRow | 'ambiguous' | undefined {
  const dictionary = new Dictionary(db);
  if (/^\d{1,15}$/.test(reference)) {
    const raw = db.prepare<[number], RawRow>(`SELECT ${RAW_COLUMNS} FROM audit WHERE seq = ?`).get(Number(reference));
    return raw === undefined ? undefined : decode(db, dictionary, raw);
  }
  const from = reference.toUpperCase();
  if (!/^[0-9A-Z]{1,16}$/.test(from)) return undefined;
  const found = db
    .prepare<[string, string], RawRow>(
      `SELECT ${RAW_COLUMNS} FROM audit WHERE ref IS NOT NULL AND ref >= ? AND ref < ? ORDER BY seq LIMIT 64`,
    )
    .all(from, `${from}\uffff`);
  // A hold, its approval and its release carry one reference: the first row is the message itself.
  if (new Set(found.map((raw) => raw.ref)).size > 1) return 'ambiguous';
  return found[0] === undefined ? undefined : decode(db, dictionary, found[0]);
}

export function* everyRow(db: Database): Generator<AuditRow> {
  const dictionary = new Dictionary(db);
  const page = db.prepare<[number], RawRow>(`SELECT ${RAW_COLUMNS} FROM audit WHERE seq > ? ORDER BY seq LIMIT 500`);
  for (let last = 0, rows = page.all(0); rows.length > 0; rows = page.all(last)) {
    for (const raw of rows) {
      const row = decode(db, dictionary, raw);
      if (row !== undefined) yield row;
      last = raw.seq;
    }
  }
}

export function statsOf(db: Database, since: number | undefined): Stats {
  const shapes = new Map(allShapes(db).map((shape) => [shape.id, shape.fields]));
  const tallies = db
    .prepare<[number], { hour: number; shape: number; rows: number }>(
      'SELECT hour, shape, rows FROM hourly WHERE hour >= ? ORDER BY hour',
    )
    .all(Math.floor((since ?? 0) / HOUR_MICROS));
  const [decisions, statuses, rules, agents] = [new Counter(), new Counter(), new Counter(), new Counter()];
  const hours = new Map<number, { rows: number; flagged: number }>();
  let total = 0;
  for (const { hour, shape, rows } of tallies) {
    const fields = shapes.get(shape);
    if (fields === undefined) continue;
    const hourly = hours.get(hour) ?? { rows: 0, flagged: 0 };
    hours.set(hour, hourly);
    hourly.rows += rows;
    if (fields.decision !== 'allow') hourly.flagged += rows;
    total += rows;
    decisions.add(fields.decision, rows);
    statuses.add(DECISIONS[fields.decision].status, rows);
    for (const rule of fields.rules) rules.add(rule, rows);
    for (const agent of new Set([fields.from, fields.to])) if (fields.kind !== 'event') agents.add(agent, rows);
  }
  return {
    rows: total,
    decisions: decisions.sorted(),
    statuses: statuses.sorted(),
    rules: rules.sorted(),
    agents: agents.sorted(),
    hours: [...hours].map(([hour, counts]) => ({ hour: hour * HOUR_MICROS, ...counts })),
  };
}

class Counter {
  readonly #counts = new Map<string, number>();
  add(name: string, rows: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + rows);
  }
  sorted(): Count[] {
    return [...this.#counts].map(([name, rows]) => ({ name, rows })).sort((a, b) => b.rows - a.rows);
  }
}

/** The shapes that pass, or undefined when the filter says nothing about them. */
function shapeIds(db: Database, filter: RowFilter): number[] | undefined {
  const { status, agent, findings, unverified, events } = filter;
  if (status === undefined && agent === undefined && !findings && !unverified && !events) return undefined;
  const passes = ({ fields }: StoredShape) =>
    (status === undefined || DECISIONS[fields.decision]?.status === status) &&
    (agent === undefined || fields.from === agent || fields.to === agent) &&
    (!findings || fields.rules.length > 0) &&
    (!events || fields.kind === 'event') &&
    (!unverified || (fields.sender !== 'local' && fields.sender !== 'verified'));
  return allShapes(db)
    .filter(passes)
    .map(({ id }) => id);
}

function* rawRows(db: Database, filter: RowFilter, shapes: number[] | undefined, limit: number): Generator<RawRow> {
  const forward = filter.afterSeq !== undefined;
  const order = forward ? 'ASC' : 'DESC';
  const since = filter.since ?? 0;
  const from = Math.max((filter.afterSeq ?? 0) + 1, firstSeqSince(db, since));
  const within = shapes === undefined ? '' : 'AND shape IN (SELECT value FROM json_each(?))';
  const select = db.prepare<unknown[], RawRow>(
    `SELECT ${RAW_COLUMNS} FROM audit WHERE seq >= ? AND seq < ? AND time >= ? ${within} ORDER BY seq ${order} LIMIT ?`,
  );
  if (shapes === undefined) {
    yield* select.all(from, Number.MAX_SAFE_INTEGER, since, limit);
    return;
  }
  const wanted = JSON.stringify(shapes);
  const blocks = db
    .prepare<[string, number], number>(
      `SELECT DISTINCT block FROM place WHERE shape IN (SELECT value FROM json_each(?)) AND block >= ?
        ORDER BY block ${order}`,
    )
    .pluck()
    .all(wanted, Math.floor(from / BLOCK_ROWS));
  let left = limit;
  for (const block of blocks) {
    const start = block * BLOCK_ROWS;
    const rows = select.all(Math.max(from, start), start + BLOCK_ROWS, since, wanted, left);
    yield* rows;
    left -= rows.length;
    if (left <= 0) return;
  }
}

// Rows stand in the order they were committed, nearly that of their times: the first block that reaches `since` is the
// earliest that can hold one.
function firstSeqSince(db: Database, since: number): number {
  if (since <= 0) return 0;
  const block = db
    .prepare<[number], number | null>('SELECT min(block) FROM block WHERE newest >= ?')
    .pluck()
    .get(since);
  return block === null || block === undefined ? Number.MAX_SAFE_INTEGER : block * BLOCK_ROWS;
}

function decode(db: Database, dictionary: Dictionary, raw: RawRow): AuditRow | undefined {
  const shape = dictionary.shape(raw.shape);
  if (shape === undefined) return undefined;
  const findings = shape.fields.rules.length > 0 ? findingsOf(db, raw.seq) : [];
  return toAuditRow(raw, shape, dictionary.session(raw.session) ?? '', findings);
}
