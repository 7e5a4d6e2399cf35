import type { Database } from 'better-sqlite3';
import { HOUR_MICROS, SEVERITY_BITS } from './roll-ups.ts';
import { BLOCK_ROWS } from './row-writer.ts';
import type { Verification } from './store.ts';

type Bad = NonNullable<Verification['bad']>;

/**
 * What is kept beside the rows to find and count them. A row that no filter finds, or a count that leaves it out, hides
 * it as well as deleting it would.
 */
export function sideTrouble(
  db: Database,
  {
    places,
    visits,
    hours,
  }: { places: ReadonlySet<string>; visits: ReadonlySet<string>; hours: ReadonlyMap<string, number> },
): Bad | undefined {
  const unlisted = leftOut(db, 'place', 'shape', places) ?? leftOut(db, 'visit', 'session', visits);
  if (unlisted !== undefined) return unlisted;
  let sum = 0;
  for (const [hour, rows] of hours) {
    const [at, shape] = hour.split('/').map(Number);
    const counted = db
      .prepare<[number, number], number>('SELECT rows FROM hourly WHERE hour = ? AND shape = ?')
      .pluck()
      .get(at!, shape!);
    if (counted !== rows) return { what: `the hourly counts do not agree with the rows of ${hourName(at!)}` };
    sum += rows;
  }
  const total = db.prepare<[], number>('SELECT coalesce(sum(rows), 0) FROM hourly').pluck().get();
  if (total !== sum) return { what: 'the hourly counts tell of rows that do not exist' };
  return countTrouble(db) ?? notableTrouble(db);
}

/** Other counts than by the hour follow from these. */
function countTrouble(db: Database): Bad | undefined {
  const day = db
    .prepare<[], number>(
      `SELECT day FROM (SELECT hour / 24 AS day, shape, rows FROM hourly UNION ALL SELECT day, shape, -rows FROM daily)
        GROUP BY day, shape HAVING sum(rows) <> 0 ORDER BY day LIMIT 1`,
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

function leftOut(db: Database, table: string, column: string, wanted: ReadonlySet<string>): Bad | undefined {
  const stored = new Set(db.prepare<[], string>(`SELECT ${column} || '/' || block FROM ${table}`).pluck().all());
  for (const place of wanted) {
    if (stored.has(place)) continue;
    const seq = Number(place.split('/')[1]) * BLOCK_ROWS;
    return { seq, what: `rows from ${seq} on are left out of the filters' index` };
  }
  return undefined;
}

function hourName(hour: number): string {
  return new Date((hour * HOUR_MICROS) / 1000).toISOString();
}
