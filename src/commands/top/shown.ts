import { DECISIONS } from '../../policy/decisions.ts';
import type { Held } from '../../quarantine/desk.ts';
import type { AuditRow } from '../../store/store.ts';
import type { Top } from './state.ts';
import type { ServerLine } from './view.ts';

export function shownServers({ view, filter }: Top): readonly ServerLine[] {
  const wanted = filter.toLowerCase();
  return view.servers.filter(({ name }) => name.toLowerCase().includes(wanted) || wanted === '');
}

export function shownHeld({ view, filter }: Top): readonly Held[] {
  return view.held.filter(({ row }) => fits(row, filter));
}

/** Newest first; of what came since it was stopped only the number. */
export function shownEvents({ view, filter, findings, stopped }: Top): {
  readonly rows: readonly AuditRow[];
  readonly waiting: number;
} {
  const rows = view.rows.filter((row) => fits(row, filter) && (!findings || worthALook(row)));
  if (stopped === undefined) return { rows, waiting: 0 };
  const kept = rows.filter(({ seq }) => seq <= stopped);
  return { rows: kept, waiting: rows.length - kept.length };
}

/** Until somebody chooses another one it is the first. */
export function chosenServer(top: Top): string | undefined {
  const names = shownServers(top).map(({ name }) => name);
  return names.find((name) => name === top.chosen.servers) ?? names[0];
}

/** While new events come in it is the newest, whatever that is. */
export function chosenEvent(top: Top): number | undefined {
  const { rows } = shownEvents(top);
  return top.stopped === undefined
    ? rows[0]?.seq
    : (rows.find(({ seq }) => seq === top.chosen.events)?.seq ?? rows[0]?.seq);
}

function worthALook(row: AuditRow): boolean {
  return row.findings.length > 0 || DECISIONS[row.decision].action !== 'forward';
}

function fits(row: AuditRow, filter: string): boolean {
  if (filter === '') return true;
  const texts = [row.ref, row.from, row.to, row.method, row.tool, row.note, row.decision, ...row.rules];
  const names = row.findings.map(({ name }) => name);
  return [...texts, ...names].join('\n').toLowerCase().includes(filter.toLowerCase());
}
