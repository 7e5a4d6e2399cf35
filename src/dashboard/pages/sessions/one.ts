import type { AuditRow, SessionDetail } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Shown, Visit } from '../../page.ts';
import { pager } from '../../parts/filters.ts';
import { pageHead, panel, scrollBox } from '../../parts/head.ts';
import { outcomeOf, severityMark, statusMark } from '../../parts/marks.ts';
import { plain, shown } from '../../parts/text.ts';
import { moment, sayCount, sayDuration, sayMany } from '../../parts/time.ts';
import { tallyOf } from './tally.ts';
import { flowOf, timeline } from './timeline.ts';

/** Rows of a session that are read at once. */
const MOST_ROWS = 150;

export function sessionPage(visit: Visit): Shown {
  const { services, path, query, link, now } = visit;
  const id = path.id ?? '';
  const session = services.store.session(id);
  if (session === undefined) return { kind: 'missing', what: `No session is called ${plain(id.slice(0, 40))}.` };
  const before = Number(query.get('before'));
  const beforeSeq = Number.isSafeInteger(before) && before > 0 ? before : undefined;
  const rows = services.store.list({ session: id, messages: true, limit: MOST_ROWS, beforeSeq }).toReversed();
  const flow = rows.findLast((row) => flowOf(row) !== undefined);
  const head = pageHead({
    title: titleOf(session, flow),
    line: html`<a class="link" href="${link('/sessions')}">Sessions</a> / <span class="mono">${shown(id)}</span>: from ${moment(session.first, now)}, for ${sayDuration(session.last - session.first)}; ${sayMany(session.rows, 'message')} with ${sayMany(session.peers.length, 'server')}.`,
    tools: html`<a class="btn" href="${link('/events', { session: id })}">Events</a>`,
  });
  const flows = rows.filter((row) => flowOf(row) !== undefined).slice(-3);
  const older =
    rows.length < MOST_ROWS ? undefined : link(`/sessions/${encodeURIComponent(id)}`, { before: rows[0]?.seq });
  const foot = pager(`${sayMany(rows.length, 'row')}, clean runs folded`, { older });
  return {
    kind: 'page',
    title: 'Session',
    body: html`${head}${flows.map((row) => flowCard(visit, row))}${panel('Timeline', html`${timeline(visit, session, rows)}${foot}`)}${servers(visit, session)}`,
  };
}

function titleOf(session: SessionDetail, flow: AuditRow | undefined): string {
  if (flow !== undefined)
    return `${flow.action === 'forward' ? 'Data went' : 'Data was'} on its way from one server to another`;
  const stopped = session.blocked + session.quarantined + session.rejected;
  const name = plain(session.agents[0] ?? session.session);
  if (stopped > 0) return `${sayMany(stopped, 'message')} stopped in this session of ${name}`;
  return session.flagged + session.masked > 0
    ? `Nothing was stopped in this session of ${name}`
    : `A clean session of ${name}`;
}

function flowCard({ link }: Visit, row: AuditRow): Html {
  const found = flowOf(row);
  if (found === undefined) return nothing;
  return html`<section class="panel flow-card" aria-label="Flow of data, row ${row.seq}"><div class="body"><p class="meta">${severityMark(found.severity)}<span class="mono">${shown(found.rule)}</span>${statusMark(outcomeOf(row))}<a class="link" href="${link('/events', { open: row.seq })}">row ${row.seq}</a></p>
<p class="lead">${shown(found.name)}</p>${(found.excerpt ?? '') === '' ? nothing : html`<div class="excerpt">${shown(found.excerpt ?? '')}</div>`}</div></section>`;
}

function servers({ link }: Visit, { peers }: SessionDetail): Html {
  const lines = peers.map(
    (peer) =>
      html`<tr><td><a class="link" href="${link(`/servers/${encodeURIComponent(peer.name)}`)}">${shown(peer.name)}</a></td><td class="num">${sayCount(peer.rows)}</td><td>${peer.tools
        .slice(0, 5)
        .map(
          ({ name, rows }, at) => html`${at > 0 ? ', ' : ''}<code>${shown(name)}</code> ${sayCount(rows)}`,
        )}</td><td>${tallyOf(peer)}</td></tr>`,
  );
  const table = html`<table class="table"><thead><tr><th>Server</th><th class="num">Messages</th><th>Tools</th><th>Findings</th></tr></thead><tbody>${lines}</tbody></table>`;
  return panel('Servers in it', scrollBox('Servers of this session', table));
}
