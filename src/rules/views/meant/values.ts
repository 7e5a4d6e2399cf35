/** What a name was given, from a place in a text on; undefined where that cannot be told from the text. */
export type Given = { readonly at: number; readonly value: string | undefined };

const LONGEST = 240;
const BLANK = /[ \t]/;
/** What ends a word of a shell. */
const ENDS = /[\s;|&<>()]/;
const SAYS = /^\$\(\s?(echo|printf)(?: -[neE]{1,3})? (?:--? )?([^$`()\n]{1,160}?)\s?\)$/;
const WORDS = /"([^"]{0,120})"|'([^']{0,120})'|([^\s"']{1,120})/g;

/** A word as a shell reads it: quotes taken off, what stands for a value left. Undefined where a command gives it or it is too long. */
export function shellValue(text: string, from: number): { readonly value: string | undefined; readonly end: number } {
  let value = '';
  let at = from;
  let quote = '';
  for (; at < text.length && at - from < LONGEST; at += 1) {
    const char = text[at] as string;
    if (quote === '' && ENDS.test(char)) break;
    if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (quote === '' && char === '\\' && !/^(?:[A-Za-z]:|%\w{1,30}%)/.test(value)) {
      at += 1;
      value += text[at] ?? '';
    } else if (char === '`' || (char === '$' && text[at + 1] === '(' && quote !== "'"))
      return substituted(text, at, from);
    else if (char === '\n') return { value: undefined, end: at };
    else value += char;
  }
  return { value: quote === '' && at - from < LONGEST ? value : undefined, end: at };
}

/** `$(echo rm)` gives what it says. */
function substituted(
  text: string,
  at: number,
  from: number,
): { readonly value: string | undefined; readonly end: number } {
  const close = closing(text, at, text[at] === '`' ? '`' : ')');
  if (close < 0) return { value: undefined, end: at };
  const inner = text.slice(at, close + 1);
  const whole = inner[0] === '`' ? `$(${inner.slice(1, -1)})` : inner;
  const value = at - from <= 1 && ENDS.test(text[close + (at > from ? 2 : 1)] ?? ' ') ? said(whole) : undefined;
  return { value, end: close + 1 };
}

/** Where a mark stands behind a place, as far as a value goes. */
function closing(text: string, from: number, mark: string): number {
  const length = text.slice(from + 1, from + LONGEST).indexOf(mark);
  return length < 0 ? -1 : from + 1 + length;
}

/** What a substitution says that only says something: `$(echo rm)`, `$(printf /etc/%s shadow)`. */
export function said(substitution: string): string | undefined {
  const [, program, rest] = SAYS.exec(substitution) ?? [];
  if (rest === undefined || /[|;&<>]/.test(rest)) return undefined;
  const words = [...rest.matchAll(WORDS)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');
  return program === 'echo' ? words.join(' ') : printed(words);
}

/** What `printf` says, given a form and what goes into it. */
export function printed([form, ...values]: readonly string[]): string {
  let next = 0;
  const text = (form ?? '').replace(/%s/g, () => values[next++] ?? '').replace(/\\n$/, '');
  return text
    .replace(/\\n/g, '\n')
    .replace(/\\x([0-9a-fA-F]{2})|\\([0-7]{3})/g, (_, hex?: string, octal?: string) =>
      String.fromCharCode(Number.parseInt(hex ?? octal ?? '', hex === undefined ? 8 : 16)),
    );
}

/** `(rm -rf /)`, a list as the words that it holds. */
export function listValue(text: string, from: number): string | undefined {
  const close = closing(text, from, ')');
  if (close < 0) return undefined;
  const words = text.slice(from + 1, close).trim();
  return /[$`(]/.test(words.replace(/\$\{?HOME\b/g, '')) ? undefined : words.replace(/["']/g, '').replace(/\s+/g, ' ');
}

/** A string as code writes it. */
export function stringValue(text: string, from: number): string | undefined {
  STRING.lastIndex = from;
  const match = STRING.exec(text);
  return match === null ? undefined : (match[1] ?? match[2] ?? match[3]);
}
const STRING =
  /(?:@|[rbuf]{1,2})?(?:"((?:[^"\\\n]|\\[\w.]){0,200})"|'([^'\n]{0,200})'|\x60([^\x60\\\n]{0,200})\x60)(?=\s{0,4}(?:[;,\n)}&|]|$|#|\/\/))/y;

/** What stands up to the end of a line, as a makefile gives it. */
export function restOfLine(text: string, from: number): string | undefined {
  let start = from;
  while (BLANK.test(text[start] ?? '')) start += 1;
  let end = start;
  while (end < text.length && text[end] !== '\n' && end - start < LONGEST) end += 1;
  const value = text.slice(start, end).replace(/\s*(?:#.*)?$/, '');
  return end - start < LONGEST && !/\\$/.test(value) ? value.replace(/["']/g, '') : undefined;
}

/** A word of a command line without its quotes. */
export function bare(word: string): string {
  return word.replace(/["']/g, '');
}
