import { rowJson } from '../../../rows/json.ts';
import type { AuditRow } from '../../../store/store.ts';
import { html } from '../../html.ts';
import type { Shown, Visit } from '../../page.ts';
import { pageHead } from '../../parts/head.ts';
import { plain } from '../../parts/text.ts';
import { detail } from './detail.ts';
import { titleOf } from './words.ts';

/** One event alone, to be shared. */
export function one(visit: Visit): Shown {
  const row = rowOf(visit, visit.path.seq ?? '');
  if (row === undefined) return { kind: 'missing', what: `The log has no row ${plain(visit.path.seq ?? '')}.` };
  const title = `Event ${row.seq}`;
  const all = html`<a class="link" href="${visit.link('/events', { open: row.seq })}">Among the others</a>`;
  const body = html`${pageHead({ title, line: plain(titleOf(row)), tools: all })}<div class="alone">${detail(visit, row, jsonOf(row), undefined)}</div>`;
  return { kind: 'page', title, body };
}

/** The same as a reader of JSON has it. */
export function asJson(visit: Visit): Shown {
  const name = (visit.path.file ?? '').replace(/\.json$/, '');
  const row = rowOf(visit, name);
  return row === undefined
    ? { kind: 'missing', what: `The log has no row ${name}.` }
    : { kind: 'json', value: rowJson(row) };
}

function rowOf({ services }: Visit, name: string): AuditRow | undefined {
  const row = services.store.get(name);
  return row === 'ambiguous' ? undefined : row;
}

export function jsonOf(row: AuditRow): string {
  return JSON.stringify(rowJson(row), undefined, 2);
}
