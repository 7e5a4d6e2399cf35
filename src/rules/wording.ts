/**
 * The source of a regular expression, written over as many lines as it takes to be read: line breaks, and what indents the lines behind
 * them, are no part of it. The build leaves them out.
 */
export function wording(lines: TemplateStringsArray, ...parts: readonly string[]): string {
  return String.raw({ raw: lines.raw.map(inOneLine) }, ...parts);
}

/** What a template says between two of its parts, in one line. */
export function inOneLine(lines: string): string {
  return lines.replaceAll(/\n\s*/g, '');
}

/** The words of a list that is written over several lines, blanks between them. */
export function wordList(words: string): string[] {
  return words.trim().split(/\s+/);
}
