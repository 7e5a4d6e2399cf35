import { csvCell } from '../../../rows/csv.ts';
import { rowJson } from '../../../rows/json.ts';
import type { AuditRow } from '../../../store/store.ts';
import type { View, Visit } from '../../page.ts';
import { askedOf, filterOf } from './asked.ts';

const MOST_ROWS = 10_000;
const PAGE = 500;

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
function* csvOf(visit: Visit): Generator<string> {
  let head = true;
  for (const row of rowsOf(visit)) {
    const cells = Object.entries(rowJson(row));
    if (head) yield `${cells.map(([name]) => name).join(',')}\r\n`;
    head = false;
    yield `${cells.map(([, value]) => csvCell(value)).join(',')}\r\n`;
  }
}

function* jsonlOf(visit: Visit): Generator<string> {
  for (const row of rowsOf(visit)) yield `${JSON.stringify(rowJson(row))}\n`;
}

/** In pages, so that other pages are made in between. */
function* rowsOf(visit: Visit): Generator<AuditRow> {
  const filter = filterOf(askedOf(visit.query), visit);
  let { beforeSeq } = filter;
  for (let left = MOST_ROWS; left > 0; left -= PAGE) {
    const rows = visit.services.store.list({ ...filter, beforeSeq, limit: Math.min(PAGE, left) });
    yield* rows;
    beforeSeq = rows.at(-1)?.seq;
    if (rows.length < PAGE) return;
  }
}
