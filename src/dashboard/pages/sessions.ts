import { DECISIONS } from '../../policy/decisions.ts';
import type { AuditRow, SessionDetail, SessionSummary, Tally } from '../../store/store.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Page, Shown, Visit } from '../page.ts';
import { pager } from '../parts/filters.ts';
import { pageHead, panel, scrollBox } from '../parts/head.ts';
import { type LaneDot, laneLegend, lanes } from '../parts/lanes.ts';
import { outcomeOf, severityMark, statusMark } from '../parts/marks.ts';
import { phraseOf } from '../parts/rows.ts';
import { empty } from '../parts/states.ts';
import { plain, shown } from '../parts/text.ts';
import { moment, sayCount, sayDuration, sayMany } from '../parts/time.ts';

/** What one client did across its servers, in order, and what went from one to another. */
export const sessions: Page = {
  name: 'sessions',
  views: [
    { path: '/sessions', show: listPage },
    { path: '/sessions/:id', show: sessionPage },
  ],
};

const PAGE = 50;
/** Rows of a session that are read at once. */
const MOST_ROWS = 150;
const MOST_LANES = 8;
/** This many clean ones in a row become one line. */
const FOLD = 4;

function listPage(visit: Visit): Shown {
  const { services, query, link, now } = visit;
  const last = Number(query.get('last'));
  const before = query.get('session') ?? '';
  const after = before === '' || !Number.isSafeInteger(last) ? undefined : { last, session: before };
  const found = services.store.sessions({ after, limit: PAGE });
  const withFindings = found.filter(stoppedIn).length;
  const head = pageHead({
    title:
      found.length === 0
        ? 'No session yet'
        : withFindings === 0
          ? 'Nothing was stopped in these sessions'
          : `Something was stopped in ${sayMany(withFindings, 'session')}`,
    line: 'A session is one client process and all the servers that it uses, newest first.',
  });
  if (found.length === 0) {
    const body = empty({ title: 'Wrap a client, then use it as usual.', command: 'oktsec wrap cursor' });
    return { kind: 'page', title: 'Sessions', body: html`${head}<div class="panel">${body}</div>` };
  }
  const lines = found.map(
    (
      one,
    ) => html`<tr><td><a class="link mono" href="${link(`/sessions/${encodeURIComponent(one.session)}`)}" data-row>${shown(one.session)}</a></td>
<td>${agentsOf(one)}</td><td class="nowrap">${moment(one.first, now)}</td><td class="nowrap">${sayDuration(one.last - one.first)}</td>
<td class="num">${sayCount(one.rows)}</td><td>${tallyOf(one)}</td></tr>`,
  );
  const table = html`<table class="table"><thead><tr><th>Session</th><th>Between</th><th>Began</th><th>For</th><th class="num">Messages</th><th>Findings</th></tr></thead><tbody>${lines}</tbody></table>`;
  const end = found.at(-1);
  const older =
    end === undefined || found.length < PAGE ? undefined : link('/sessions', { last: end.last, session: end.session });
  const body = html`${head}<div class="panel">${scrollBox('Sessions', table)}${pager(sayMany(found.length, 'session'), { older })}</div>`;
  return { kind: 'page', title: 'Sessions', body };
}

function agentsOf({ agents }: SessionSummary): Html {
  const names = agents.slice(0, 6).map((name) => html`<span class="tag">${shown(name)}</span>`);
  const more = agents.length - names.length;
  return html`<span class="tags">${names}${more > 0 ? html`<span class="dim">${more} more</span>` : nothing}</span>`;
}

function stoppedIn({ quarantined, blocked, rejected }: Tally): boolean {
  return quarantined + blocked + rejected > 0;
}

function tallyOf(tally: Tally): Html {
  const parts = (['blocked', 'quarantined', 'rejected', 'masked', 'flagged'] as const).flatMap((word) =>
    tally[word] === 0
      ? []
      : [html`<span class="nowrap">${statusMark({ word, would: false })} ${sayCount(tally[word])}</span>`],
  );
  return parts.length === 0 ? html`<span class="dim">none</span>` : html`<span class="tags">${parts}</span>`;
}

function sessionPage(visit: Visit): Shown {
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
  return stopped > 0
    ? `${sayMany(stopped, 'message')} stopped in this session of ${name}`
    : `A clean session of ${name}`;
}

function flowOf({ findings }: AuditRow): AuditRow['findings'][number] | undefined {
  return findings.find(({ rule }) => rule.startsWith('FLOW-'));
}

function flowCard({ link }: Visit, row: AuditRow): Html {
  const found = flowOf(row);
  if (found === undefined) return nothing;
  return html`<section class="panel flow-card" aria-label="Flow of data, row ${row.seq}"><div class="body"><p class="meta">${severityMark(found.severity)}<span class="mono">${shown(found.rule)}</span>${statusMark(outcomeOf(row))}<a class="link" href="${link('/events', { open: row.seq })}">row ${row.seq}</a></p>
<p class="lead">${shown(found.name)}</p>${(found.excerpt ?? '') === '' ? nothing : html`<div class="excerpt">${shown(found.excerpt ?? '')}</div>`}</div></section>`;
}

/** A row of the timeline: one message, or a run of clean ones. */
type Line = { readonly row: AuditRow; readonly folded: readonly AuditRow[] };

function timeline({ link, now }: Visit, session: SessionDetail, rows: readonly AuditRow[]): Html {
  const names = lanesOf(session);
  const lines = linesOf(rows);
  if (lines.length === 0) return empty({ title: 'Nothing of this session is left in the log.' });
  const dots = lines.map(
    ({ row }, at): LaneDot => ({
      lane: laneOf(row, names),
      tone:
        row.decision === 'allow'
          ? 'plain'
          : DECISIONS[row.decision].action === 'forward' || DECISIONS[row.decision].action === 'mask'
            ? 'marked'
            : 'stopped',
      from: sourcesOf(row, names).flatMap((lane) => {
        const source = lines.slice(0, at).findLastIndex((line) => laneOf(line.row, names) === lane);
        return source < 0 ? [] : [{ lane, row: source }];
      }),
    }),
  );
  const items = lines.map(({ row, folded }) => {
    const what =
      folded.length > 0
        ? html`<span class="dim">${sayMany(folded.length + 1, 'message')} with ${shown(peerOf(row))} in ${sayDuration((folded.at(-1)?.time ?? row.time) - row.time)}, all clean</span>`
        : html`<a class="link" href="${link('/events', { open: row.seq })}" data-row><code>${shown(row.tool ?? row.method ?? row.kind)}</code></a> <span class="dim">${shown(peerOf(row))}</span>${row.decision === 'allow' ? nothing : html` ${phraseOf(row)}`}`;
    return html`<li${flowOf(row) === undefined ? '' : html` class="hot"`}><span class="when">${moment(row.time, now)}</span><span class="clip">${what}</span>${folded.length > 0 ? html`<span></span>` : statusMark(outcomeOf(row))}</li>`;
  });
  const legend = html`<div class="body">${laneLegend(names)}</div>`;
  return html`${legend}<div class="timeline">${lanes(names, dots)}<ol>${items}</ol></div>`;
}

/** Of many servers only those where something was found. */
function lanesOf({ peers }: SessionDetail): string[] {
  const found = peers.filter(
    (peer) => peer.flagged + peer.masked + peer.quarantined + peer.blocked + peer.rejected > 0,
  );
  return (peers.length <= MOST_LANES ? peers : found.slice(0, MOST_LANES)).map(({ name }) => name);
}

/** Calls with what came of them; clean answers say nothing more, and clean runs of one server become one line. */
function linesOf(rows: readonly AuditRow[]): Line[] {
  const said = rows.filter(
    ({ decision, side, kind }) => decision !== 'allow' || !(side === 'server' && kind === 'response'),
  );
  const lines: Line[] = [];
  for (let at = 0; at < said.length; ) {
    const row = said[at] as AuditRow;
    let end = at + 1;
    while (row.decision === 'allow' && said[end]?.decision === 'allow' && peerOf(said[end] as AuditRow) === peerOf(row))
      end += 1;
    if (end - at >= FOLD) {
      lines.push({ row, folded: said.slice(at + 1, end) });
      at = end;
    } else {
      lines.push({ row, folded: [] });
      at += 1;
    }
  }
  return lines;
}

function peerOf({ side, from, to }: AuditRow): string {
  return side === 'server' ? from : to;
}

function laneOf(row: AuditRow, names: readonly string[]): number | undefined {
  const at = names.indexOf(peerOf(row));
  return at < 0 ? undefined : at;
}

/** The lanes that a finding of a flow names beside its own. */
function sourcesOf(row: AuditRow, names: readonly string[]): number[] {
  const found = flowOf(row);
  if (found === undefined) return [];
  const words = found.name.split(/\s+/);
  return names.flatMap((name, at) =>
    name !== peerOf(row) && words.some((word) => word.startsWith(`${name}:`)) ? [at] : [],
  );
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
