import { readable } from '../../../quarantine/content.ts';
import type { Held } from '../../../quarantine/desk.ts';
import type { AuditRow } from '../../../store/store.ts';
import { sayDuration } from '../../../terminal/durations.ts';
import { wrapped } from '../../../terminal/lines.ts';
import { type Screen, severityWord, shown } from '../../../terminal/screen.ts';

export type Showing = { readonly screen: Screen; readonly now: number; readonly note?: string | undefined };

/** A held message for the person who decides: what it is, what was found, what it says with secrets masked. */
export function heldLines({ item, row, today }: Held, columns: number, { screen, now, note }: Showing): string[] {
  const what = [row.method, item.tool].filter((part) => part !== undefined).map(shown);
  const lines = [
    `${shown(item.ref)}  ${shown(item.from)} ${screen.arrow} ${shown(item.to)}  ${what.join(' ')}`,
    `expires in ${sayDuration(item.expiresAt - now)}, ${row.size} bytes, row ${item.seq}`,
  ];
  if (note !== undefined) lines.push(`note: ${shown(note)}`);
  if (today?.stopped !== undefined) lines.push(screen.style.yellow(`nobody may release it: ${shown(today.stopped)}`));
  lines.push(...findingLines(row, columns, screen), '');
  const content = today === undefined ? undefined : readable(today);
  if (content === undefined) return [...lines, 'what it says is not shown'];
  // Behind a bar: nothing in it can pass for a line of ours.
  lines.push(...content.text.split('\n').flatMap((line) => wrapped(line, columns - 4).map((part) => `  | ${part}`)));
  if (content.left > 0) lines.push(`  | ${content.left} more characters`);
  return lines;
}

/** What was found in a message: rule, redacted excerpt, place; an empty line before each. */
export function findingLines(row: Pick<AuditRow, 'findings'>, columns: number, screen: Screen): string[] {
  return row.findings.flatMap((finding) => [
    '',
    `${severityWord(screen, finding.severity)}  ${shown(finding.rule)}  ${shown(finding.name)}`,
    ...(finding.excerpt === undefined ? [] : wrapped(shown(finding.excerpt), columns - 2).map((line) => `  ${line}`)),
    `  at ${shown(finding.pointer === '' ? '/' : finding.pointer)}, ${shown(finding.view)}`,
  ]);
}
