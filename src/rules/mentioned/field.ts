import { isFieldStart } from '../learned/shapes.ts';
import { bytesOf } from '../text-bytes.ts';

/** So many citations one after the other are looked through, and so far back. */
const LISTED = 8;
const ROW = 600;

/** Whether a mark begins a field of a record, and not words of prose: `(“…”)`, nor one in a row: `such as "…", "…" and "…"`. */
export function isField(text: string, at: number): boolean {
  const first = firstOfRow(text, at);
  if (isLogged(text, first)) return false;
  if (/[a-z,;.] \($/i.test(text.slice(Math.max(0, first - 3), first))) return false;
  return isFieldStart(bytesOf(text), first);
}

/** What a program writes down of something it refused: `2025-06-01T10:02:11Z WARN guard blocked rule=… text="…"`. */
function isLogged(text: string, at: number): boolean {
  if (text[at - 1] !== '=') return false;
  const before = text.slice(Math.max(0, at - ROW), at);
  return LOGGED.test(before.slice(before.lastIndexOf('\n') + 1));
}

const LOGGED =
  /^\s{0,8}(?:[A-Za-z]{3} \d|\[?\d{4}-\d\d-\d\d).{8,200}\b(?:blocked|denied|flagged|rejected|refused|dropped)\b/;

/** Where a row of citations in the same marks begins that a mark goes on. */
function firstOfRow(text: string, at: number): number {
  const from = Math.max(0, at - ROW);
  const row = text.slice(from, at + 1);
  const line = row.lastIndexOf('\n');
  let first = at - from;
  for (
    let turn = 0;
    turn < LISTED && /[^\s[{(:=]["'] ?, (?:and |or )?$/.test(row.slice(0, first).slice(-10));
    turn += 1
  ) {
    const mark = row[first] as string;
    const opened = row.lastIndexOf(mark, row.lastIndexOf(mark, first - 1) - 1);
    if (opened <= line) break;
    first = opened;
  }
  return from + first;
}
