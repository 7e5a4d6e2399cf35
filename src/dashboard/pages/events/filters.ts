import type { Html } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { filterBar, type Period, periodOfLog, searchField, selectField, tabs } from '../../parts/filters.ts';
import { plain } from '../../parts/text.ts';
import { sayCount } from '../../parts/time.ts';
import { type Asked, queryOf, type Tab } from './asked.ts';

export function tabLinks(visit: Visit, asked: Asked, counts: Readonly<Record<Tab, number>> | undefined): Html {
  const labels: readonly (readonly [Tab, string])[] = [
    ['all', 'All'],
    ['findings', 'Findings'],
    ['quarantine', 'Quarantine'],
    ['blocked', 'Blocked'],
  ];
  return tabs(
    'Which events',
    labels.map(([tab, label]) => ({
      label,
      href: visit.link('/events', queryOf(asked, { tab, before: undefined, open: undefined, unfold: undefined })),
      current: tab === asked.tab,
      count: counts === undefined ? undefined : sayCount(counts[tab]),
    })),
  );
}

export function filters(visit: Visit, asked: Asked): Html {
  const names = partyNames(visit, asked);
  const choices = (some: readonly string[]) => [
    { value: '', label: 'any' },
    ...some.map((name) => ({ value: name, label: plain(name) })),
  ];
  const severities = ['critical', 'high', 'medium', 'low'].map((word) => ({
    value: word,
    label: word === 'critical' ? word : `${word} and above`,
  }));
  const periods = (['1h', '24h', '7d', '30d'] as const).map((period: Period) => ({
    value: period === '24h' ? '' : period,
    label: period.replace(/(\d)([hd])/, '$1 $2'),
  }));
  return filterBar(
    visit,
    '/events',
    [
      searchField('q', asked.q, 'Search a tool, rule, agent or reference'),
      selectField('client', 'Client', asked.client, choices(names.clients)),
      selectField('server', 'Server', asked.server, choices(names.servers)),
      selectField('severity', 'Severity', asked.severity, [{ value: '', label: 'any' }, ...severities]),
      selectField('period', 'Period', asked.period === '24h' ? '' : asked.period, periods),
    ],
    { tab: asked.tab === 'all' ? undefined : asked.tab, session: asked.session },
  );
}

/** Who sent and received in this time. A server is named after its client: `cursor.files`. */
function partyNames(
  visit: Visit,
  asked: Asked,
): { readonly clients: readonly string[]; readonly servers: readonly string[] } {
  const names = visit.services.store
    .activity(periodOfLog(asked.period, visit.now))
    .agents.slice(0, 200)
    .map(({ name }) => name);
  const isServer = (name: string) => name.includes('.');
  const kept = (some: readonly string[], chosen: string) =>
    [...new Set([...some, ...(chosen === '' ? [] : [chosen])])].toSorted();
  return {
    clients: kept(
      names.filter((name) => !isServer(name)),
      asked.client,
    ),
    servers: kept(names.filter(isServer), asked.server),
  };
}
