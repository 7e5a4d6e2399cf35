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
/** Rows by what they raise; `cut`: there are older ones that were not looked at. */
type Read = { readonly newest: number; readonly at: number; readonly groups: Groups; readonly cut: boolean };

/** Every page asks how many are new, so rows are read again only when another one was stopped. */
const known = new WeakMap<DashboardServices, Read>();

/** All that stands, whatever its state. @throws SQLite's errors */
export function alertsOf(services: DashboardServices): readonly Alert[] {
  const words = new Map(services.store.alertWords().map((word) => [keyOf(word), word]));
  return [...readOf(services).groups].flatMap(([key, group]) => {
    const [last] = group;
    return last === undefined ? [] : [alertOf(group, last, words.get(key))];
  });
}

/** How many nobody has spoken of. @throws SQLite's errors */
export function newCount(services: DashboardServices): number {
  return alertsOf(services).filter(({ state }) => state === 'new').length;
}

/** How many of the newest rows raise something, where older ones of the period do not any more. */
export function newestOnly(services: DashboardServices): number | undefined {
  return readOf(services).cut ? MOST_ROWS : undefined;
}

function readOf(services: DashboardServices): Read {
  const { store } = services;
  const filter = { statuses: STOPPED, messages: true, since: services.now() - PERIOD_MICROS };
  const newest = store.list({ ...filter, limit: 1 })[0]?.seq ?? 0;
  const at = services.micros();
  const last = known.get(services);
  if (last?.newest === newest && at - last.at < FRESH_MICROS) return last;
  const groups = new Map<string, AuditRow[]>();
  const rows = store.list({ ...filter, limit: MOST_ROWS + 1 });
  for (const row of rows.slice(0, MOST_ROWS)) {
    const key = keyOf({ rule: ruleOf(row), about: aboutOf(row) });
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const read = { newest, at, groups, cut: rows.length > MOST_ROWS };
  known.set(services, read);
  return read;
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
