import { csvCell } from '../../row-csv.ts';
import { rowJson } from '../../row-json.ts';
import type { View, Visit } from '../page.ts';
import { askedOf, filterOf } from './asked.ts';

const MOST_ROWS = 10_000;

/** The rows that the list's filters let through, the newest ten thousand; all of them: `oktsec logs export`. */
export function exportView(form: 'csv' | 'jsonl'): View {
  return {
    path: `/events/export.${form}`,
    show: (visit) => ({
      kind: 'file',
      name: `oktsec-events.${form}`,
      type: form === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
      text: form === 'csv' ? csvOf(visit) : jsonlOf(visit),
    }),
  };
}

/** Spreadsheets run what begins like a formula; `csvCell` prevents it [160]. */
function csvOf(visit: Visit): string {
  const rows = rowsOf(visit).map((row) => Object.entries(rowJson(row)));
  const [first = []] = rows;
  const head = first.map(([name]) => name).join(',');
  return `${[head, ...rows.map((cells) => cells.map(([, value]) => csvCell(value)).join(','))].join('\r\n')}\r\n`;
}

function jsonlOf(visit: Visit): string {
  return rowsOf(visit)
    .map((row) => `${JSON.stringify(rowJson(row))}\n`)
    .join('');
}

function rowsOf(visit: Visit) {
  return visit.services.store.list({ ...filterOf(askedOf(visit.query), visit), limit: MOST_ROWS });
}
