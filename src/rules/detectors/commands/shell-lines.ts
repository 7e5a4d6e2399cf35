import { leaves } from '../leaves.ts';
import type { Span } from '../span.ts';
import { basename } from './commands.ts';
import { type Command, shellWords } from './shell-words.ts';

/** The commands of a text, as a shell would run them. */
export type Line = readonly Command[];

/**
 * Every string of a text in which `judge` sees what it looks for.
 * @param hint what every text holds that can be one: most are let go by it, before they are split into words
 */
export function inLines(text: string, hint: RegExp, judge: (line: Line, source: string) => boolean): Span[] {
  const found: Span[] = [];
  if (!hint.test(text)) return found;
  for (const leaf of leaves(text)) {
    if (judge(shellWords(leaf.text), leaf.text)) found.push({ start: leaf.start, end: leaf.end });
  }
  return found;
}

/** The program that a command runs, without its path and without what runs it. */
export function programOf(command: Command): string {
  const { words } = command;
  let at = 0;
  while (at < words.length - 1 && isPrefix(words[at]?.value ?? '')) {
    at += 1;
    while (at < words.length - 1 && words[at]?.value.startsWith('-') === true) at += 1;
  }
  return basename(words[at]?.value ?? '').toLowerCase();
}

/** Words that run the next one. */
export function isPrefix(word: string): boolean {
  return (
    /^(?:sudo|env|nohup|exec|command|builtin|time|nice|xargs|doas|setsid|then|do|else|!|\.|\{)$/i.test(word) ||
    /^[A-Za-z_]\w{0,64}=\S{0,512}$/.test(word)
  );
}
