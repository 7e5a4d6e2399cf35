import type { Database } from 'better-sqlite3';
import type { Decision } from '../../policy/decisions.ts';
import { DAY_HOURS, HOUR_MICROS } from '../writing/roll-ups.ts';
import { firstSeqSince } from './blocks.ts';
import { plucked, prepared } from './prepared.ts';
import { type Dictionary, dictionaryOf } from './read.ts';
import { Sums } from './sums.ts';
import { atOf, Tallies } from './tallies.ts';

/** Whole hours, or whole days, since 1970: from the first to before the last. */
export type Span = { readonly from: number; readonly to: number; readonly by: 'hour' | 'day' };

export type Sum = { readonly shape: number; rows: number; bytes: number; micros: number };
/** Rows of a shape in which findings of these severities are. */
export type Notable = { readonly shape: number; readonly severities: number; rows: number };
export type Pulse = { readonly hour: number; readonly decision: Decision; readonly rows: number };

/** What was counted of a span, as of one moment. */
export type Totals = {
  readonly dictionary: Dictionary;
  /** The first row and the last that are counted. */
  readonly oldest: number;
  newest: number;
  readonly sums: Map<number, Sum>;
  readonly notable: Map<string, Notable>;
  /** By hours since 1970. */
  readonly hours: Map<number, Sums>;
  readonly tallies: Tallies;
};

type Added = { readonly hour: number; readonly shape: number; readonly size: number; readonly micros: number };
type Listed = { readonly hour: number; readonly shape: number; readonly severities: number };

const MOST_KEPT = 8;
/** More new rows than this take longer to add than the counts to read. */
const MOST_ADDED = 4096;

const kept = new WeakMap<Database, Map<string, Totals>>();

/**
 * Counts of a span. Those of a long one are some ten thousand entries, and a page is asked for again and again while the
 * log grows by a few rows: so what was read is kept, and rows that came since are added to it, as the writer adds them.
 * Within a transaction.
 */
export function totalsOf(db: Database, span: Span): Totals {
  const dictionary = dictionaryOf(db);
  const oldest = plucked<[], number | null>(db, 'SELECT min(seq) FROM audit').get() ?? 0;
  const newest = plucked<[], number | null>(db, 'SELECT max(seq) FROM audit').get() ?? 0;
  const all = kept.get(db) ?? new Map<string, Totals>();
  kept.set(db, all);
  const key = `${span.from} ${span.to} ${span.by}`;
  let totals = all.get(key);
  // Rows only ever come at the end, and are only ever taken away at the beginning, by pruning.
  const grew =
    totals?.oldest === oldest && totals.dictionary === dictionary && newest - totals.newest <= MOST_ADDED && oldest > 0;
  if (totals !== undefined && grew) addTo(db, totals, span, newest);
  else totals = read(db, span, { dictionary, oldest, newest });
  all.delete(key);
  all.set(key, totals);
  for (const [old] of all) {
    if (all.size <= MOST_KEPT) break;
    all.delete(old);
  }
  return totals;
}

function read(db: Database, span: Span, at: Pick<Totals, 'dictionary' | 'oldest' | 'newest'>): Totals {
  const { from, to, by } = span;
  const counts = 'sum(rows) AS rows, sum(bytes) AS bytes, sum(micros) AS micros';
  const sums = prepared<[number, number], Sum>(
    db,
    by === 'hour'
      ? `SELECT shape, ${counts} FROM hourly WHERE hour >= ? AND hour < ? GROUP BY shape`
      : `SELECT shape, ${counts} FROM daily WHERE day >= ? / ${DAY_HOURS} AND day < ? / ${DAY_HOURS} GROUP BY shape`,
  ).all(from, to);
  const notable = prepared<[number, number, number], Notable>(
    db,
    `SELECT shape, severities, count(*) AS rows FROM notable
      WHERE seq >= ? AND hour >= ? AND hour < ? AND severities > 0 GROUP BY shape, severities`,
  ).all(firstSeqSince(db, from * HOUR_MICROS), from, to);
  const totals: Totals = {
    ...at,
    sums: new Map(sums.map((sum) => [sum.shape, sum])),
    notable: new Map(notable.map((one) => [`${one.shape} ${one.severities}`, one])),
    hours: new Map(),
    tallies: new Tallies(),
  };
  fill(totals.tallies, totals, () => true);
  for (const { hour, decision, rows } of pulsesOf(db, from, to)) {
    atOf(totals.hours, hour, newSums).add(decision, rows);
  }
  return totals;
}

/** Counts the messages of a span that are wanted. */
export function fill(
  tallies: Tallies,
  { sums, notable, dictionary }: Totals,
  isWanted: (between: { readonly from: string; readonly to: string }) => boolean,
): Tallies {
  const fieldsOf = (shape: number) => {
    const fields = dictionary.shape(shape)?.fields;
    return fields === undefined || fields.kind === 'event' || !isWanted(fields) ? undefined : fields;
  };
  for (const { shape, rows, bytes, micros } of sums.values()) {
    const fields = fieldsOf(shape);
    if (fields !== undefined) tallies.add(fields, rows, bytes, micros);
  }
  for (const { shape, severities, rows } of notable.values()) {
    const fields = fieldsOf(shape);
    if (fields !== undefined) tallies.addFound(fields, severities, rows);
  }
  return tallies;
}

/** @param from hours since 1970 */
function pulsesOf(db: Database, from: number, to: number): Pulse[] {
  const sql = 'SELECT hour, decision, rows FROM pulse WHERE hour >= ? AND hour < ? ORDER BY hour';
  return prepared<[number, number], Pulse>(db, sql).all(from, to);
}

function addTo(db: Database, totals: Totals, { from, to }: Span, newest: number): void {
  if (newest === totals.newest) return;
  const added = prepared<[number, number, number], Added>(
    db,
    `SELECT time / ${HOUR_MICROS} AS hour, shape, size, micros FROM audit
      WHERE seq > ? AND time / ${HOUR_MICROS} >= ? AND time / ${HOUR_MICROS} < ?`,
  ).all(totals.newest, from, to);
  const listed = prepared<[number, number, number], Listed>(
    db,
    'SELECT hour, shape, severities FROM notable WHERE seq > ? AND hour >= ? AND hour < ? AND severities > 0',
  ).all(totals.newest, from, to);
  for (const { hour, shape, size, micros } of added) {
    const sum = atOf(totals.sums, shape, () => ({ shape, rows: 0, bytes: 0, micros: 0 }));
    sum.rows += 1;
    sum.bytes += size;
    sum.micros += micros;
    const fields = totals.dictionary.shape(shape)?.fields;
    if (fields === undefined || fields.kind === 'event') continue;
    totals.tallies.add(fields, 1, size, micros);
    atOf(totals.hours, hour, newSums).add(fields.decision, 1);
  }
  for (const { shape, severities } of listed) {
    atOf(totals.notable, `${shape} ${severities}`, () => ({ shape, severities, rows: 0 })).rows += 1;
    const fields = totals.dictionary.shape(shape)?.fields;
    if (fields !== undefined && fields.kind !== 'event') totals.tallies.addFound(fields, severities, 1);
  }
  totals.newest = newest;
}

function newSums(): Sums {
  return new Sums();
}
