import { shown } from '../terminal/screen.ts';

/**
 * RFC 4180, each text in quotes. A cell that a spreadsheet would run as a formula gets an apostrophe before it: an agent
 * chooses tool names, and `=HYPERLINK(…)` in one must not act on whoever opens the export. CSV has no escapes of its own,
 * so characters that a terminal obeys are spelled out.
 */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = shown(typeof value === 'string' ? value : JSON.stringify(value));
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
