import type { Database } from 'better-sqlite3';
import type { RawRow } from '../reading/read.ts';
import type { Verification } from '../terms/verification.ts';
import { HOUR_MICROS, MOST_IDS, SEVERITY_BITS } from '../writing/roll-ups.ts';
import { BLOCK_ROWS } from '../writing/row-writer.ts';

type Bad = NonNullable<Verification['bad']>;

type Sum = { rows: number; bytes: number; micros: number };
type Part = { rows: number; first: number; last: number };

/**
 * What is kept beside the rows to find and count them, gathered from the rows themselves. A row that no filter finds, or a
 * count that leaves it out, hides it as well as deleting it would.
 */
export class Sides {
  readonly #places = new Set<number>();
  readonly #visits = new Set<number>();
  readonly #hours = new Map<number, Sum>();
  readonly #parts = new Map<number, Part>();
  /** By block the time of its newest row. */
  readonly #blocks = new Map<number, number>();
  #place = -1;
  #part: Part | undefined;
  #partKey = -1;

  add({ seq, time, shape, session, size, micros }: RawRow): void {
    const block = Math.floor(seq / BLOCK_ROWS);
    const place = block * MOST_IDS + shape;
    if (place !== this.#place) {
      this.#places.add(place);
      this.#place = place;
    }
    this.#visits.add(block * MOST_IDS + session);
    if (!(time <= (this.#blocks.get(block) ?? -1))) this.#blocks.set(block, time);
    const hour = Math.floor(time / HOUR_MICROS) * MOST_IDS + shape;
    const sum = this.#hours.get(hour);
    if (sum === undefined) this.#hours.set(hour, { rows: 1, bytes: size, micros });
    else {
      sum.rows += 1;
      sum.bytes += size;
      sum.micros += micros;
    }
    const key = session * MOST_IDS + shape;
    const part = key === this.#partKey ? this.#part : this.#parts.get(key);
    if (part === undefined) {
      this.#part = { rows: 1, first: time, last: time };
      this.#parts.set(key, this.#part);
    } else {
      part.rows += 1;
      if (time < part.first) part.first = time;
      if (time > part.last) part.last = time;
      this.#part = part;
    }
    this.#partKey = key;
  }

  /** @param pruned whether rows before the first one were deleted: when a session began and was last heard may then be theirs */
  trouble(db: Database, pruned: boolean): Bad | undefined {
    return (
      leftOut(db, 'place', 'shape', this.#places) ??
      leftOut(db, 'visit', 'session', this.#visits) ??
      this.#blockTrouble(db) ??
      this.#hourTrouble(db) ??
      countTrouble(db) ??
      notableTrouble(db) ??
      sessionTrouble(db, this.#parts, pruned)
    );
  }

  /** A list of rows since some time begins with the first block that reaches it: one that is said to be older hides its rows. */
  #blockTrouble(db: Database): Bad | undefined {
    const newest = db.prepare<[number], number>('SELECT newest FROM block WHERE block = ?').pluck();
    for (const [block, time] of this.#blocks) if (!((newest.get(block) ?? -1) >= time)) return unlisted(block);
    return undefined;
  }

  #hourTrouble(db: Database): Bad | undefined {
    const stored = db.prepare<[], Sum & { hour: number; shape: number }>('SELECT * FROM hourly');
    let left = this.#hours.size;
    for (const { hour, shape, rows, bytes, micros } of stored.iterate()) {
      const counted = this.#hours.get(hour * MOST_IDS + shape);
      if (counted === undefined && rows !== 0) return { what: 'the hourly counts tell of rows that do not exist' };
      if (counted !== undefined && !(counted.rows === rows && counted.bytes === bytes && counted.micros === micros))
        return hourBad(hour);
      if (counted !== undefined) left -= 1;
    }
    if (left === 0) return undefined;
    const there = db.prepare<[number, number], number>('SELECT 1 FROM hourly WHERE hour = ? AND shape = ?').pluck();
    for (const key of this.#hours.keys()) {
      const [hour, shape] = [Math.floor(key / MOST_IDS), key % MOST_IDS];
      if (there.get(hour, shape) === undefined) return hourBad(hour);
    }
    return undefined;
  }
}

function hourBad(hour: number): Bad {
  return { what: `the hourly counts do not agree with the rows of ${hourName(hour)}` };
}

/** The sessions' view looks for a session's rows by the shapes that it is said to have, and lists sessions by when they were last heard. */
function sessionTrouble(db: Database, parts: ReadonlyMap<number, Part>, pruned: boolean): Bad | undefined {
  const isTrue = (part: Part, stored: Part) =>
    part.rows === stored.rows &&
    (pruned
      ? stored.first <= part.first && stored.last >= part.last
      : stored.first === part.first && stored.last === part.last);
  const bad = (session: number): Bad => ({
    what: `what is counted of session ${nameOf(db, session)} is not what its rows say`,
  });
  const wholes = new Map<number, Part>();
  let left = parts.size;
  const shapes = db.prepare<[], Part & { session: number; shape: number }>('SELECT * FROM session_shape');
  for (const { session, shape, ...stored } of shapes.iterate()) {
    const part = parts.get(session * MOST_IDS + shape);
    if (part === undefined || !isTrue(part, stored)) return bad(session);
    left -= 1;
  }
  for (const [key, { rows, first, last }] of parts) {
    const session = Math.floor(key / MOST_IDS);
    const whole = wholes.get(session);
    if (whole === undefined) wholes.set(session, { rows, first, last });
    else {
      whole.rows += rows;
      whole.first = Math.min(whole.first, first);
      whole.last = Math.max(whole.last, last);
    }
  }
  if (left > 0) {
    const there = db
      .prepare<[number, number], number>('SELECT 1 FROM session_shape WHERE session = ? AND shape = ?')
      .pluck();
    for (const key of parts.keys()) {
      const session = Math.floor(key / MOST_IDS);
      if (there.get(session, key % MOST_IDS) === undefined) return bad(session);
    }
  }
  for (const { id, ...stored } of db
    .prepare<[], Part & { id: number }>('SELECT id, rows, first, last FROM session')
    .all()) {
    const whole = wholes.get(id);
    if (whole === undefined ? stored.rows !== 0 : !isTrue(whole, stored)) return bad(id);
  }
  return undefined;
}

function nameOf(db: Database, session: number): string {
  return db.prepare<[number], string>('SELECT name FROM session WHERE id = ?').pluck().get(session) ?? String(session);
}

/** Other counts than by the hour follow from these. */
function countTrouble(db: Database): Bad | undefined {
  const day = db
    .prepare<[], number>(
      `SELECT day FROM (
          SELECT hour / 24 AS day, shape, rows, bytes, micros FROM hourly
          UNION ALL SELECT day, shape, -rows, -bytes, -micros FROM daily)
        GROUP BY day, shape HAVING sum(rows) <> 0 OR sum(bytes) <> 0 OR sum(micros) <> 0 ORDER BY day LIMIT 1`,
    )
    .pluck()
    .get();
  if (day !== undefined) return { what: `the daily counts do not agree with the hours of ${hourName(day * 24)}` };
  const hour = db
    .prepare<[], number>(
      `SELECT hour FROM (
          SELECT hour, decision, rows FROM hourly JOIN shape ON id = shape WHERE kind <> 'event'
          UNION ALL SELECT hour, decision, -rows FROM pulse)
        GROUP BY hour, decision HAVING sum(rows) <> 0 ORDER BY hour LIMIT 1`,
    )
    .pluck()
    .get();
  return hour === undefined
    ? undefined
    : { what: `the counts by decision are not those of the rows of ${hourName(hour)}` };
}

/** The rows that are more than traffic are listed once more, with their findings' severities. */
function notableTrouble(db: Database): Bad | undefined {
  const seq = db
    .prepare<[], number>(
      `SELECT audit.seq FROM audit LEFT JOIN notable USING (seq)
        WHERE audit.shape IN (SELECT id FROM shape WHERE decision <> 'allow' OR kind = 'event' OR rules <> '[]')
          AND (notable.shape, notable.session, notable.hour, notable.severities) IS NOT (audit.shape, audit.session,
            audit.time / ${HOUR_MICROS}, ${SEVERITY_BITS})
        LIMIT 1`,
    )
    .pluck()
    .get();
  return seq === undefined ? undefined : { seq, what: `row ${seq} is left out of the list of rows with findings` };
}

function leftOut(db: Database, table: string, column: string, wanted: ReadonlySet<number>): Bad | undefined {
  const stored = new Set<number>();
  const places = db.prepare<[], { id: number; block: number }>(`SELECT ${column} AS id, block FROM ${table}`);
  for (const { id, block } of places.iterate()) stored.add(block * MOST_IDS + id);
  for (const place of wanted) {
    if (stored.has(place)) continue;
    return unlisted(Math.floor(place / MOST_IDS));
  }
  return undefined;
}

function unlisted(block: number): Bad {
  const seq = block * BLOCK_ROWS;
  return { seq, what: `rows from ${seq} on are left out of the filters' index` };
}

function hourName(hour: number): string {
  return new Date((hour * HOUR_MICROS) / 1000).toISOString();
}
