import type { Severity } from '../../../rules/rule.ts';
import type { AlertWord, AuditRow } from '../../../store/store.ts';
import { plain } from '../../parts/text.ts';
import type { DashboardServices } from '../../services.ts';

export const STATES = ['new', 'acknowledged', 'resolved'] as const;
export type State = (typeof STATES)[number];

const PERIOD_MICROS = 30 * 86_400_000_000;
/** Rows that are looked at: older ones than the newest of these raise nothing. */
const MOST_ROWS = 500;
/** Rows that grew older than the period go after this at the latest. */
const FRESH_MICROS = 60_000_000;
const STOPPED = ['blocked', 'quarantined', 'rejected'] as const;

/** All that one rule stopped at one server or agent. */
export type Alert = {
  readonly rule: string;
  readonly about: string;
  readonly what: string;
  readonly severity: Severity;
  readonly rows: number;
  /** Since a person spoke of it. */
  readonly fresh: number;
  readonly first: number;
  readonly last: AuditRow;
  /** Whether any was really stopped; else observe let all of them through. */
  readonly stopped: boolean;
  readonly state: State;
  readonly word: AlertWord | undefined;
};

type Groups = ReadonlyMap<string, readonly AuditRow[]>;

/** Rows by what they raise. Every page asks how many are new, so they are read again only when another row was stopped. */
const read = new WeakMap<
  DashboardServices,
  { readonly newest: number; readonly at: number; readonly groups: Groups }
>();

/** All that stands, whatever its state. @throws SQLite's errors */
export function alertsOf(services: DashboardServices): readonly Alert[] {
  const words = new Map(services.store.alertWords().map((word) => [keyOf(word), word]));
  return [...groupsOf(services)].flatMap(([key, group]) => {
    const [last] = group;
    return last === undefined ? [] : [alertOf(group, last, words.get(key))];
  });
}

/** How many nobody has spoken of. @throws SQLite's errors */
export function newCount(services: DashboardServices): number {
  return alertsOf(services).filter(({ state }) => state === 'new').length;
}

function groupsOf(services: DashboardServices): Groups {
  const { store } = services;
  const filter = { statuses: STOPPED, messages: true, since: services.now() - PERIOD_MICROS };
  const newest = store.list({ ...filter, limit: 1 })[0]?.seq ?? 0;
  const at = services.micros();
  const known = read.get(services);
  if (known?.newest === newest && at - known.at < FRESH_MICROS) return known.groups;
  const groups = new Map<string, AuditRow[]>();
  for (const row of store.list({ ...filter, limit: MOST_ROWS })) {
    const key = keyOf({ rule: ruleOf(row), about: aboutOf(row) });
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  read.set(services, { newest, at, groups });
  return groups;
}

/** @param rows newest first */
function alertOf(rows: readonly AuditRow[], last: AuditRow, word: AlertWord | undefined): Alert {
  const rule = ruleOf(last);
  const found = last.findings.find((finding) => finding.rule === rule);
  const fresh = word === undefined ? rows.length : rows.filter(({ seq }) => seq > word.seq).length;
  return {
    rule,
    about: aboutOf(last),
    what: plain(found?.name ?? last.decision.replaceAll('_', ' ')),
    severity: found?.severity ?? 'high',
    rows: rows.length,
    fresh,
    first: rows.at(-1)?.time ?? last.time,
    last,
    stopped: rows.some(({ action }) => action !== 'forward'),
    // What was resolved and happens again is new; what somebody has in hand stays there.
    state: word === undefined || (word.state === 'resolved' && fresh > 0) ? 'new' : word.state,
    word,
  };
}

/** The strictest rule of the row; a row without one is about its decision. */
function ruleOf({ rules, decision }: AuditRow): string {
  return rules[0] ?? decision;
}

/** The server, or the agent that was written to. */
function aboutOf({ side, from, to, kind }: AuditRow): string {
  return kind !== 'letter' && side === 'server' ? from : to;
}

function keyOf({ rule, about }: Pick<AlertWord, 'rule' | 'about'>): string {
  return JSON.stringify([rule, about]);
}
