import { type Html, html } from '../../html.ts';
import type { Shown, Visit } from '../../page.ts';
import { code } from '../../parts/command.ts';
import { PERIOD_WORDS, type Period, periodOf, periodStart } from '../../parts/filters.ts';
import { panel } from '../../parts/head.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

export function exportPanel(visit: Visit): Html {
  const lines = (Object.keys(PERIOD_WORDS) as Period[]).map(
    (period) =>
      html`<li><span>${PERIOD_WORDS[period]}</span> <a class="btn" href="${visit.link('/settings/export/log.csv', { period })}">CSV</a> <a class="btn" href="${visit.link('/settings/export/log.json', { period })}">JSON</a></li>`,
  );
  return panel(
    'Take the log away',
    html`<div class="body"><ul class="plain-list">${lines}</ul><p class="dim">Rows as ${code(visit, 'oktsec logs export')} writes them: no text of messages, findings with redacted excerpts. In CSV no cell is a formula.</p></div>`,
  );
}

/** The rows of a period as a file, sent as they are read. */
export function exported(visit: Visit): Shown {
  const format = visit.path.file === 'log.csv' ? 'csv' : visit.path.file === 'log.json' ? 'json' : undefined;
  if (format === undefined) return { kind: 'missing', what: 'There is no such export.' };
  const period = periodOf(visit.query);
  const day = new Date(visit.now / 1000).toISOString().slice(0, 10);
  return {
    kind: 'file',
    name: `oktsec-${period}-until-${day}.${format}`,
    type: TYPES[format],
    text: visit.services.exported(format, periodStart(period, visit.now)),
  };
}
