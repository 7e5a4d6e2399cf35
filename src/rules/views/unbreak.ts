import { lateExpression } from '../machine-code.ts';
import { MapBuilder, type Mapped } from './collapse.ts';

/** One folder of a path, neither this one nor the one above. */
const STEP = String.raw`(?!\.{1,2}/)[\w.@-]{1,40}`;

/** How far the next line of strings put together is indented at most. */
const DEEP = 24;

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

/** 1 for the characters that may begin a break. */
export const BREAKER: Uint8Array = table("*<~`+$(=\n'/");

/** Whether a break may begin at one of two characters that follow each other, as far as the two of them tell. */
export function pairBreaks(first: number, second: number): boolean {
  return (isBreaker(second) && canFollow(first, second)) || (isBreaker(first) && canPrecede(first, second));
}

function isBreaker(code: number): boolean {
  return BREAKER[code] === 1;
}

/** Whether a break may begin at `code` behind `before`. */
function canFollow(before: number, code: number): boolean {
  if (code === 42) return before === 47 || isLetter(before);
  if (code === 47) return endsStep(before);
  if (code === 60 || code === 126 || code === 96 || code === 39) return isLetter(before);
  if (code === 40) return (before | 32) === 114 || (before | 32) === 110;
  return true;
}

/** Whether a break may begin at `code` before `after`. */
function canPrecede(code: number, after: number): boolean {
  if (code === 60) return isLetter(after) || after === 47 || after === 33;
  if (code === 47) return after === 47 || after === 46;
  if (code === 126 || code === 39) return after === code;
  if (code === 96) return isLetter(after) || after === code;
  if (code === 36) return after === 123 || (after | 32) === 105;
  if (code === 61) return after === 63 || isHex(after);
  return true;
}

/** Whether a line feed between two characters may: nearly all of them do not, and there are many. */
export function mayBreakLine(before: number, after: number): boolean {
  return ((LINE[before] as number) & ENDS) !== 0 || ((LINE[after] as number) & BEGINS) !== 0;
}

const ENDS = 1;
const BEGINS = 2;
const LINE = new Uint8Array(256);
for (const char of '-\\\rr="\'') LINE[char.charCodeAt(0)] = ENDS;
for (const char of '>#*|/;%012345') LINE[char.charCodeAt(0)] = BEGINS;

/** Whether what stands at `at` may break up a phrase. */
export function breaksAt(codes: Uint8Array, at: number): boolean {
  const code = codes[at] as number;
  const before = codes[at - 1] ?? 0;
  const after = codes[at + 1] ?? 0;
  switch (code) {
    case 10:
      return lineBreaks(codes, at);
    case 47:
      return stepsInVain(codes, at);
    case 42:
      return before === 47
        ? isLetter(codes[at - 2]) && commentEnds(codes, at + 1)
        : isLetter(before) && (isLetter(after) || after === 42);
    case 60:
      return isLetter(before) && tagEnds(codes, at);
    case 126:
      return after === 126 && isLetter(before);
    case 96:
    case 39:
      return isLetter(before) && ((code === 96 && isLetter(after)) || (after === code && isLetter(codes[at + 2])));
    case 43:
      return isSeam(codes, at) || isPlusForm(codes, at) || isShifted(codes, at);
    case 36:
      return isName(codes, after === 123 ? at + 2 : at + 1, 'ifs');
    case 40:
      return (
        isName(codes, at - 3, 'chr') ||
        isName(codes, at - 4, 'char') ||
        (isName(codes, at - 5, '.join') && !isName(codes, at - 9, 'path'))
      );
    case 61:
      return (
        (after === 63 && isWord(codes[at + 2])) ||
        (isHex(after) && isHex(codes[at + 2]) && codes[at + 3] === 61 && isHex(codes[at + 4]) && codes[at + 6] === 61)
      );
    default:
      return false;
  }
}

/** `a//b`, `a/./b`, `a/x/../b`: not the two of an address, nor the one above a folder that is not named. */
function stepsInVain(codes: Uint8Array, at: number): boolean {
  if (!endsStep(codes[at - 1] ?? 0)) return false;
  const after = codes[at + 1];
  if (after === 47) return isWord(codes[at + 2]) || codes[at + 2] === 46 || codes[at + 2] === 47;
  if (after !== 46) return false;
  return codes[at + 2] === 47 || (codes[at + 2] === 46 && codes[at + 3] === 47 && codes[at - 1] !== 46);
}

function endsStep(code: number): boolean {
  return isWord(code) || code === 46 || code === 126 || code === 125 || code === 45;
}

/** A hyphen or a backslash before the line feed, or the same prefix on this line as on the next, both short. */
function lineBreaks(codes: Uint8Array, at: number): boolean {
  const next = at + 1;
  let last = at - 1;
  if (codes[last] === 13) last -= 1;
  else if (codes[last] === 114 && codes[last - 1] === 92) last -= 2;
  const before = codes[last];
  if (before === 45) return isLetter(codes[last - 1]) && isLetter(codes[next]);
  if (before === 92) return true;
  if (before === 61) return endsSoftly(codes, last);
  if (before === 34 || before === 39) return goesOnIn(codes, next, before);
  const prefix = codes[next] ?? 0;
  if (prefix >= 48 && prefix <= 53) return isTime(codes, next);
  if (prefix === 62) return true;
  if (prefix !== 35 && prefix !== 42 && prefix !== 124 && prefix !== 47 && prefix !== 59 && prefix !== 37) return false;
  // Comments of a word or two each, three lines of them
  for (let lines = 0, ahead = next; lines < 2; lines += 1) {
    let end = ahead;
    while (end - ahead < 24 && end < codes.length && codes[end] !== 10) end += 1;
    if (codes[end] !== 10 || codes[end + 1] !== prefix || end - ahead < 3) return false;
    ahead = end + 1;
  }
  return true;
}

/** Whether the next line is indented and begins with another string of the same quotes: many languages take the two for one. */
function goesOnIn(codes: Uint8Array, next: number, quote: number): boolean {
  if (codes[next] !== 32 && codes[next] !== 9) return false;
  let at = next + 1;
  while (at - next < DEEP && (codes[at] === 32 || codes[at] === 9)) at += 1;
  return codes[at] === quote;
}

/** `=` at the end of a line as long as those of mail, and no indentation behind it. */
function endsSoftly(codes: Uint8Array, at: number): boolean {
  const next = codes[at + 1] === 13 ? at + 3 : at + 2;
  if (!isWord(codes[next]) && codes[next] !== 61) return false;
  let start = at;
  while (start > 0 && at - start < 78 && codes[start - 1] !== 10) start -= 1;
  return at - start >= 60 && at - start < 78;
}

/** `00:01:10,000 -->`, `01:10.000 -->`: when a subtitle is shown. */
function isTime(codes: Uint8Array, at: number): boolean {
  if (codes[at + 2] !== 58) return false;
  const arrow = codes[at + 5] === 58 ? at + 13 : at + 10;
  return codes[arrow] === 45 && codes[arrow + 1] === 45 && codes[arrow + 2] === 62;
}

/** Where blanks and line ends end, as far as strings put together are apart. */
function skipped(codes: Uint8Array, from: number): number {
  let at = from;
  while (at - from < DEEP && (codes[at] === 32 || codes[at] === 10)) at += 1;
  return at;
}

/** `x/*…*\/y`: a word again behind the comment; a pattern of paths has none. */
function commentEnds(codes: Uint8Array, from: number): boolean {
  let end = from;
  while (end < from + 41 && end < codes.length && codes[end] !== 42) end += 1;
  return codes[end] === 42 && codes[end + 1] === 47 && isWord(codes[end + 2]);
}

/** `x</b>y`, `x<b></b>y`: letters again behind the tags. */
function tagEnds(codes: Uint8Array, at: number): boolean {
  let end = at;
  for (let tags = 0; tags < 4 && codes[end] === 60; tags += 1) {
    const first = codes[end + 1] ?? 0;
    if (!isLetter(first) && first !== 47 && first !== 33) return false;
    const limit = end + 64;
    while (end < limit && codes[end] !== 62 && end < codes.length) end += 1;
    if (codes[end] !== 62) return false;
    end += 1;
  }
  return isLetter(codes[end]);
}

/** A quote on either side: `"ig" + "nore"`. */
function isSeam(codes: Uint8Array, at: number): boolean {
  let left = at - 1;
  while (at - left < DEEP && (codes[left] === 32 || codes[left] === 10)) left -= 1;
  if (!isQuote(codes[left])) return false;
  const right = codes[skipped(codes, at + 1)];
  return isQuote(right) || right === 92;
}

/** `a+b+c`: blanks as forms write them. Base64 has capitals and digits between its signs. */
function isPlusForm(codes: Uint8Array, at: number): boolean {
  if (!isWord(codes[at - 1]) && !isLoose(codes[at - 1] ?? 0)) return false;
  let start = at + 1;
  let small = false;
  let capital = false;
  let words = 0;
  for (let ahead = start; ahead < at + 40; ahead += 1) {
    const code = codes[ahead] ?? 0;
    if (code === 43) {
      if ((small && capital) || ahead === start || ahead - start > 30) return false;
      words += 1;
      if (words === 2) return true;
      start = ahead + 1;
      small = false;
      capital = false;
    } else if (code === 37) {
      if (!isHex(codes[ahead + 1]) || !isHex(codes[ahead + 2])) return false;
      ahead += 2;
    } else if (code >= 65 && code <= 90) capital ||= ahead > start;
    else if (code >= 97 && code <= 122) small = true;
    else if (!isLoose(code)) return words === 1;
  }
  return false;
}

/** Digits and what stands in addresses and command lines; base64 has capitals beside its digits and slashes. */
function isLoose(code: number): boolean {
  return (code >= 44 && code <= 58) || code === 95 || code === 124 || code === 38 || code === 62;
}

/** `+AEkA`: UTF-16 in base64. */
function isShifted(codes: Uint8Array, at: number): boolean {
  return codes[at + 1] === 65 && (codes[at + 2] ?? 0) >= 65 && (codes[at + 2] ?? 0) <= 68 && isWord(codes[at + 3]);
}

function isName(codes: Uint8Array, at: number, name: string): boolean {
  if (((codes[at + name.length - 1] ?? 0) | 32) !== (name.charCodeAt(name.length - 1) | 32)) return false;
  for (let index = 0; index < name.length; index += 1)
    if (((codes[at + index] ?? 0) | 32) !== (name.charCodeAt(index) | 32)) return false;
  return true;
}

function isQuote(code: number | undefined): boolean {
  return code === 34 || code === 39 || code === 96;
}

function isLetter(code: number | undefined): boolean {
  const letter = (code ?? 0) | 32;
  return letter >= 97 && letter <= 122;
}

function isWord(code: number | undefined): boolean {
  return isLetter(code) || isHex(code) || code === 95;
}

function isHex(code: number | undefined): boolean {
  const one = code ?? 0;
  return (one >= 48 && one <= 57) || (one >= 65 && one <= 70);
}

function table(set: string): Uint8Array {
  const members = new Uint8Array(256);
  for (const char of set) members[char.charCodeAt(0)] = 1;
  return members;
}
