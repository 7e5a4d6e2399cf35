import type { SessionSummary, Tally } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Shown, Visit } from '../../page.ts';
import { typed } from '../../parts/command.ts';
import { pager } from '../../parts/filters.ts';
import { pageHead, scrollBox } from '../../parts/head.ts';
import { empty } from '../../parts/states.ts';
import { shown } from '../../parts/text.ts';
import { moment, sayCount, sayDuration, sayMany } from '../../parts/time.ts';
import { tallyOf } from './tally.ts';

const PAGE = 50;

export function listPage(visit: Visit): Shown {
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
    const body = empty({ title: 'Wrap a client, then use it as usual.', command: typed(visit, 'oktsec wrap cursor') });
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
