import { SEVERITIES, type Severity } from '../../../rules/rule.ts';
import type { RuleSet } from '../../../rules/scan/scan.ts';
import type { AuditRow, RowFilter } from '../../../store/store.ts';
import type { Query, Visit } from '../../page.ts';
import { type Period, periodOf, periodOfLog, periodStart } from '../../parts/filters.ts';

const TABS = ['all', 'findings', 'quarantine', 'blocked'] as const;
export type Tab = (typeof TABS)[number];

/** What the address of the list asks for, checked. */
export type Asked = {
  readonly tab: Tab;
  readonly q: string;
  readonly client: string;
  readonly server: string;
  /** A client session's name; empty for every one. */
  readonly session: string;
  /** This one and those above it; empty for every row. */
  readonly severity: Severity | '';
  readonly period: Period;
  /** Rows before this sequence number. */
  readonly before: number | undefined;
  /** The row whose details are open. */
  readonly open: number | undefined;
  /** The first row of a folded run that is shown in full. */
  readonly unfold: number | undefined;
};

/** Whatever stands in the address: what means nothing counts as not said. */
export function askedOf(query: URLSearchParams): Asked {
  const tab = query.get('tab') ?? '';
  const severity = query.get('severity') ?? '';
  return {
    tab: isOneOf(TABS, tab) ? tab : 'all',
    q: (query.get('q') ?? '').trim().slice(0, 200),
    client: (query.get('client') ?? '').slice(0, 256),
    server: (query.get('server') ?? '').slice(0, 256),
    session: (query.get('session') ?? '').slice(0, 256),
    severity: isOneOf(SEVERITIES, severity) ? severity : '',
    period: periodOf(query),
    before: seqOf(query.get('before')),
    open: seqOf(query.get('open')),
    unfold: seqOf(query.get('unfold')),
  };
}

/** The address again, changed in some parts. */
export function queryOf(asked: Asked, changed: Partial<Record<keyof Asked, string | number | undefined>> = {}): Query {
  const { tab, period, ...rest } = { ...asked, ...changed };
  return { tab: tab === 'all' ? undefined : tab, ...rest, period: period === '24h' ? undefined : period };
}

/** The filter for the log. A client's name and a server's are each one of the two that a row is between. */
export function filterOf(asked: Asked, visit: Visit): RowFilter {
  const { tab, q, client, server, session, severity, period, before } = asked;
  return {
    ...TAB_FILTERS[tab],
    agent: client === '' ? undefined : client,
    server: server === '' ? undefined : server,
    session: session === '' ? undefined : session,
    ...(q === '' ? {} : { text: q, ruleNames: ruleNames(visit) }),
    severities: severity === '' ? undefined : SEVERITIES.slice(SEVERITIES.indexOf(severity)),
    since: periodStart(period, visit.now),
    beforeSeq: before,
  };
}

const TAB_FILTERS: Readonly<Record<Tab, RowFilter>> = {
  all: {},
  findings: { findings: true },
  quarantine: { status: 'quarantined' },
  blocked: { statuses: ['blocked', 'rejected'] },
};

/** Made once for a set of rules: what was found by them is kept by it. */
const named = new WeakMap<RuleSet, ReadonlyMap<string, string>>();

function ruleNames({ services }: Visit): ReadonlyMap<string, string> {
  const { rules } = services.standing();
  const names = named.get(rules) ?? new Map([...rules.rules].map(([id, { name }]) => [id, name]));
  named.set(rules, names);
  return names;
}

/** How many messages each tab has in the period; undefined where the filter asks for what no roll-up knows. */
export function tabCounts(asked: Asked, { services, now }: Visit): Readonly<Record<Tab, number>> | undefined {
  const { q, client, server, session, severity, period } = asked;
  if (q !== '' || session !== '' || severity !== '' || (client !== '' && server !== '')) return undefined;
  const party = client === '' ? server : client;
  const { total, severities } = services.store.activity(periodOfLog(period, now), party === '' ? undefined : party);
  return {
    all: total.rows,
    findings: Object.values(severities).reduce((sum, rows) => sum + rows, 0),
    quarantine: total.quarantined,
    blocked: total.blocked + total.rejected,
  };
}

/** A search that names one row: its number, with or without #, or its reference. */
export function namedRow({ q }: Asked, { services }: Visit): AuditRow | undefined {
  const name = q.replace(/^#/, '').replaceAll(',', '');
  if (!/^(?:\d{1,15}|(?=.*\d)[0-9A-Za-z]{5,8})$/.test(name)) return undefined;
  const row = services.store.get(name);
  return row === 'ambiguous' ? undefined : row;
}

function seqOf(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return (words as readonly string[]).includes(word);
}
