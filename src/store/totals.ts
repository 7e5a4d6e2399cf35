import type { Database } from 'better-sqlite3';
import type { Decision } from '../policy/decisions.ts';
import { firstSeqSince } from './blocks.ts';
import { plucked, prepared } from './prepared.ts';
import { type Dictionary, dictionaryOf } from './read.ts';
import { DAY_HOURS, HOUR_MICROS } from './roll-ups.ts';

/** Whole hours, or whole days, since 1970: from the first to before the last. */
export type Span = { readonly from: number; readonly to: number; readonly by: 'hour' | 'day' };

export type Sum = { readonly shape: number; rows: number; bytes: number; micros: number };
/** Rows of a shape in which findings of these severities are. */
export type Notable = { readonly shape: number; readonly severities: number; rows: number };
export type Pulse = { readonly hour: number; readonly decision: Decision; rows: number };

/** What was counted of a span, as of one moment. */
export type Totals = {
  readonly dictionary: Dictionary;
  /** The first row and the last that are counted. */
  readonly oldest: number;
  newest: number;
  readonly sums: Map<number, Sum>;
  readonly notable: Map<string, Notable>;
  readonly pulses: Map<string, Pulse>;
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
  else totals = { dictionary, oldest, newest, ...read(db, span) };
  all.delete(key);
  all.set(key, totals);
  for (const [old] of all) {
    if (all.size <= MOST_KEPT) break;
    all.delete(old);
  }
  return totals;
}

function read(db: Database, { from, to, by }: Span): Pick<Totals, 'sums' | 'notable' | 'pulses'> {
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
  return {
    sums: new Map(sums.map((sum) => [sum.shape, sum])),
    notable: new Map(notable.map((one) => [`${one.shape} ${one.severities}`, one])),
    pulses: new Map(pulsesOf(db, from, to).map((pulse) => [`${pulse.hour} ${pulse.decision}`, pulse])),
  };
}

/** @param from hours since 1970 */
export function pulsesOf(db: Database, from: number, to: number): Pulse[] {
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
    const sum = totals.sums.get(shape);
    if (sum === undefined) totals.sums.set(shape, { shape, rows: 1, bytes: size, micros });
    else {
      sum.rows += 1;
      sum.bytes += size;
      sum.micros += micros;
    }
    const fields = totals.dictionary.shape(shape)?.fields;
    if (fields === undefined || fields.kind === 'event') continue;
    countOne(totals.pulses, `${hour} ${fields.decision}`, { hour, decision: fields.decision });
  }
  for (const { shape, severities } of listed) countOne(totals.notable, `${shape} ${severities}`, { shape, severities });
  totals.newest = newest;
}

function countOne<T extends { rows: number }>(counts: Map<string, T>, key: string, what: Omit<T, 'rows'>): void {
  const known = counts.get(key);
  if (known === undefined) counts.set(key, { ...what, rows: 1 } as T);
  else known.rows += 1;
}
