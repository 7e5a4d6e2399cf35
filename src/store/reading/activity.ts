import type { Database } from 'better-sqlite3';
import { DECISIONS } from '../../policy/decisions.ts';
import type { Activity, Period, Stats, Tally } from '../terms/log.ts';
import { DAY_HOURS, HOUR_MICROS } from '../writing/roll-ups.ts';
import { Counter } from './counter.ts';
import { prepared } from './prepared.ts';
import { dictionaryOf } from './read.ts';
import { NO_ROWS, Sums } from './sums.ts';
import { atOf, NO_SEVERITIES, Tallies } from './tallies.ts';
import { fill, type Pulse, type Span, type Totals, totalsOf } from './totals.ts';

const MOST_HOURS = 1e9;
export const NO_ACTIVITY: Activity = {
  total: { ...NO_ROWS, bytes: 0, micros: 0 },
  letThrough: 0,
  passed: NO_ROWS,
  steps: [],
  severities: NO_SEVERITIES,
  rules: [],
  agents: [],
  tools: [],
  pairs: [],
};

type Known = { readonly totals: Totals; readonly newest: number; readonly activity: Activity };
type Steps = 'hour' | 'day';

const MOST_KNOWN = 8;
/** What was asked lately on each connection: a page asks for the same more than once. */
const known = new WeakMap<Database, Map<string, Known>>();

/** From the roll-ups and the rows that came since they were read, never from all rows. */
export function activityOf(db: Database, { since, until, by = 'hour', steps = by }: Period, agent?: string): Activity {
  const unit = by === 'hour' ? 1 : DAY_HOURS;
  const from = Math.floor(Math.max(0, since) / HOUR_MICROS / unit) * unit;
  const to = until === undefined ? MOST_HOURS : Math.ceil(until / HOUR_MICROS / unit) * unit;
  const span = { from, to, by };
  const key = JSON.stringify([span, steps, agent]);
  const all = known.get(db) ?? new Map<string, Known>();
  known.set(db, all);
  return db.transaction((): Activity => {
    const totals = totalsOf(db, span);
    const last = all.get(key);
    if (last?.totals === totals && last.newest === totals.newest) return last.activity;
    const activity = agent === undefined ? ofAll(totals, steps) : ofOne(db, span, steps, totals, agent);
    all.delete(key);
    all.set(key, { totals, newest: totals.newest, activity });
    for (const [old] of all) {
      if (all.size <= MOST_KNOWN) break;
      all.delete(old);
    }
    return activity;
  })();
}

function ofAll({ hours, tallies }: Totals, stepped: Steps): Activity {
  const size = stepped === 'hour' ? 1 : DAY_HOURS;
  const steps = new Map<number, Sums>();
  for (const [hour, sums] of [...hours].sort(([a], [b]) => a - b)) {
    atOf(steps, Math.floor(hour / size) * size, newSums).addAll(sums);
  }
  return { ...tallies.read(), steps: stepsOf(steps) };
}

/** Of one agent alone only what is kept by shape can be told, and that is by the unit of the period. */
function ofOne(db: Database, span: Span, stepped: Steps, totals: Totals, agent: string): Activity {
  const isOwn = ({ from, to }: { readonly from: string; readonly to: string }) => from === agent || to === agent;
  const size = stepped === 'hour' && span.by === 'hour' ? 1 : DAY_HOURS;
  const steps = new Map<number, Sums>();
  for (const { hour, decision, rows } of ownPulses(db, span, isOwn)) {
    atOf(steps, Math.floor(hour / size) * size, newSums).add(decision, rows);
  }
  return { ...fill(new Tallies(), totals, isOwn).read(), steps: stepsOf(steps) };
}

function stepsOf(steps: ReadonlyMap<number, Sums>): Activity['steps'] {
  return [...steps].map(([hour, sums]) => ({ start: hour * HOUR_MICROS, ...sums.tally() }));
}

function* ownPulses(
  db: Database,
  { from, to, by }: Span,
  isOwn: (between: { readonly from: string; readonly to: string }) => boolean,
): Generator<Pulse> {
  const dictionary = dictionaryOf(db);
  const own = dictionary.shapes().flatMap(({ id, fields }) => (fields.kind !== 'event' && isOwn(fields) ? id : []));
  const rows = prepared<[string, number, number], { hour: number; shape: number; rows: number }>(
    db,
    by === 'hour'
      ? `SELECT hour, shape, rows FROM hourly
          WHERE shape IN (SELECT value FROM json_each(?)) AND hour >= ? AND hour < ? ORDER BY hour`
      : `SELECT day * ${DAY_HOURS} AS hour, shape, rows FROM daily
          WHERE shape IN (SELECT value FROM json_each(?)) AND day >= ? / ${DAY_HOURS} AND day < ? / ${DAY_HOURS} ORDER BY day`,
  ).all(JSON.stringify(own), from, to);
  for (const { hour, shape, rows: count } of rows) {
    const fields = dictionary.shape(shape)?.fields;
    if (fields !== undefined) yield { hour, decision: fields.decision, rows: count };
  }
}

export function tallyOf(db: Database, { since, until }: Period): Tally {
  const sums = new Sums();
  const from = Math.floor(Math.max(0, since) / HOUR_MICROS);
  const to = until === undefined ? MOST_HOURS : Math.ceil(until / HOUR_MICROS);
  const counts = prepared<[number, number], Omit<Pulse, 'hour'>>(
    db,
    'SELECT decision, sum(rows) AS rows FROM pulse WHERE hour >= ? AND hour < ? GROUP BY decision',
  ).all(from, to);
  for (const { decision, rows } of counts) sums.add(decision, rows);
  return sums.tally();
}

/** @param since microseconds since 1970, rounded down to its hour */
export function statsOf(db: Database, since: number | undefined): Stats {
  return db.transaction((): Stats => {
    const dictionary = dictionaryOf(db);
    const tallies = prepared<[number], { hour: number; shape: number; rows: number }>(
      db,
      'SELECT hour, shape, rows FROM hourly WHERE hour >= ? ORDER BY hour',
    ).all(Math.floor((since ?? 0) / HOUR_MICROS));
    const [decisions, statuses, rules, agents] = [new Counter(), new Counter(), new Counter(), new Counter()];
    const hours = new Map<number, { rows: number; flagged: number }>();
    let total = 0;
    for (const { hour, shape, rows } of tallies) {
      const fields = dictionary.shape(shape)?.fields;
      if (fields === undefined) continue;
      const hourly = atOf(hours, hour, () => ({ rows: 0, flagged: 0 }));
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
  })();
}

function newSums(): Sums {
  return new Sums();
}
