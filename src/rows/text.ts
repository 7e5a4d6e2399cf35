import type { AuditRow } from '../store/store.ts';
import { jsonText } from '../terminal/print.ts';
import { csvCell } from './csv.ts';
import { rowJson } from './json.ts';

/** Rows as one JSON array, a piece for each: a log of millions is never held whole. */
export function* rowsAsJson(rows: Iterable<AuditRow>): Generator<string> {
  let before = '[';
  for (const row of rows) {
    yield `${before}\n${jsonText(rowJson(row))}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

/** Rows as CSV with a line of titles, safe to open in a spreadsheet [160]. */
export function* rowsAsCsv(rows: Iterable<AuditRow>): Generator<string> {
  let titled = false;
  for (const row of rows) {
    const cells = Object.entries(rowJson(row));
    if (!titled) yield `${cells.map(([name]) => name).join(',')}\r\n`;
    titled = true;
    yield `${cells.map(([, value]) => csvCell(value)).join(',')}\r\n`;
  }
}
