import type { Database, Statement } from 'better-sqlite3';
import { SEVERITIES, type Severity } from '../../rules/rule.ts';
import type { Row, StoredFinding } from '../chain/row.ts';
import type { ShapeFields } from '../chain/shapes.ts';

export const HOUR_MICROS = 3_600_000_000;
export const DAY_HOURS = 24;

type Tally = {
  readonly hour: number;
  readonly shape: number;
  readonly decision: string | undefined;
  rows: number;
  bytes: number;
  micros: number;
};
type Part = { readonly session: number; readonly shape: number; rows: number; first: number; last: number };

/** Ids are smaller: shapes and sessions are counted up from one. Two numbers are one key with it. */
export const MOST_IDS = 0x1000000;

/** What is counted beside the rows, gathered over a transaction: so a page about a million rows reads some hundreds. */
export class RollUps {
  readonly #hourly: Statement<[number, number, number, number, number]>;
  readonly #daily: Statement<[number, number, number, number, number]>;
  readonly #pulse: Statement<[number, string, number]>;
  readonly #notable: Statement<[number, number, number, number, number]>;
  readonly #part: Statement<[number, number, number, number, number]>;
  readonly #session: Statement<[number, number, number, number, number]>;
  readonly #tallies = new Map<number, Tally>();
  readonly #parts = new Map<number, Part>();

  constructor(db: Database) {
    const sums = 'rows = rows + excluded.rows, bytes = bytes + excluded.bytes, micros = micros + excluded.micros';
    this.#hourly = db.prepare(`INSERT INTO hourly VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ${sums}`);
    this.#daily = db.prepare(`INSERT INTO daily VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ${sums}`);
    this.#pulse = db.prepare(
      'INSERT INTO pulse VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET rows = rows + excluded.rows',
    );
    this.#notable = db.prepare('INSERT INTO notable VALUES (?, ?, ?, ?, ?)');
    this.#part = db.prepare(
      `INSERT INTO session_shape VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
        rows = rows + excluded.rows, first = min(first, excluded.first), last = max(last, excluded.last)`,
    );
    this.#session = db.prepare(
      `UPDATE session SET first = CASE rows WHEN 0 THEN ? ELSE min(first, ?) END, last = max(last, ?), rows = rows + ?
        WHERE id = ?`,
    );
  }

  add(seq: number, row: Row, shape: number, session: number): void {
    const hour = Math.floor(row.time / HOUR_MICROS);
    const key = hour * MOST_IDS + shape;
    const tally = this.#tallies.get(key);
    const { fields } = row.shape;
    if (tally === undefined) {
      const decision = fields.kind === 'event' ? undefined : fields.decision;
      this.#tallies.set(key, { hour, shape, decision, rows: 1, bytes: row.size, micros: row.micros });
    } else {
      tally.rows += 1;
      tally.bytes += row.size;
      tally.micros += row.micros;
    }
    const place = session * MOST_IDS + shape;
    const part = this.#parts.get(place);
    if (part === undefined) {
      this.#parts.set(place, { session, shape, rows: 1, first: row.time, last: row.time });
    } else {
      part.rows += 1;
      part.first = Math.min(part.first, row.time);
      part.last = Math.max(part.last, row.time);
    }
    if (isNotable(fields)) this.#notable.run(seq, shape, session, hour, severityBits(row.findings));
  }

  /** Puts down what was gathered. */
  write(): void {
    const pulses = new Map<string, { hour: number; decision: string; rows: number }>();
    for (const { hour, shape, decision, rows, bytes, micros } of this.#tallies.values()) {
      this.#hourly.run(hour, shape, rows, bytes, micros);
      this.#daily.run(shape, Math.floor(hour / DAY_HOURS), rows, bytes, micros);
      if (decision === undefined) continue;
      const pulse = pulses.get(`${hour} ${decision}`);
      if (pulse === undefined) pulses.set(`${hour} ${decision}`, { hour, decision, rows });
      else pulse.rows += rows;
    }
    for (const { hour, decision, rows } of pulses.values()) this.#pulse.run(hour, decision, rows);
    const sessions = new Map<number, { rows: number; first: number; last: number }>();
    for (const { session, shape, rows, first, last } of this.#parts.values()) {
      this.#part.run(session, shape, rows, first, last);
      const sum = sessions.get(session);
      if (sum === undefined) sessions.set(session, { rows, first, last });
      else {
        sum.rows += rows;
        sum.first = Math.min(sum.first, first);
        sum.last = Math.max(sum.last, last);
      }
    }
    for (const [session, { rows, first, last }] of sessions) this.#session.run(first, first, last, rows, session);
    this.clear();
  }

  clear(): void {
    this.#tallies.clear();
    this.#parts.clear();
  }
}

/** Takes the rows up to a sequence number out of the counts, before they are deleted. */
export function uncount(db: Database, upToSeq: number): void {
  const tallies = db
    .prepare<[number], Tally>(
      `SELECT hour, shape, CASE kind WHEN 'event' THEN NULL ELSE decision END AS decision, rows, bytes, micros FROM (
        SELECT time / ${HOUR_MICROS} AS hour, shape, count(*) AS rows, sum(size) AS bytes, sum(micros) AS micros
          FROM audit WHERE seq <= ? GROUP BY 1, 2) JOIN shape ON id = shape`,
    )
    .all(upToSeq);
  const less = 'rows = rows - ?, bytes = bytes - ?, micros = micros - ?';
  const hourly = db.prepare(`UPDATE hourly SET ${less} WHERE hour = ? AND shape = ?`);
  const daily = db.prepare(`UPDATE daily SET ${less} WHERE day = ? AND shape = ?`);
  const pulse = db.prepare('UPDATE pulse SET rows = rows - ? WHERE hour = ? AND decision = ?');
  for (const { hour, shape, decision, rows, bytes, micros } of tallies) {
    hourly.run(rows, bytes, micros, hour, shape);
    daily.run(rows, bytes, micros, Math.floor(hour / DAY_HOURS), shape);
    pulse.run(rows, hour, decision);
  }
  const parts = db
    .prepare<[number], Part>('SELECT session, shape, count(*) AS rows FROM audit WHERE seq <= ? GROUP BY 1, 2')
    .all(upToSeq);
  // A session keeps the time at which it began: that is no less true when its first rows are gone.
  const lessPart = db.prepare('UPDATE session_shape SET rows = rows - ? WHERE session = ? AND shape = ?');
  const lessSession = db.prepare('UPDATE session SET rows = rows - ? WHERE id = ?');
  for (const { session, shape, rows } of parts) {
    lessPart.run(rows, session, shape);
    lessSession.run(rows, session);
  }
  for (const table of ['hourly', 'daily', 'pulse', 'session_shape']) {
    db.prepare(`DELETE FROM ${table} WHERE rows <= 0`).run();
  }
  db.prepare('DELETE FROM notable WHERE seq <= ?').run(upToSeq);
}

/** Whether rows of this shape are listed in `notable`: those that are more than plain traffic. */
export function isNotable({ decision, kind, rules }: ShapeFields): boolean {
  return decision !== 'allow' || kind === 'event' || rules.length > 0;
}

/** One bit for each severity, in the order of `SEVERITIES`. */
export function severityBits(findings: readonly Pick<StoredFinding, 'severity'>[]): number {
  let bits = 0;
  for (const { severity } of findings) bits |= 1 << SEVERITIES.indexOf(severity);
  return bits;
}

/** SQL: the same of a row of `audit`. */
export const SEVERITY_BITS = `coalesce((SELECT sum(DISTINCT 1 << (instr('ilmhc', substr(severity, 1, 1)) - 1))
  FROM finding WHERE finding.seq = audit.seq), 0)`;

/** The worst of the severities whose bits are set. */
export function worstOf(bits: number): Severity | undefined {
  return SEVERITIES.findLast((_, place) => (bits & (1 << place)) !== 0);
}
