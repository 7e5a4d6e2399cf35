import { lateExpression } from '../machine-code.ts';
import { MapBuilder, type Mapped } from './collapse.ts';

/** What stands before a line: not part of what it says. */
export type Prefix = { readonly start: number; readonly end: number };

const PATH = String.raw`[\w@.\/\\+~-]{0,120}[.\/][\w@.\/\\+~-]{1,120}`;
const LEVEL = '(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
/** Numbers of lines, hits of a search, lines of logs: by the way each is written. */
const KINDS = [
  // `docs/guide.md:12:`, `docs/guide.md-12-`
  String.raw`${PATH}(?::\d{1,7}:(?:\d{1,5}:)?|-\d{1,7}-) ?`,
  // `docs/guide.md:`
  String.raw`${PATH}: ?`,
  // `2026-03-04T10:22:11Z INFO [worker] `, `[10:22:11] `
  String.raw`\[?(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d[\d.,Z+:-]{0,16}\]?[ \t]{1,4}(?:(?:\[[^\]\n]{1,40}\]|\(?${LEVEL}\)?:?|${LEVEL.toLowerCase()}:?|[\w.\/-]{1,40}\[\d{1,7}\]:|[\w.\/-]{1,40} -|-|\|)[ \t]{1,4}){0,5}`,
  // `Mar  4 10:22:11 host program[12]: `
  String.raw`${MONTH} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,60} [\w.\/-]{1,60}(?:\[\d{1,7}\])?: `,
  // `web_1  | `
  String.raw`[\w.-]{1,40} {0,20}\| `,
  // What a difference adds
  String.raw`\+(?!\+\+ )`,
  // `   12<tab>`, `12→`, `12 | `, `12: `, `12-`
  String.raw`[ \t]{0,8}\d{1,7}(?:\t|\u2192| ?\| ?|[:-] ?)`,
  // `3f9a1c2b (Ann Lee 2026-03-04 10:22:11 +0100 12) `: who wrote a line, and when
  String.raw`\^?[0-9a-f]{6,40} (?:[\w.\/-]{1,80} {1,8})?\([^()\n]{1,60} \d{4}-\d\d-\d\d[^()\n]{0,20} \d{1,7}\) ?`,
];
const PREFIX = lateExpression(() => KINDS.map((kind) => `(${kind})`).join('|'), 'y');
/** Those whose words have to be the same on the line before or behind. */
const SAME: ReadonlySet<number> = new Set([1, 4]);
/** One line of it is enough: hits of a search stand alone. */
const ALONE = 0;
/** Of which the next one counts on. */
const NUMBERED = 6;

type Line = { readonly start: number; readonly end: number; readonly kind: number; readonly text: string };

/** The prefixes of lines of which two or more in a row have one of the same kind, ascending. @param codes of the text */
export function prefixesIn(text: string, codes: Uint8Array, from: number, to: number): Prefix[] {
  const found: Prefix[] = [];
  let before: Line | undefined;
  let told = false;
  let start = from === 0 ? 0 : codes.lastIndexOf(FEED, from - 1) + 1;
  for (; start < to; ) {
    const line = lineAt(text, codes, start);
    if (line !== undefined && line.kind === ALONE) found.push(line);
    else if (line !== undefined && before !== undefined && isLike(before, line)) {
      if (!told) found.push(before);
      told = true;
      found.push(line);
    } else told = false;
    before = line;
    const feed = codes.indexOf(FEED, start);
    if (feed < 0) break;
    start = feed + 1;
  }
  return found;
}

/** Each of these left out. @param offset of `text` in the one that they stand in */
export function withoutPrefixes(text: string, prefixes: readonly Prefix[], offset: number): Mapped {
  const builder = new MapBuilder();
  let kept = 0;
  for (const { start, end } of prefixes) {
    if (end <= offset || start >= offset + text.length) continue;
    builder.copy(text, kept, Math.max(0, start - offset));
    kept = Math.min(text.length, end - offset);
  }
  builder.copy(text, kept, text.length);
  return builder.done(text.length);
}

function lineAt(text: string, codes: Uint8Array, start: number): Line | undefined {
  if (!mayBegin(codes, start)) return undefined;
  const prefix = PREFIX();
  prefix.lastIndex = start;
  const match = prefix.exec(text);
  if (match === null) return undefined;
  const kind = match.findIndex((group, at) => at > 0 && group !== undefined) - 1;
  return { start, end: start + match[0].length, kind, text: match[0] };
}

function isLike(before: Line, line: Line): boolean {
  if (before.kind !== line.kind) return false;
  if (SAME.has(line.kind)) return before.text === line.text;
  return line.kind !== NUMBERED || Number.parseInt(line.text, 10) > Number.parseInt(before.text, 10);
}

/** Whether a line begins with something that a prefix may: most lines do not, and an expression costs more. */
function mayBegin(codes: Uint8Array, start: number): boolean {
  const first = codes[start] as number;
  if (first === PLUS || first === OPEN || first === CARET) return true;
  let at = start;
  while (at < start + 8 && (codes[at] === BLANK || codes[at] === TAB)) at += 1;
  const code = codes[at] as number;
  if (isDigit(code)) return true;
  if (at > start || NAME[first] === 0) return false;
  // A path or a name, and what ends it
  for (; at < start + LONGEST && NAME[codes[at] ?? 0] === 1; at += 1)
    if (codes[at] === DASH && isDigit(codes[at + 1])) return true;
  const end = codes[at] as number;
  if (end === COLON) return true;
  if (end !== BLANK) return false;
  let next = at + 1;
  while (next < at + 20 && codes[next] === BLANK) next += 1;
  const behind = codes[next] as number;
  return behind === BAR || behind === PAREN || (at === start + 3 && isDigit(behind));
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 57;
}

const FEED = 10;
const TAB = 9;
const BLANK = 32;
const PLUS = 43;
const DASH = 45;
const COLON = 58;
const OPEN = 91;
const PAREN = 40;
const CARET = 94;
const BAR = 124;
const LONGEST = 240;
const NAME = new Uint8Array(256);
for (let code = 48; code < 123; code += 1) NAME[code] = /[\w@/\\]/.test(String.fromCharCode(code)) ? 1 : 0;
for (const char of './+~-') NAME[char.charCodeAt(0)] = 1;
