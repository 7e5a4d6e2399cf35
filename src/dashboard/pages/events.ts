import { rowJson } from '../../rows/json.ts';
import type { AuditRow } from '../../store/store.ts';
import { type Asked, askedOf, filterOf, namedRow, queryOf, type Tab, tabCounts } from '../events/asked.ts';
import { detail } from '../events/detail.ts';
import { exemptAction } from '../events/exempt.ts';
import { exportView } from '../events/export.ts';
import { fold, type Line } from '../events/fold.ts';
import { eventLine, eventRow } from '../events/row.ts';
import { titleOf } from '../events/words.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Live, Page, Shown, Visit } from '../page.ts';
import {
  filterBar,
  PERIOD_WORDS,
  type Period,
  pager,
  periodOfLog,
  searchField,
  selectField,
  tabs,
} from '../parts/filters.ts';
import { pageHead } from '../parts/head.ts';
import { empty } from '../parts/states.ts';
import { plain, shown } from '../parts/text.ts';
import { sayCount, sayMany } from '../parts/time.ts';

const MOST_LINES = 50;
/** Read at once: a run of clean rows is one line. */
const MOST_ROWS = 200;

/** What passed, newest first, and why it was stopped where it was. */
export const events: Page = {
  name: 'events',
  views: [
    { path: '/events', show: list, live: following },
    { path: '/events/:file{[0-9]+\\.json}', show: asJson },
    exportView('csv'),
    exportView('jsonl'),
    { path: '/events/:seq', show: one },
  ],
  actions: [exemptAction],
};

function list(visit: Visit): Shown {
  const asked = askedOf(visit.query);
  const { store } = visit.services;
  const named = namedRow(asked, visit);
  const rows = named === undefined ? store.list({ ...filterOf(asked, visit), limit: MOST_ROWS }) : [named];
  const { lines, next } = fold(rows, MOST_LINES, asked.unfold);
  const open = asked.open === undefined ? undefined : store.get(String(asked.open));
  const opened = open === undefined || open === 'ambiguous' ? undefined : open;
  const goesOn = next !== undefined && (rows.length === MOST_ROWS || rows.at(-1)?.seq !== next);
  const older = goesOn
    ? visit.link('/events', queryOf(asked, { before: next, open: undefined, unfold: undefined }))
    : undefined;
  const counts = tabCounts(asked, visit);
  const body = html`${pageHead({
    title:
      counts === undefined ? 'Events' : `${sayMany(counts.all, 'message')}, ${sayCount(counts.findings)} with findings`,
    line: lineOf(visit, asked),
    tools: html`<button class="btn" type="button" data-pause aria-pressed="false" hidden>Pause <kbd aria-hidden="true">p</kbd></button><a class="btn" href="${visit.link('/events/export.csv', queryOf(asked, { open: undefined, unfold: undefined, before: undefined }))}">Export</a>`,
  })}
${tabLinks(visit, asked, counts)}
${filters(visit, asked)}
<div class="${opened === undefined ? 'events' : 'events split has-open'}">
<section class="panel list" aria-label="Events">${table(visit, asked, lines)}${
    lines.length === 0
      ? nothing
      : pager(asked.before === undefined ? `Newest ${lines.length} lines` : `Before #${asked.before}`, {
          newer:
            asked.before === undefined
              ? undefined
              : visit.link('/events', queryOf(asked, { before: undefined, open: undefined })),
          older,
        })
  }</section>
${opened === undefined ? nothing : openDetail(visit, asked, opened, lines)}
</div>`;
  return { kind: 'page', title: 'Events', body };
}

function lineOf(visit: Visit, asked: Asked): Html {
  const when = PERIOD_WORDS[asked.period].replace(/^t/, 'T');
  if (asked.session === '')
    return html`${when}${asked.client === '' && asked.server === '' ? ', every server and client' : ''}.`;
  const all = visit.link('/events', queryOf(asked, { session: undefined, before: undefined, open: undefined }));
  return html`${when}, session <a class="link mono" href="${visit.link(`/sessions/${encodeURIComponent(asked.session)}`)}">${shown(asked.session)}</a> alone. <a class="link" href="${all}">Every session</a>`;
}

function tabLinks(visit: Visit, asked: Asked, counts: Readonly<Record<Tab, number>> | undefined): Html {
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

function filters(visit: Visit, asked: Asked): Html {
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

function table(visit: Visit, asked: Asked, lines: readonly Line[]): Html {
  if (lines.length === 0) return html`<div data-awaits>${nothingFound(visit, asked)}</div>`;
  const links = rowLinks(visit, asked);
  return html`<div class="pill"><button type="button" data-pill hidden></button></div><table class="table events-table"><thead><tr><th scope="col">Time</th><th scope="col">Server</th><th scope="col">What</th><th scope="col">Status</th></tr></thead><tbody data-rows${asked.before === undefined ? html` data-follows` : ''}>
${lines.map((line) => eventLine(line, links, visit.now, asked.open))}</tbody></table>`;
}

function rowLinks(visit: Visit, asked: Asked) {
  return {
    open: (seq: number) => visit.link('/events', queryOf(asked, { open: seq })),
    unfold: (seq: number) => visit.link('/events', queryOf(asked, { unfold: seq })),
  };
}

function nothingFound(visit: Visit, asked: Asked): Html {
  if (visit.services.store.list({ messages: true, limit: 1 }).length === 0 && asked.q === '') {
    return empty({
      title: 'Nothing has passed yet.',
      line: 'Wrap a client, then use it as usual.',
      command: 'oktsec wrap cursor',
    });
  }
  const { q, client, server, session, severity } = asked;
  const said = Object.entries({ q, client, server, session, severity })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => (name === 'q' ? `"${plain(value)}"` : `${name}:${plain(value)}`));
  const what = asked.tab === 'all' ? 'event' : `event under ${asked.tab}`;
  return empty({
    title: `No ${what}${said.length === 0 ? '' : ` matches ${said.join(' ')}`} in ${PERIOD_WORDS[asked.period]}.`,
    ways: [
      html`<a class="btn" href="${visit.link('/events')}">Clear filters</a>`,
      ...(asked.period === '30d'
        ? []
        : [
            html`<a class="btn" href="${visit.link('/events', queryOf(asked, { period: '30d', before: undefined }))}">Try 30 d</a>`,
          ]),
    ],
  });
}

function openDetail(visit: Visit, asked: Asked, row: AuditRow, lines: readonly Line[]): Html {
  const seqs = lines.flatMap((line) => (line.kind === 'row' ? [line.row.seq] : []));
  const at = seqs.indexOf(row.seq);
  const { open } = rowLinks(visit, asked);
  const [newer, older] = at < 0 ? [] : [seqs[at - 1], seqs[at + 1]];
  return detail(visit, row, jsonOf(row), {
    close: `${visit.link('/events', queryOf(asked, { open: undefined }))}#e${row.seq}`,
    newer: newer === undefined ? undefined : open(newer),
    older: older === undefined ? undefined : open(older),
  });
}

/** New rows as the list shows them: those that its filters let through, unless it is about rows of before. */
function following(visit: Visit): Live {
  const asked = askedOf(visit.query);
  const { open } = rowLinks(visit, { ...asked, open: undefined });
  return {
    filter: { ...filterOf(asked, visit), beforeSeq: undefined },
    row: (row, now) => eventRow(row, open(row.seq), now, false),
  };
}

/** One event alone, to be shared. */
function one(visit: Visit): Shown {
  const row = rowOf(visit, visit.path.seq ?? '');
  if (row === undefined) return { kind: 'missing', what: `The log has no row ${plain(visit.path.seq ?? '')}.` };
  const title = `Event ${row.seq}`;
  const all = html`<a class="link" href="${visit.link('/events', { open: row.seq })}">Among the others</a>`;
  const body = html`${pageHead({ title, line: plain(titleOf(row)), tools: all })}<div class="alone">${detail(visit, row, jsonOf(row), undefined)}</div>`;
  return { kind: 'page', title, body };
}

function asJson(visit: Visit): Shown {
  const name = (visit.path.file ?? '').replace(/\.json$/, '');
  const row = rowOf(visit, name);
  return row === undefined
    ? { kind: 'missing', what: `The log has no row ${name}.` }
    : { kind: 'json', value: rowJson(row) };
}

function rowOf({ services }: Visit, name: string): AuditRow | undefined {
  const row = services.store.get(name);
  return row === 'ambiguous' ? undefined : row;
}

function jsonOf(row: AuditRow): string {
  return JSON.stringify(rowJson(row), undefined, 2);
}
