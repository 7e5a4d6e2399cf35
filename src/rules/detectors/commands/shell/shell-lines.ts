import type { Span } from '../../span.ts';
import type { Command } from './command.ts';
import { type CommandText, commandTexts } from './command-texts.ts';
import { handedOn } from './handed-on.ts';
import { shellWords } from './shell-words.ts';

/** The commands of a text, as a shell would run them. */
export type Line = readonly Command[];
type Judge = (line: Line, source: string) => boolean;

/** `ssh host "sh -c 'python3 -c …'"`: how deep a line within a line is read. */
const MAX_DEPTH = 3;

/**
 * Every string of a text in which `judge` sees what it looks for, in it or in a line that it hands on: `sh -c '…'`.
 * @param hint what every text holds that can be one: most are let go by it, before they are split into words
 */
export function inLines(text: string, hint: RegExp, judge: Judge): Span[] {
  const found: Span[] = [];
  if (!hint.test(text)) return found;
  for (const leaf of commandTexts(text)) {
    if (holds(leaf, judge, MAX_DEPTH)) found.push({ start: leaf.start, end: leaf.end });
  }
  return found;
}

/** The same in lines as they are given, without those they hand on. */
export function inOwnLines(
  text: string,
  hint: RegExp,
  judge: (line: Line, source: string, key: string | undefined) => boolean,
): Span[] {
  if (!hint.test(text)) return [];
  return commandTexts(text)
    .filter((leaf) => judge(leaf.line, leaf.text, leaf.key))
    .map(({ start, end }) => ({ start, end }));
}

function holds({ line, text }: Pick<CommandText, 'line' | 'text'>, judge: Judge, depth: number): boolean {
  if (judge(line, text)) return true;
  if (depth === 0) return false;
  const deeper = (inner: string) =>
    inner.length < text.length && holds({ line: shellWords(inner), text: inner }, judge, depth - 1);
  return line.some((_, at) => handedOn(line, at).some(deeper));
}
