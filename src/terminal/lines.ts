import type { Screen } from './screen.ts';
import { cutTo, widthOf } from './table.ts';

/** The line in at most so many cells; what is too long loses its end and its colours. */
export function withinWidth(screen: Screen, line: string, columns: number): string {
  return widthOf(line) <= columns ? line : cutTo(screen, line, columns);
}

/** Exactly so many lines: cut, or filled up with empty ones. */
export function filled(lines: readonly string[], room: number): string[] {
  return Array.from({ length: room }, (_, at) => lines[at] ?? '');
}

/** Plain text in lines of at most so many cells (eight at least). */
export function wrapped(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const letter of text) {
    const width = widthOf(letter);
    if (used + width > Math.max(8, cells)) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += letter;
    used += width;
  }
  return [...lines, line];
}

/** The text and blanks behind it up to so many cells; longer text is cut. */
export function padded(screen: Screen, text: string, cells: number): string {
  const line = withinWidth(screen, text, cells);
  return line + ' '.repeat(Math.max(0, cells - widthOf(line)));
}
