import { MapBuilder, type Mapped } from './collapse.ts';

/** Percent, `\x`, `\u` and HTML escapes, each one character or one byte of UTF-8. */
const ESCAPE =
  /%u[0-9a-f]{4}|%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3}|%[0-9a-f]{2}|\\x[c-f][0-9a-f](?:\\x[89ab][0-9a-f]){1,3}|\\{1,4}x[0-9a-f]{2}|\\{1,4}u\{[0-9a-f]{1,6}\}|\\{1,4}u[0-9a-f]{4}|\\{1,4}U[0-9a-f]{8}|&#x0{0,8}[0-9a-f]{1,6};?|&#0{0,8}[0-9]{1,7};?|&[a-z]{2,8};/gi;
/** `&#x00000000` with six digits and its end. */
export const LONGEST_ESCAPE = 18;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['tab', '\t'],
  ['newline', '\n'],
  ['period', '.'],
  ['colon', ':'],
  ['comma', ','],
  ['sol', '/'],
  ['bsol', '\\'],
  ['lowbar', '_'],
  ['hyphen', '-'],
  ['dash', '-'],
  ['equals', '='],
  ['commat', '@'],
  ['dollar', '$'],
  ['percnt', '%'],
  ['lpar', '('],
  ['rpar', ')'],
  ['excl', '!'],
  ['num', '#'],
  ['quest', '?'],
  ['ast', '*'],
  ['plus', '+'],
  ['semi', ';'],
  ['vert', '|'],
  ['grave', '`'],
  ['hat', '^'],
  ['lsqb', '['],
  ['rsqb', ']'],
  ['lcub', '{'],
  ['rcub', '}'],
  ['ensp', ' '],
  ['emsp', ' '],
  ['thinsp', ' '],
  ['shy', ''],
  ['zwj', ''],
  ['zwnj', ''],
]);

/** Whether a character that begins one stands anywhere from `from` on. */
export function mayEscape(text: string, from: number): boolean {
  return text.indexOf('%', from) >= 0 || text.indexOf('&', from) >= 0 || text.indexOf('\\', from) >= 0;
}

/** Where an escape begins, for `from` … `to`. */
export function escapesIn(text: string, from: number, to: number): number[] {
  const found: number[] = [];
  ESCAPE.lastIndex = from;
  for (let match = ESCAPE.exec(text); match !== null && match.index < to; match = ESCAPE.exec(text))
    found.push(match.index);
  return found;
}

/** Where the escape ends that begins at `at`. */
export function escapeEnd(text: string, at: number): number {
  ESCAPE.lastIndex = at;
  return at + (ESCAPE.exec(text)?.[0].length ?? 0);
}

/** The text with its escapes resolved once; undefined when there is none. */
export function resolveEscapes(text: string): Mapped | undefined {
  const out = new MapBuilder();
  let at = 0;
  let any = false;
  // A search that stopped before the end of its text left it there.
  ESCAPE.lastIndex = 0;
  for (const match of text.matchAll(ESCAPE)) {
    const char = resolve(match[0]);
    if (char === undefined) continue;
    any = true;
    out.copy(text, at, match.index);
    out.add(char, match.index);
    at = match.index + match[0].length;
  }
  if (!any) return undefined;
  out.copy(text, at, text.length);
  return out.done(text.length);
}

function resolve(written: string): string | undefined {
  if (written[0] === '&' && written[1] !== '#') return NAMED.get(written.slice(1, -1).toLowerCase());
  // A character of several bytes
  if (written.length >= 6 && (written.lastIndexOf('%') > 0 || written.lastIndexOf('\\x') > 1)) return utf8(written);
  const digits = written.replace(/^(?:%u|%|\\{1,4}[xu]|&#x|&#)\{?/i, '').replace(/[;}]$/, '');
  const decimal = written[1] === '#' && !/x/i.test(written[2] ?? '');
  const point = Number.parseInt(digits, decimal ? 10 : 16);
  if (!(point >= 0 && point <= 0x10ffff)) return undefined;
  return String.fromCodePoint(point);
}

const decoder = new TextDecoder();

function utf8(written: string): string {
  return decoder.decode(Uint8Array.from(written.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16)));
}
