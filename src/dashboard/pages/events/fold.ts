import type { AuditRow } from '../../../store/store.ts';
import { nameOf, otherSide } from './words.ts';

/** A run this long or longer is told in one line; its newest row stands before it. */
const SHORTEST_RUN = 4;

export type Line =
  | { readonly kind: 'row'; readonly row: AuditRow }
  /** So many clean rows in a row like the one above; `first` is the newest of them. */
  | {
      readonly kind: 'folded';
      readonly first: AuditRow;
      readonly rows: number;
      readonly micros: number;
      readonly last: number;
    };

/**
 * Folds runs of clean rows about one tool of one server, calls and answers alike, so that what is not clean stands out.
 * @param rows newest first
 * @param most lines at most
 * @param unfold the newest folded row of a run that is shown in full
 * @returns the lines, and the sequence number before which the list goes on
 */
export function fold(
  rows: readonly AuditRow[],
  most: number,
  unfold: number | undefined,
): { readonly lines: readonly Line[]; readonly next: number | undefined } {
  const lines: Line[] = [];
  let at = 0;
  while (at < rows.length && lines.length < most) {
    const row = rows[at]!;
    lines.push({ kind: 'row', row });
    at += 1;
    let end = at;
    while (end < rows.length && isLike(rows[end]!, row)) end += 1;
    const first = rows[at];
    if (first === undefined || end - at < SHORTEST_RUN - 1 || lines.length >= most) continue;
    if (first.seq === unfold) {
      for (; at < end; at += 1) lines.push({ kind: 'row', row: rows[at]! });
      continue;
    }
    const last = rows[end - 1]!;
    lines.push({ kind: 'folded', first, rows: end - at, micros: first.time - last.time, last: last.seq });
    at = end;
  }
  return { lines, next: rows[at - 1]?.seq };
}

function isLike(row: AuditRow, other: AuditRow): boolean {
  return (
    isClean(row) &&
    isClean(other) &&
    nameOf(row) === nameOf(other) &&
    otherSide(row).name === otherSide(other).name &&
    row.session === other.session
  );
}

function isClean(row: AuditRow): boolean {
  return row.decision === 'allow' && row.findings.length === 0 && row.kind !== 'event' && row.note === undefined;
}
