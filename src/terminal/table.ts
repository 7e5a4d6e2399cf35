import { stripVTControlCharacters } from 'node:util';
import type { Screen } from './screen.ts';

export type Column = {
  readonly title: string;
  /** The one that gives way when the terminal is too narrow, and the one that does next; the others are never cut. */
  readonly cut?: boolean | 'next';
  readonly right?: boolean;
};

const GAP = '  ';
const MOST_PADDED = 80;
const STILL_SAYS = 24;
const STILL_NAMES = 16;

export type Drawn = { readonly text: string; readonly widths: readonly number[] };

/** Rows under their titles, each column as wide as its widest cell; ends in a newline. Cells may be coloured. */
export function table(screen: Screen, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  return asTable(screen, columns, rows).text;
}

/** The same, for a table that goes on: without titles, at least as wide as it was. */
export function asTable(
  screen: Screen,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { titles = true, widths: atLeast = [] }: { readonly titles?: boolean; readonly widths?: readonly number[] } = {},
): Drawn {
  const lines = titles ? [columns.map((column) => column.title), ...rows] : rows;
  const widths = columns.map((_, at) => Math.max(atLeast[at] ?? 0, ...lines.map((line) => widthOf(line[at] ?? ''))));
  narrow(screen, columns, widths);
  return { text: lines.map((line) => `${lineOf(screen, columns, widths, line)}\n`).join(''), widths };
}

function lineOf(
  screen: Screen,
  columns: readonly Column[],
  widths: readonly number[],
  line: readonly string[],
): string {
  const cells = columns.map((column, at) => {
    const width = widths[at] ?? 0;
    const cell = screen.columns === undefined ? (line[at] ?? '') : cutTo(screen, line[at] ?? '', width);
    const padding = ' '.repeat(Math.max(0, width - widthOf(cell)));
    return column.right === true ? padding + cell : cell + padding;
  });
  return cells.join(GAP).trimEnd();
}

/**
 * Takes from the columns that may be cut what the row has too much: from the first as long as it still says something, then from the
 * next, then from the first again down to eight characters. Where no terminal is nothing is cut: a cell that is longer than
 * `MOST_PADDED` moves what stands behind it, and every other row stays as short as it is.
 */
function narrow(screen: Screen, columns: readonly Column[], widths: number[]): void {
  const first = columns.findIndex((column) => column.cut === true);
  if (screen.columns === undefined) {
    if (first >= 0) widths[first] = Math.min(widths[first] ?? 0, MOST_PADDED);
    return;
  }
  const next = columns.findIndex((column) => column.cut === 'next');
  let over = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (columns.length - 1) - screen.columns;
  for (const { at, least } of [
    { at: first, least: STILL_SAYS },
    { at: next, least: STILL_NAMES },
    { at: first, least: 8 },
  ]) {
    const width = widths[at];
    if (width === undefined || over <= 0) continue;
    const taken = Math.min(over, Math.max(0, width - least));
    widths[at] = width - taken;
    over -= taken;
  }
}

/** The text, or its start and an ellipsis in `width` cells. Only plain cells are cut: colour codes would be torn. */
export function cutTo(screen: Screen, text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const plain = stripVTControlCharacters(text);
  let taken = '';
  let used = 0;
  const room = Math.max(0, width - screen.ellipsis.length);
  for (const letter of plain) {
    const cells = widthOf(letter);
    if (used + cells > room) break;
    taken += letter;
    used += cells;
  }
  return taken + screen.ellipsis;
}

/** Cells a text takes on a terminal. */
export function widthOf(text: string): number {
  const plain = stripVTControlCharacters(text);
  if (/^[\x20-\x7e]*$/.test(plain)) return plain.length;
  let cells = 0;
  for (const letter of plain) cells += /\p{M}/u.test(letter) ? 0 : isWide(letter) ? 2 : 1;
  return cells;
}

function isWide(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x1100) return false;
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60]/u.test(
    letter,
  );
}
