import { type Html, html } from '../../html.ts';
import type { Live, Visit } from '../../page.ts';
import { typed } from '../../parts/command.ts';
import { PERIOD_WORDS } from '../../parts/filters.ts';
import { empty } from '../../parts/states.ts';
import { plain } from '../../parts/text.ts';
import { type Asked, askedOf, filterOf, queryOf } from './asked.ts';
import type { Line } from './fold.ts';
import { eventLine, eventRow } from './row.ts';

export function table(visit: Visit, asked: Asked, lines: readonly Line[]): Html {
  if (lines.length === 0) return html`<div data-awaits>${nothingFound(visit, asked)}</div>`;
  const links = rowLinks(visit, asked);
  return html`<div class="pill"><button type="button" data-pill hidden></button></div><table class="table events-table"><thead><tr><th scope="col">Time</th><th scope="col">Server</th><th scope="col">What</th><th scope="col">Status</th></tr></thead><tbody data-rows${asked.before === undefined ? html` data-follows` : ''}>
${lines.map((line) => eventLine(line, links, visit.now, asked.open))}</tbody></table>`;
}

export function rowLinks(visit: Visit, asked: Asked) {
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
      command: typed(visit, 'oktsec wrap cursor'),
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

/** New rows as the list shows them: those that its filters let through, unless it is about rows of before. */
export function following(visit: Visit): Live {
  const asked = askedOf(visit.query);
  const { open } = rowLinks(visit, { ...asked, open: undefined });
  return {
    filter: { ...filterOf(asked, visit), beforeSeq: undefined },
    row: (row, now) => eventRow(row, open(row.seq), now, false),
  };
}
