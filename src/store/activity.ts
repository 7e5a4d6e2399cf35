import type { Database } from 'better-sqlite3';
import { DECISIONS } from '../policy/decisions.ts';
import type { Severity } from '../rules/rule.ts';
import { Counter } from './counter.ts';
import { prepared } from './prepared.ts';
import { dictionaryOf } from './read.ts';
import { DAY_HOURS, HOUR_MICROS, worstOf } from './roll-ups.ts';
import type { ShapeFields } from './shapes.ts';
import type { Activity, Period, Severities, Stats, Tally } from './store.ts';
import { NO_ROWS, Sums } from './sums.ts';
import { type Notable, type Pulse, pulsesOf, type Span, type Sum, type Totals, totalsOf } from './totals.ts';

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

type Agent = { readonly all: Sums; readonly sent: Sums; readonly severities: Record<Severity, number> };

type Known = { readonly totals: Totals; readonly newest: number; readonly activity: Activity };

const MOST_KNOWN = 8;
/** What was asked lately on each connection: a page asks for the same more than once. */
const known = new WeakMap<Database, Map<string, Known>>();

/** From the roll-ups and the rows that came since they were read: as many counts as shapes occur in the period. */
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
    const activity = readActivity(db, { span, steps, totals }, agent);
    all.delete(key);
    all.set(key, { totals, newest: totals.newest, activity });
    for (const [old] of all) {
      if (all.size <= MOST_KNOWN) break;
      all.delete(old);
    }
    return activity;
  })();
}

function readActivity(
  db: Database,
  { span, steps: stepped, totals }: { readonly span: Span; readonly steps: 'hour' | 'day'; readonly totals: Totals },
  agent: string | undefined,
): Activity {
  const fieldsOf = fieldsFor(db, agent);
  // Of one agent alone only what is kept by shape can be told, and that is by the unit of the period.
  const isFine = stepped === 'hour' && (agent === undefined || span.by === 'hour');
  const size = isFine ? 1 : DAY_HOURS;
  const steps = new Map<number, Sums>();
  for (const { hour, decision, rows } of agent === undefined
    ? [...totals.pulses.values()].sort((a, b) => a.hour - b.hour)
    : ownSteps(db, span, fieldsOf)) {
    atOf(steps, Math.floor(hour / size) * size, newSums).add(decision, rows);
  }
  return {
    ...summed([...totals.sums.values()], [...totals.notable.values()], fieldsOf),
    steps: [...steps].map(([hour, tally]) => ({ start: hour * HOUR_MICROS, ...tally.tally() })),
  };
}

export function tallyOf(db: Database, { since, until }: Period): Tally {
  const sums = new Sums();
  const from = Math.floor(Math.max(0, since) / HOUR_MICROS);
  const to = until === undefined ? MOST_HOURS : Math.ceil(until / HOUR_MICROS);
  for (const { decision, rows } of pulsesOf(db, from, to)) sums.add(decision, rows);
  return sums.tally();
}

function* ownSteps(
  db: Database,
  { from, to, by }: Span,
  fieldsOf: (shape: number) => ShapeFields | undefined,
): Generator<Omit<Pulse, 'rows'> & { readonly rows: number }> {
  const own = dictionaryOf(db)
    .shapes()
    .flatMap(({ id }) => (fieldsOf(id) === undefined ? [] : id));
  const rows = prepared<[string, number, number], { hour: number; shape: number; rows: number }>(
    db,
    by === 'hour'
      ? `SELECT hour, shape, rows FROM hourly
          WHERE shape IN (SELECT value FROM json_each(?)) AND hour >= ? AND hour < ? ORDER BY hour`
      : `SELECT day * ${DAY_HOURS} AS hour, shape, rows FROM daily
          WHERE shape IN (SELECT value FROM json_each(?)) AND day >= ? / ${DAY_HOURS} AND day < ? / ${DAY_HOURS} ORDER BY day`,
  ).all(JSON.stringify(own), from, to);
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
