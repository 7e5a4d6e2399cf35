import { lateExpression } from '../machine-code.ts';
import { DEEP } from './bytes.ts';
import { MapBuilder, type Mapped } from './collapse.ts';

/** One folder of a path, neither this one nor the one above. */
const STEP = String.raw`(?!\.{1,2}/)[\w.@-]{1,40}`;

/**
 * What stands between the pieces of a phrase without being read: line ends with a hyphen or a backslash, prefixes of
 * quoted lines, times between subtitles, empty comments, tags and emphasis within words, the seams of strings put together, shell
 * separators, steps of a path that lead nowhere.
 */
const BREAKS = [
  String.raw`(?<=[A-Za-z])-\r?\n[ \t>*#/|]{0,8}(?=[A-Za-z])`,
  String.raw`([ \t]{0,8}\\\r?\n[ \t]{0,16}`,
  String.raw`\r?\n[ \t]{0,8}(?:>[> \t]{0,8}|(?:[#|*;]|//|--|%)[ \t])`,
  String.raw`\$(?:\{IFS\}|IFS)(?:\$\d)?`,
  String.raw`(?<=[\w.,;:'"%&|>)-])\+(?=[\w"'(%/.$&|<>-]))`,
  String.raw`(?<=\w)(?:/\*[^*\n]{0,40}\*/|<!--[^<>]{0,40}-->|(?:</?[a-z][^<>\n]{0,60}>){1,4}|''|""|\(\)|\{\})(?=\w)`,
  String.raw`(?<=\w)(?:\*{1,3}|~~|\x60|__)|(?:\*{1,3}|~~|\x60|__)(?=\w)`,
  String.raw`(?<=[\w.~}-])(?:(?:/\.?){1,16}(?=/)|(?:/${STEP}){3}(?:/\.\.){3}(?=/)|(?:/${STEP}){2}(?:/\.\.){2}(?=/)|/${STEP}/\.\.(?=/))`,
  String.raw`\\?["'\x60]\s{0,${DEEP}}(?:[+.&]\s{0,${DEEP}}\\?["'\x60]|\\?\n\s{0,${DEEP}}["'\x60])`,
  String.raw`(\r?\n)\s{0,6}(?:\d{1,6}\r?\n)?(?:\d\d:)?\d\d:\d\d[.,]\d{3} -->[^\n]{9,99}\n`,
];
/** Looking at the character first lets all others go at once: half the time in ordinary text. */
const BREAK = lateExpression(() => String.raw`(?=[-\\\r\n$+/<'"({*~\x60_]|[ \t]{1,8}\\)(?:${BREAKS.join('|')})`, 'gi');
/** Between the strings of a list that is joined. */
const SEAM = /\\?["'`]\s{0,3},\s{0,3}\\?["'`]/g;
const JOINED = /\.join\(|\b(?:implode|concat|join)\s?\(/;
const CODED =
  /\b(?:chr|char|unichr|fromcharcode|fromcodepoint)\s?\(\s?(0x[0-9a-f]{2}|\d{2,3})\s?\)(?:\s{0,2}(?:[+.&,]|\|\|)\s{0,2}(?=(?:\w{1,10}\.)?(?:chr|char|unichr|from)))?/gi;
/** A character or a line's end as mail has them: `=E2=80=A6`. */
const QUOTED =
  /=\r?\n|=[CD][0-9A-F]=[89AB][0-9A-F]|=E[0-9A-F](?:=[89AB][0-9A-F]){2}|=F[0-7](?:=[89AB][0-9A-F]){3}|=[0-9A-F]{2}/g;
/** Lines of mail are cut at 76 characters; code behind `=` is indented. */
const SOFT_END = /(?<=[^\n]{60})=\r?\n(?=\S)/;
const WORDS = /=\?[\w-]{3,20}\?q\?([^?\s]{1,200})\?=\s?/gi;
const UTF7 = /\+([A-Za-z0-9+/]{3,400})-?/g;

/** The text without what breaks phrases up. */
export function unbreak(text: string): Mapped {
  const joined = JOINED.test(text);
  const cuts: { readonly start: number; readonly end: number; readonly piece: string }[] = [];
  const cut = (regex: RegExp, pieceOf: (match: RegExpExecArray) => string): void => {
    regex.lastIndex = 0;
    for (let match = regex.exec(text); match !== null; match = regex.exec(text))
      cuts.push({ start: match.index, end: regex.lastIndex, piece: pieceOf(match) });
  };
  cut(BREAK(), (match) => ((match[1] ?? match[2]) === undefined ? '' : ' '));
  if (joined) cut(SEAM, () => '');
  cut(CODED, (match) => String.fromCharCode(Number(match[1])));
  if (/(?:=[0-9A-F]{2}){3}/.test(text) || SOFT_END.test(text))
    cut(QUOTED, ({ 0: match, index }) => {
      if (match.endsWith('\n')) return isPadding(text.slice(Math.max(0, index - LONGEST), index)) ? match : '';
      return unquoted(match);
    });
  cut(WORDS, (match) => (match[1] ?? '').replace(/_/g, ' ').replace(QUOTED, (one) => unquoted(one)));
  if (/\+A[A-D][A-Za-z0-9+/]{2,400}-/.test(text)) cut(UTF7, (match) => wide(match[1] ?? ''));
  cuts.sort((a, b) => a.start - b.start || b.end - a.end);
  const out = new MapBuilder();
  let at = 0;
  for (const { start, end, piece } of cuts) {
    if (start < at) continue;
    out.copy(text, at, start);
    out.add(piece, start);
    at = end;
  }
  out.copy(text, at, text.length);
  return out.done(text.length);
}

/** The digests of a lock file end in `=` too: base64 that begins within its line and is whole by it. A mail's own begins the line. */
function isPadding(before: string): boolean {
  const run = /[^\w+/=\r\n]([A-Za-z0-9+/]{20,})$/.exec(before)?.[1];
  return run !== undefined && run.length % 4 === 3;
}
/** As long as a line of mail. */
const LONGEST = 78;

function unquoted(written: string): string {
  const bytes = written.split('=').slice(1);
  const codes = bytes.map((byte) => Number.parseInt(byte, 16));
  return bytes.length === 1 ? String.fromCharCode(codes[0] as number) : utf8.decode(Uint8Array.from(codes));
}
const utf8 = new TextDecoder();

/** Base64 of UTF-16, as UTF-7 has it. */
function wide(run: string): string {
  let text = '';
  let bits = 0;
  let have = 0;
  for (const char of run) {
    bits = ((bits << 6) | ALPHABET.indexOf(char)) & 0x3fffff;
    have += 6;
    if (have < 16) continue;
    have -= 16;
    text += String.fromCharCode((bits >> have) & 0xffff);
  }
  return text;
}
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** How far around a break a phrase is read: one that is broken up has them all along. */
export const NEAR = 224;
