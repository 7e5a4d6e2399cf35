import { MapBuilder, type Mapped } from './collapse.ts';

/** What a character behind a backslash stands for in a string of JSON and of most languages. */
const STANDS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', ' '],
  ['f', '\n'],
  ['"', '"'],
  ["'", "'"],
  ['/', '/'],
  ['\\', '\\'],
]);

/**
 * Whether a text begins as JSON does.
 * @param again its strings were read already: then only where one of them begins like that, code in them has escapes of its own
 */
export function isData(text: string, again: boolean): boolean {
  return again ? /["']\s{0,8}[[{]\s{0,8}["'[{]/.test(text) : /^\s{0,64}[[{"]/.test(text);
}

/**
 * Where line ends stand in `from` … `to` that were written out: `{"content":"first\nsecond"}` is how most tools return a file. In JSON all of
 * them hide how the text reads, elsewhere those in the midst of a string: code has most of its own at their ends.
 */
export function writtenIn(text: string, from: number, to: number, data: boolean): number[] {
  const found: number[] = [];
  for (let at = text.indexOf('\\', from); at >= 0 && at < to; at = text.indexOf('\\', at + 2)) {
    // Of a string within a string the backslash is written out too.
    if (endsLine(text[at + 1] === '\\' ? text[at + 2] : text[at + 1]) && (data || isAmong(text, at))) found.push(at);
  }
  return found;
}

/** Where the line end stops that is written out at `at`. */
export function writtenEnd(text: string, at: number): number {
  return at + (text[at + 1] === '\\' ? 3 : 2);
}

function endsLine(char: string | undefined): boolean {
  return char === 'n' || char === 'r';
}

/** Whether a line end that is written out stands between other characters of its string. */
function isAmong(text: string, at: number): boolean {
  let start = at;
  while (text[start - 2] === '\\' && start > at - FAR) start -= 2;
  let end = at + 2;
  while (text[end] === '\\' && STANDS.has(text[end + 1] ?? '') && end < at + FAR) end += 2;
  return isOfString(text[start - 1]) && (end >= at + FAR || isOfString(text[end]));
}

function isOfString(char: string | undefined): boolean {
  return char !== undefined && !ENDS.includes(char);
}
/** Of a row of them so much is looked at. */
const FAR = 16;
const ENDS = '"\'`\n\r\\[]()/|';

/** The text with what stands in its strings as it reads there. Strings that are the lines of one text, as a notebook has them, are one. */
export function unwritten(text: string): Mapped {
  const out = new MapBuilder();
  let kept = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
    const char = STANDS.get(text[at + 1] ?? '');
    if (char === undefined) continue;
    out.copy(text, kept, at);
    out.add(char, at);
    kept = char === '\n' ? lineEnd(text, at + 2) : at + 2;
  }
  out.copy(text, kept, text.length);
  return out.done(text.length);
}

/** Where the next line goes on, when each is a string of its own: `"first\n", "second"`. */
function lineEnd(text: string, at: number): number {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return at;
  NEXT_LINE.lastIndex = at;
  const between = NEXT_LINE.exec(text)?.[0];
  return between?.at(-1) === quote ? at + between.length : at;
}

const NEXT_LINE = /["'],\s{0,32}["']/y;
