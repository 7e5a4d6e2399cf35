import { riskOf } from '../../posture/risk.ts';
import type { Activity, Tally } from '../../store/store.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Page, Shown, Visit } from '../page.ts';
import { typed } from '../parts/command.ts';
import { PERIOD_WORDS, type Period, periodLinks, periodOf, periodOfLog } from '../parts/filters.ts';
import { pageHead } from '../parts/head.ts';
import { type IconName, icon } from '../parts/icons.ts';
import { severityShape } from '../parts/marks.ts';
import { empty } from '../parts/states.ts';
import { shown } from '../parts/text.ts';
import { sayClock, sayCount, sayLatency, sayMany, sayMoment } from '../parts/time.ts';
import { activityChart, type Bar } from './overview/chart.ts';
import { needsList, needsOf } from './overview/needs.ts';
import { ledger, posture } from './overview/score.ts';

const HOUR_MICROS = 3_600_000_000;
const LATENCY_ROWS = 2000;
const MOST_LINES = 6;

/** Whether a person has to act, and how it went. */
export const overview: Page = { name: 'overview', views: [{ path: '/', show }] };

async function show(visit: Visit): Promise<Shown> {
  const { services, now } = visit;
  const period = periodOf(visit.query);
  const asked = periodOfLog(period, now);
  const activity = services.store.activity(asked);
  const held = services.store.waiting();
  const needs = needsOf(visit, held);
  const score = await posture(visit, activity, held);
  const { total } = activity;
  const head = pageHead({
    title: titleOf(needs.length, total.rows),
    line: lineOf(activity, asked.since, now),
    tools: periodLinks(visit, '/', period),
  });
  const first = total.rows === 0 && services.store.list({ messages: true, limit: 1 }).length === 0;
  const body = first
    ? html`${head}${needsList(needs)}<div class="panel">${empty({ title: 'Nothing has passed yet.', line: 'Wrap a client, then use it as usual.', command: typed(visit, 'oktsec wrap cursor') })}</div>`
    : html`${head}<div data-fresh="needs">${needsList(needs)}</div>
${strip(visit, period, activity, held?.count ?? 0)}
<div class="columns"><section class="panel" aria-label="Messages over time" data-fresh="chart"><header><h2>Messages by ${asked.by}</h2>${LEGEND}</header><div class="body">${activityChart(barsOf(activity, asked, now), `Messages by ${asked.by}`)}</div></section>
${ledger(visit, score)}</div>
<div class="thirds">${topRules(visit, activity, period)}${agentsByRisk(visit, activity, period)}${busiestTools(visit, activity, period)}</div>`;
  return { kind: 'page', title: 'Overview', body };
}

function titleOf(needs: number, rows: number): string {
  if (needs > 0) return needs === 1 ? 'One thing needs you' : `${WORDS[needs] ?? needs} things need you`;
  return rows === 0 ? 'Quiet: nothing passed' : 'Nothing needs you';
}

const WORDS: Readonly<Record<number, string>> = { 2: 'Two', 3: 'Three', 4: 'Four', 5: 'Five', 6: 'Six' };

function lineOf({ total, agents }: Activity, since: number, now: number): string {
  const servers = agents.filter(({ name }) => name.includes('.')).length;
  const clients = agents.length - servers;
  const who = servers === 0 ? '' : ` between ${sayMany(clients, 'client')} and ${sayMany(servers, 'server')}`;
  return `${sayMany(total.rows, 'message')}${who} since ${sayMoment(since, now)}.`;
}

/** The totals, each leading to what it counts, and beside each what it was in the period before. */
function strip(visit: Visit, period: Period, { total, passed }: Activity, held: number): Html {
  const { since, by } = periodOfLog(period, visit.now);
  const before = visit.services.store.tally({ since: since - (visit.now - since), until: since, by });
  const latency = visit.services.store.latency(since, LATENCY_ROWS);
  const events = (tab?: string) => visit.link('/events', { tab, period: period === '24h' ? undefined : period });
  const stopped = (tally: Tally) => tally.blocked + tally.rejected;
  const cells: readonly [string, IconName | undefined, Html | string, string, string][] = [
    ['Messages', undefined, sayCount(total.rows), `${sayCount(before.rows)} before`, events()],
    [
      'Blocked',
      'stop',
      sayCount(stopped(total)),
      letThrough(stopped(passed), stopped(total)) ?? compared(stopped(total), stopped(before)),
      events('blocked'),
    ],
    [
      'Quarantined',
      'quarantine',
      sayCount(total.quarantined),
      letThrough(passed.quarantined, total.quarantined) ?? `${sayCount(held)} held now`,
      visit.has('quarantine') ? visit.link('/quarantine') : events('quarantine'),
    ],
    [
      'Masked',
      'mask',
      sayCount(total.masked),
      letThrough(passed.masked, total.masked) ?? compared(total.masked, before.masked),
      events('findings'),
    ],
    ['Flagged', 'flag', sayCount(total.flagged), compared(total.flagged, before.flagged), events('findings')],
    [
      'Added latency, p99',
      undefined,
      latency.rows === 0 ? '–' : sayLatency(latency.p99),
      latency.rows === 0 ? 'no message' : `p50 ${sayLatency(latency.p50)}`,
      events(),
    ],
  ];
  return html`<section class="panel strip" aria-label="Totals, ${PERIOD_WORDS[period]}" data-fresh="totals">${cells.map(
    ([name, picture, value, line, href]) =>
      html`<a href="${href}"><span class="name">${picture === undefined ? nothing : icon(picture, 12)}${name}</span><span class="value">${value}</span><span class="dim">${line}</span></a>`,
  )}</section>`;
}

/** What was only recorded, so that nobody takes a verdict of observe for something that was stopped. */
function letThrough(passed: number, all: number): string | undefined {
  if (passed === 0) return undefined;
  return `${passed === all ? 'all' : sayCount(passed)} let through in observe`;
}

function compared(now: number, before: number): string {
  if (now === before) return 'same as before';
  return now > before ? `${sayCount(now - before)} more than before` : `${sayCount(before - now)} fewer than before`;
}

/** One bar for each hour or day of the period, also where nothing passed. */
function barsOf(
  { steps }: Activity,
  { since, by }: { readonly since: number; readonly by: 'hour' | 'day' },
  now: number,
): Bar[] {
  const size = by === 'hour' ? HOUR_MICROS : 24 * HOUR_MICROS;
  const known = new Map(steps.map((step) => [step.start, step]));
  const count = Math.floor((now - since) / size) + 1;
  const every = Math.ceil(count / 9);
  return Array.from({ length: count }, (_, n) => {
    const start = since + n * size;
    const date = new Date(start / 1000);
    const label = by === 'hour' ? sayClock(date) : `${date.getUTCDate()}.${date.getUTCMonth() + 1}.`;
    return { start, label, tick: n % every === 0 ? label : undefined, step: known.get(start) };
  });
}

const LEGEND = html`<div class="legend"><span>${key('c-bar')}all</span><span>${key('c-medium')}flagged, masked</span><span>${key('c-high')}quarantined</span><span>${key('c-critical')}blocked</span></div>`;

function key(look: string): Html {
  return html`<svg width="10" height="10" aria-hidden="true"><rect class="${look}" width="10" height="10" rx="2"/></svg>`;
}

function topRules(visit: Visit, { rules }: Activity, period: Period): Html {
  const known = visit.services.standing().rules.rules;
  const lines = rules.slice(0, MOST_LINES).map(({ name: id, rows }) => {
    const rule = known.get(id);
    const href = visit.link('/events', { tab: 'findings', q: id, period: period === '24h' ? undefined : period });
    return html`<tr><td>${rule === undefined ? nothing : severityShape(rule.severity)}</td><td class="mono nowrap"><a class="cover" href="${href}">${shown(id)}</a></td><td><div class="clip">${shown(rule?.name ?? '')}</div></td><td class="num">${sayCount(rows)}</td></tr>`;
  });
  return smallTable(
    'Top rules',
    'No rule found anything.',
    lines,
    visit.has('rules') ? visit.link('/rules') : undefined,
  );
}

function agentsByRisk(visit: Visit, { agents }: Activity, period: Period): Html {
  const ranked = agents
    .map((agent) => ({ name: agent.name, ...riskOf(agent.severities) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  const lines = ranked.slice(0, MOST_LINES).map(({ name, score, worst }) => {
    const query = name.includes('.') ? { server: name } : { client: name };
    const href = visit.link('/events', { ...query, tab: 'findings', period: period === '24h' ? undefined : period });
    const look = worst === 'critical' || worst === 'high' || worst === 'medium' ? `c-${worst}` : 'c-bar';
    return html`<tr><td><div class="clip"><a class="cover" href="${href}">${shown(name)}</a></div></td><td><svg width="110" height="8" viewBox="0 0 110 8" aria-hidden="true"><rect class="c-track" width="110" height="8" rx="2"/><rect class="${look}" width="${(score * 1.1).toFixed(1)}" height="8" rx="2"/></svg></td><td class="num">${score}</td></tr>`;
  });
  return smallTable(
    'Agents by risk',
    'Nothing was found in what agents sent.',
    lines,
    visit.has('agents') ? visit.link('/agents') : undefined,
  );
}

function busiestTools(visit: Visit, { tools }: Activity, period: Period): Html {
  const lines = tools.slice(0, MOST_LINES).map(({ server, tool, rows }) => {
    const href = visit.link('/events', { server, q: tool, period: period === '24h' ? undefined : period });
    return html`<tr><td><div class="clip"><a class="cover" href="${href}">${shown(server)}</a></div></td><td><code class="clip">${shown(tool)}</code></td><td class="num">${sayCount(rows)}</td></tr>`;
  });
  return smallTable(
    'Busiest tools',
    'No tool was called.',
    lines,
    visit.has('servers') ? visit.link('/servers') : undefined,
  );
}

function smallTable(title: string, none: string, lines: readonly Html[], all: string | undefined): Html {
  const more = all === undefined ? nothing : html`<a class="link" href="${all}">All</a>`;
  const body =
    lines.length === 0
      ? html`<p class="body dim">${none}</p>`
      : html`<table class="table small-table"><tbody>${lines}</tbody></table>`;
  return html`<section class="panel" aria-label="${title}" data-fresh="${title}"><header><h2>${title}</h2>${more}</header>${body}</section>`;
}
