import type { AuditRow } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import { icon } from '../../parts/icons.ts';
import { outcomeOf, severityShape, statusMark } from '../../parts/marks.ts';
import { plain, shown } from '../../parts/text.ts';
import { moment, sayDuration } from '../../parts/time.ts';
import type { Line } from './fold.ts';
import { nameOf, otherSide, sayingOf, worstFinding } from './words.ts';

export type RowLinks = {
  /** Where a row's details are. */
  open(seq: number): string;
  /** The list with a folded run in full. */
  unfold(seq: number): string;
};

/** One line of the list. `current`: its details are open. */
export function eventLine(line: Line, links: RowLinks, now: number, current: number | undefined): Html {
  return line.kind === 'row'
    ? eventRow(line.row, links.open(line.row.seq), now, line.row.seq === current)
    : foldedRows(line, links.unfold(line.first.seq));
}

export function eventRow(row: AuditRow, href: string, now: number, current: boolean): Html {
  const saying = sayingOf(row);
  const worst = worstFinding(row);
  const hot = saying === undefined ? '' : 'hot';
  const what =
    saying === undefined
      ? html`<code>${shown(nameOf(row))}</code>${row.note === undefined ? nothing : html`<span class="dim clip">${shown(row.note)}</span>`}`
      : html`${worst === undefined ? nothing : severityShape(worst.severity)}<span class="say clip">${shown(saying)}</span><code class="dim clip">${shown(nameOf(row))}</code>`;
  return html`<tr class="${hot}" id="e${row.seq}" data-seq="${row.seq}"${current ? html` aria-current="true"` : ''}><td class="time"><a class="cover" data-row href="${href}">${moment(row.time, now)}<span class="sr">, event ${row.seq}, ${plain(saying ?? nameOf(row))}</span></a></td><td class="who">${routeMark(row)}</td><td class="what"><div>${what}</div></td><td class="state">${statusMark(outcomeOf(row))}</td></tr>
`;
}

/** Which way it went, and to or from which server. */
export function routeMark(row: AuditRow): Html {
  const { name, toward } = otherSide(row);
  return html`<span class="route">${icon(toward ? 'right' : 'left', 12)}<span class="sr">${toward ? 'to' : 'from'} </span><span>${shown(name)}</span></span>`;
}

function foldedRows({ first, rows, micros }: Extract<Line, { kind: 'folded' }>, href: string): Html {
  const said = `${rows} more in ${sayDuration(micros)}, all clean`;
  return html`<tr class="folded"><td class="time"><a class="cover" data-row href="${href}">${icon('more', 14)}<span class="sr">Unfold ${said}</span></a></td><td class="who">${routeMark(first)}</td><td class="what"><div><code>${shown(nameOf(first))}</code><span class="dim clip">${said}</span></div></td><td class="state">${statusMark(outcomeOf(first))}</td></tr>
`;
}
