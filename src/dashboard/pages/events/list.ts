import type { AuditRow } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Shown, Visit } from '../../page.ts';
import { PERIOD_WORDS, pager } from '../../parts/filters.ts';
import { pageHead } from '../../parts/head.ts';
import { shown } from '../../parts/text.ts';
import { sayCount, sayMany } from '../../parts/time.ts';
import { type Asked, askedOf, filterOf, namedRow, queryOf, tabCounts } from './asked.ts';
import { detail } from './detail.ts';
import { filters, tabLinks } from './filters.ts';
import { fold, type Line } from './fold.ts';
import { jsonOf } from './one.ts';
import { rowLinks, table } from './table.ts';

const MOST_LINES = 50;
/** Read at once: a run of clean rows is one line. */
const MOST_ROWS = 200;

export function list(visit: Visit): Shown {
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
