import type { Database } from 'better-sqlite3';
import { DECISIONS, type Decision } from '../policy/decisions.ts';
import type { Severity } from '../rules/rule.ts';
import { firstSeqSince } from './blocks.ts';
import { Counter } from './counter.ts';
import { dictionaryOf } from './read.ts';
import { DAY_HOURS, HOUR_MICROS, worstOf } from './roll-ups.ts';
import type { ShapeFields } from './shapes.ts';
import type { Activity, Period, Severities, Stats, Tally } from './store.ts';
import { NO_ROWS, Sums } from './sums.ts';

const MOST_HOURS = 1e9;
const NO_SEVERITIES: Severities = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
export const NO_ACTIVITY: Activity = {
  total: { ...NO_ROWS, bytes: 0, micros: 0 },
  steps: [],
  severities: NO_SEVERITIES,
  rules: [],
  agents: [],
  tools: [],
  pairs: [],
};

type Pulse = { readonly hour: number; readonly decision: Decision; readonly rows: number };
type Sum = { readonly shape: number; readonly rows: number; readonly bytes: number; readonly micros: number };
type Notable = { readonly shape: number; readonly severities: number; readonly rows: number };
type Agent = { readonly all: Sums; readonly sent: Sums; readonly severities: Record<Severity, number> };

type Span = {
  /** Hours since 1970. */
  readonly from: number;
  readonly to: number;
  readonly by: 'hour' | 'day';
  readonly steps: 'hour' | 'day';
};

/** What was asked last on each connection: a page asks for the same more than once. */
const last = new WeakMap<Database, { readonly key: string; readonly version: number; readonly activity: Activity }>();

/** From the roll-ups alone: as many reads as shapes occur in the period. */
export function activityOf(db: Database, { since, until, by = 'hour', steps = by }: Period, agent?: string): Activity {
  const unit = by === 'hour' ? 1 : DAY_HOURS;
  const from = Math.floor(Math.max(0, since) / HOUR_MICROS / unit) * unit;
  const to = until === undefined ? MOST_HOURS : Math.ceil(until / HOUR_MICROS / unit) * unit;
  const span = { from, to, by, steps };
  const key = JSON.stringify([span, agent]);
  // It moves with every commit of another connection; looked at first, so that what is kept is never older than it.
  const version = Number(db.pragma('data_version', { simple: true }));
  const known = last.get(db);
  if (known?.key === key && known.version === version) return known.activity;
  const activity = readActivity(db, span, agent);
  last.set(db, { key, version, activity });
  return activity;
}

function readActivity(db: Database, { from, to, by, steps: stepped }: Span, agent: string | undefined): Activity {
  return db.transaction((): Activity => {
    const fieldsOf = fieldsFor(db, agent);
    const totals = 'sum(rows) AS rows, sum(bytes) AS bytes, sum(micros) AS micros';
    const sums = db
      .prepare<[number, number], Sum>(
        by === 'hour'
          ? `SELECT shape, ${totals} FROM hourly WHERE hour >= ? AND hour < ? GROUP BY shape`
          : `SELECT shape, ${totals} FROM daily WHERE day >= ? / ${DAY_HOURS} AND day < ? / ${DAY_HOURS} GROUP BY shape`,
      )
      .all(from, to);
    const notable = db
      .prepare<[number, number, number], Notable>(
        `SELECT shape, severities, count(*) AS rows FROM notable
          WHERE seq >= ? AND hour >= ? AND hour < ? AND severities > 0 GROUP BY shape, severities`,
      )
      .all(firstSeqSince(db, from * HOUR_MICROS), from, to);
    // Of one agent alone only what is kept by shape can be told, and that is by the unit of the period.
    const isFine = stepped === 'hour' && (agent === undefined || by === 'hour');
    const size = isFine ? 1 : DAY_HOURS;
    const steps = new Map<number, Sums>();
    for (const { hour, decision, rows } of agent === undefined
      ? pulses(db, from, to)
      : ownSteps(db, { from, to, by }, fieldsOf)) {
      atOf(steps, Math.floor(hour / size) * size, newSums).add(decision, rows);
    }
    return {
      ...summed(sums, notable, fieldsOf),
      steps: [...steps].map(([hour, tally]) => ({ start: hour * HOUR_MICROS, ...tally.tally() })),
    };
  })();
}

export function tallyOf(db: Database, { since, until }: Period): Tally {
  const sums = new Sums();
  const from = Math.floor(Math.max(0, since) / HOUR_MICROS);
  const to = until === undefined ? MOST_HOURS : Math.ceil(until / HOUR_MICROS);
  for (const { decision, rows } of pulses(db, from, to)) sums.add(decision, rows);
  return sums.tally();
}

function pulses(db: Database, from: number, to: number): Pulse[] {
  return db
    .prepare<[number, number], Pulse>(
      'SELECT hour, decision, rows FROM pulse WHERE hour >= ? AND hour < ? ORDER BY hour',
    )
    .all(from, to);
}

function* ownSteps(
  db: Database,
  { from, to, by }: { readonly from: number; readonly to: number; readonly by: 'hour' | 'day' },
  fieldsOf: (shape: number) => ShapeFields | undefined,
): Generator<Pulse> {
  const own = dictionaryOf(db)
    .shapes()
    .flatMap(({ id }) => (fieldsOf(id) === undefined ? [] : id));
  const [table, hour] = by === 'hour' ? ['hourly', 'hour'] : ['daily', `day * ${DAY_HOURS}`];
  const rows = db
    .prepare<[string, number, number], { hour: number; shape: number; rows: number }>(
      `SELECT ${hour} AS hour, shape, rows FROM ${table}
        WHERE shape IN (SELECT value FROM json_each(?)) AND ${hour} >= ? AND ${hour} < ? ORDER BY 1`,
    )
    .all(JSON.stringify(own), from, to);
  for (const { hour: at, shape, rows: count } of rows) {
    const fields = fieldsOf(shape);
    if (fields !== undefined) yield { hour: at, decision: fields.decision, rows: count };
  }
}

/** The fields of a shape, unless it is none of the agent's, or no message. */
function fieldsFor(db: Database, agent: string | undefined): (shape: number) => ShapeFields | undefined {
  const dictionary = dictionaryOf(db);
  return (id) => {
    const fields = dictionary.shape(id)?.fields;
    if (fields === undefined || fields.kind === 'event') return undefined;
    return agent === undefined || fields.from === agent || fields.to === agent ? fields : undefined;
  };
}

function summed(
  sums: readonly Sum[],
  notable: readonly Notable[],
  fieldsOf: (shape: number) => ShapeFields | undefined,
): Omit<Activity, 'steps'> {
  const total = newSums();
  const rules = new Counter();
  const agents = new Map<string, Agent>();
  const tools = new Map<string, { readonly server: string; readonly tool: string; readonly sums: Sums }>();
  const pairs = new Map<string, { readonly from: string; readonly to: string; readonly sums: Sums }>();
  const newAgent = (): Agent => ({ all: newSums(), sent: newSums(), severities: { ...NO_SEVERITIES } });
  let [bytes, micros] = [0, 0];
  for (const sum of sums) {
    const fields = fieldsOf(sum.shape);
    if (fields === undefined) continue;
    const { decision, from, to, tool, kind } = fields;
    bytes += sum.bytes;
    micros += sum.micros;
    total.add(decision, sum.rows);
    for (const rule of fields.rules) rules.add(rule, sum.rows);
    for (const name of new Set([from, to])) atOf(agents, name, newAgent).all.add(decision, sum.rows);
    atOf(agents, from, newAgent).sent.add(decision, sum.rows);
    atOf(pairs, `${from.length} ${from} ${to}`, () => ({ from, to, sums: newSums() })).sums.add(decision, sum.rows);
    if (tool !== undefined && kind === 'request') {
      const place = `${to.length} ${to} ${tool}`;
      atOf(tools, place, () => ({ server: to, tool, sums: newSums() })).sums.add(decision, sum.rows);
    }
  }
  const severities = { ...NO_SEVERITIES };
  for (const { shape, severities: bits, rows } of notable) {
    const fields = fieldsOf(shape);
    const name = worstOf(bits);
    if (fields === undefined || name === undefined) continue;
    severities[name] += rows;
    atOf(agents, fields.from, newAgent).severities[name] += rows;
  }
  return {
    total: { ...total.tally(), bytes, micros },
    severities,
    rules: rules.sorted(),
    agents: mostFirst(
      [...agents].map(([name, agent]) => ({
        name,
        ...agent.all.tally(),
        sent: agent.sent.tally(),
        severities: agent.severities,
      })),
    ),
    tools: mostFirst([...tools.values()].map(({ server, tool, sums: own }) => ({ server, tool, ...own.tally() }))),
    pairs: mostFirst([...pairs.values()].map(({ from, to, sums: own }) => ({ from, to, ...own.tally() }))),
  };
}

/** @param since microseconds since 1970, rounded down to its hour */
export function statsOf(db: Database, since: number | undefined): Stats {
  return db.transaction((): Stats => {
    const dictionary = dictionaryOf(db);
    const tallies = db
      .prepare<[number], { hour: number; shape: number; rows: number }>(
        'SELECT hour, shape, rows FROM hourly WHERE hour >= ? ORDER BY hour',
      )
      .all(Math.floor((since ?? 0) / HOUR_MICROS));
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

function mostFirst<T extends Tally>(tallies: T[]): T[] {
  return tallies.sort((a, b) => b.rows - a.rows);
}

function atOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function newSums(): Sums {
  return new Sums();
}
