import { SEVERITIES, type Severity } from '../../rules/rule.ts';
import type { AuditRow, RowFilter, ShapeFilter, Stats } from '../../store/store.ts';
import type { Query, Visit } from '../page.ts';
import { type Period, periodOf, periodStart } from '../parts/filters.ts';

const TABS = ['all', 'findings', 'quarantine', 'blocked'] as const;
export type Tab = (typeof TABS)[number];

/** What the address of the list asks for, checked. */
export type Asked = {
  readonly tab: Tab;
  readonly q: string;
  readonly client: string;
  readonly server: string;
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

/** The filter for the log. */
export function filterOf(asked: Asked, visit: Visit): RowFilter {
  return {
    ...tabFilter(asked.tab),
    ...shapeFilter(asked, visit),
    ...(asked.severity === '' ? {} : { severities: SEVERITIES.slice(SEVERITIES.indexOf(asked.severity)) }),
    since: periodStart(asked.period, visit.now),
    beforeSeq: asked.before,
  };
}

/** What the filter says beside tab and severity. */
export function shapeFilter({ q, client, server }: Asked, { services }: Visit): ShapeFilter {
  const parties = [client, server].filter((name) => name !== '');
  const words = q.toLowerCase();
  const rules = [...services.standing().rules.rules.values()].filter(({ name }) => name.toLowerCase().includes(words));
  return {
    ...(parties.length === 0 ? {} : { parties }),
    ...(q === '' ? {} : { text: { words: q, rules: rules.map(({ id }) => id) } }),
  };
}

export function tabFilter(tab: Tab): ShapeFilter {
  switch (tab) {
    case 'findings':
      return { findings: true };
    case 'quarantine':
      return { statuses: ['quarantined'] };
    case 'blocked':
      return { statuses: ['blocked', 'rejected'] };
    case 'all':
      return {};
  }
}

/** A search that names one row: its number, with or without #, or its reference. */
export function namedRow({ q }: Asked, { services }: Visit): AuditRow | undefined {
  const name = q.replace(/^#/, '').replaceAll(',', '');
  if (!/^(?:\d{1,15}|(?=.*\d)[0-9A-Za-z]{5,8})$/.test(name)) return undefined;
  const row = services.store.get(name);
  return row === 'ambiguous' ? undefined : row;
}

/** How many rows each tab has. */
export function tabCounts(stats: Stats): Readonly<Record<Tab, number>> {
  const of = (...names: readonly string[]) =>
    stats.statuses.reduce((sum, { name, rows }) => (names.includes(name) ? sum + rows : sum), 0);
  return {
    all: stats.rows,
    findings: stats.findings,
    quarantine: of('quarantined'),
    blocked: of('blocked', 'rejected'),
  };
}

function seqOf(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return (words as readonly string[]).includes(word);
}
