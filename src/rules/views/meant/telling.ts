import { isLetter, isWord } from '../bytes.ts';

/** What a text may hold that reads otherwise than it is written, as bits. */
export const NAMES = 1;
/** A call that is given something, which may join it. */
export const CALLS = 2;
/** A string that goes on behind a sign. */
export const CHAINS = 4;
export const LISTS = 8;
export const PIECES = 16;
export const MOVES = 32;
export const FED = 64;
/** A string that a name gets and that leads somewhere. */
export const BARE = 128;
/** A home that code asks for. */
export const HOMES = 256;
/** A form with places for values. */
export const FORMS = 512;
/** Strings of a list joined at one mark. */
export const JOINED = 1_024;
/** A word in quotes that needs none. */
export const ALONE = 2_048;
/** A form of `printf` as a shell has it. */
export const SAID = 4_096;

const FEED = 10;
/** By character: what it may tell of. */
const LOOKED = new Uint16Array(256);
for (const [chars, bits] of [
  ['$', NAMES | PIECES],
  ['%', NAMES | LISTS | SAID],
  ['(', CALLS | HOMES | FORMS | JOINED],
  ['-', MOVES | FED | CALLS],
  ['\\{', PIECES],
  ['d', MOVES],
  ['|', FED],
  ['"\'', CHAINS | BARE | LISTS | PIECES | HOMES | FORMS | ALONE],
  ['\x60', CHAINS | BARE | LISTS | FORMS],
] as const)
  for (const char of chars) LOOKED[char.charCodeAt(0)] = bits;
const SIGNS = new Uint8Array(256);
for (const char of '+/%') SIGNS[char.charCodeAt(0)] = 1;
/** Of which words of a command line are made. */
const WORDS = new Uint8Array(256);
for (let code = 33; code < 127; code += 1) if (/[\w~./$*{}@-]/.test(String.fromCharCode(code))) WORDS[code] = 1;
const ESCAPED = new Uint8Array(256);
for (const char of 'aceghijklmopqxyzf.') ESCAPED[char.charCodeAt(0)] = 1;

/** What may be in a text, told from each character and those beside it: one pass, for most texts hold nothing. @param words its bytes by fours */
export function telling(codes: Uint8Array, words: Int32Array): number {
  let bits = 0;
  const size = codes.length;
  for (let four = 0; four * 4 < size; four += 1) {
    const word = words[four] as number;
    const any =
      (LOOKED[word & 255] as number) |
      (LOOKED[(word >>> 8) & 255] as number) |
      (LOOKED[(word >>> 16) & 255] as number) |
      (LOOKED[word >>> 24] as number);
    if ((any & ~bits) === 0) continue;
    for (let at = four * 4; at < size && at < four * 4 + 4; at += 1) {
      const code = codes[at] as number;
      if (((LOOKED[code] as number) & ~bits) === 0) continue;
      const before = at === 0 ? FEED : (codes[at - 1] as number);
      // The commonest by far: `cd`, `pushd`
      if (code === 100 && before !== 99 && before !== 104) continue;
      bits |= told(codes, at, code, before, at + 1 < size ? (codes[at + 1] as number) : FEED);
    }
  }
  return bits;
}

function told(codes: Uint8Array, at: number, code: number, before: number, next: number): number {
  switch (code) {
    case 36: // $
      return isLetter(next) || next === 123 || next === 40 || next === 64 || next === 42 || (next > 48 && next < 53)
        ? NAMES | (isLetter(before) && (next === 123 || next === 40 || next === 64 || next === 42) ? PIECES : 0)
        : 0;
    case 37: // %
      return isLetter(next) && closes(codes, at + 1, 37) ? NAMES : next === 119 ? LISTS : next === 115 ? SAID : 0;
    case 40: // (
      return called(codes, at, before, next);
    case 45: // -
      return dashed(codes, at, before, next);
    case 92: // \
      return WORDS[before] === 1 && ESCAPED[next] === 1 ? PIECES : 0;
    case 100: // cd, pushd
      return (before === 99 || (before === 104 && codes[at - 2] === 115)) && !isWord(next) && next !== 46 && next !== 58
        ? MOVES
        : 0;
    case 123: // {
      return WORDS[next] === 1 && isList(codes, at + 1) ? PIECES : 0;
    case 124: // |
      return codes[next === 32 ? at + 2 : at + 1] === 120 && codes[next === 32 ? at + 3 : at + 2] === 97 ? FED : 0;
    default:
      return quoted(codes, at, before, next);
  }
}

function called(codes: Uint8Array, at: number, before: number, next: number): number {
  if (!isLetter(before)) return before === 33 && next === 41 ? HOMES : 0;
  // `home()`, `homedir()`, `UserHomeDir()`
  if (next === 41) return endsIn(codes, at, HOME) || endsIn(codes, at, DIR) ? HOMES | CALLS : 0;
  const bits = isLetter(next) || next < 43 || next === 91 || next === 96 ? CALLS : 0;
  if (before === 102 && endsIn(codes, at, PRINTS)) return bits | FORMS;
  const third = codes[at - 2];
  return (before === 110 && third === 105) || (before === 101 && third === 100) ? bits | JOINED : bits;
}

const HOME = [104, 111, 109, 101];
const DIR = [100, 105, 114];
const PRINTS = [115, 112, 114, 105, 110, 116, 102];

/** @param name its letters, small */
function endsIn(codes: Uint8Array, at: number, name: readonly number[]): boolean {
  for (let back = 1; back <= name.length; back += 1)
    if (((codes[at - back] ?? 0) | 32) !== name[name.length - back]) return false;
  return true;
}

/** `-C`, `--chdir`, `--directory`, `-Location`, `-exec`, `Join-Path` */
function dashed(codes: Uint8Array, at: number, before: number, next: number): number {
  const third = codes[at + 2] ?? 0;
  if (before === 32 && (next === 67 || next === 68) && (third === 32 || third === 61)) return MOVES;
  if (next === 45) return before === 32 && (third === 99 || third === 100) && isLetter(codes[at + 3]) ? MOVES : 0;
  if ((next | 32) === 108 && third === 111 && codes[at + 3] === 99) return MOVES;
  if (next === 101 && third === 120 && codes[at + 3] === 101) return FED;
  return (next | 32) === 112 && third === 97 && codes[at + 3] === 116 && before === 110 ? CALLS : 0;
}

function quoted(codes: Uint8Array, at: number, before: number, next: number): number {
  let bits = 0;
  const quote = codes[at] as number;
  const behind = next === 32 ? (codes[at + 2] ?? 10) : next;
  const ahead = before === 32 ? (codes[at - 2] ?? 10) : before;
  // A full stop behind a word begins no string's going on.
  if (behind === 46 || ahead === 46) bits |= isDot(codes, at, before, next) ? CHAINS : 0;
  else if (SIGNS[behind] === 1 || SIGNS[ahead] === 1) bits |= CHAINS;
  if (
    ahead === 61 &&
    (next === 47 || next === 126 || next === 46 || next === 67 || next === 114 || next === 105 || next === 115)
  )
    bits |= BARE;
  if (next === 44) {
    const third = codes[at + 2] === 32 ? codes[at + 3] : codes[at + 2];
    if (third === 34 || third === 39 || third === 91 || third === 38 || third === 10 || third === 123) bits |= LISTS;
  } else if (next === 41 && codes[at + 2] === 46 && codes[at + 3] === 97) bits |= LISTS;
  if (
    behind === 37
      ? isGiven(codes, at + (next === 37 ? 2 : 3))
      : next === 46 && codes[at + 2] === 102 && isGiven(codes, at + 8)
  )
    bits |= FORMS;
  if (next === 126 || (next === 117 && codes[at + 5] === 46)) bits |= HOMES;
  if (quote === 96) return bits;
  // `sha'dow'`, `"$HOME"/x`; an apostrophe has no other one within its word.
  if (
    WORDS[before] === 1 &&
    before !== 123 &&
    WORDS[next] === 1 &&
    (next !== 46 || isLetter(codes[at + 2])) &&
    (closes(codes, at + 1, quote) || opens(codes, at - 1, quote))
  )
    bits |= PIECES;
  else if (
    before === 32 &&
    isEnd(codes, at - 3) &&
    WORDS[next] === 1 &&
    closes(codes, at + 1, quote) &&
    isOfLine(codes, at - 2)
  )
    bits |= ALONE;
  return bits;
}

/** `'a' . 'b'`, `'a'.join(`, `'a'..'b'` */
function isDot(codes: Uint8Array, at: number, before: number, next: number): boolean {
  if (next === 46) return isLetter(codes[at + 2]) || codes[at + 2] === 46 || codes[at + 2] === codes[at];
  if (next === 32 && codes[at + 2] === 46) return codes[at + 3] === 32 || codes[at + 3] === 46;
  const dot = before === 46 ? at - 1 : at - 2;
  return codes[dot] === 46 && (codes[dot - 1] === 32 || codes[dot - 1] === 46 || codes[dot - 1] === codes[at]);
}

function closes(codes: Uint8Array, from: number, quote: number): boolean {
  let at = from;
  while (at - from < 60 && WORDS[codes[at] ?? 0] === 1) at += 1;
  return codes[at] === quote;
}

function opens(codes: Uint8Array, from: number, quote: number): boolean {
  let at = from;
  while (from - at < 60 && WORDS[codes[at] ?? 0] === 1) at -= 1;
  return codes[at] === quote;
}

/** Whether a string begins there, in parentheses or not. */
function isGiven(codes: Uint8Array, from: number): boolean {
  let at = from;
  while (at - from < 3 && (codes[at] === 32 || codes[at] === 40)) at += 1;
  return codes[at] === 34 || codes[at] === 39;
}

/** Programs one of whose words may stand in quotes that it does not need. */
const PROGRAMS: ReadonlySet<string> = new Set(
  'rm systemctl service oktsec usermod adduser docker podman ufw setenforce iptables chmod chown dd find git kubectl pkill crontab auditctl sudo'.split(
    ' ',
  ),
);

const ENDS = new Uint8Array(1_024);
for (const name of [...PROGRAMS, '-f', '-r', 'aG', 'un', 'op', 'le'])
  ENDS[((name.charCodeAt(name.length - 2) & 31) << 5) | (name.charCodeAt(name.length - 1) & 31)] = 1;

/** Whether one of them may end with these two characters, or what stands between it and a word: nearly all words are let go by it. */
function isEnd(codes: Uint8Array, at: number): boolean {
  return ENDS[(((codes[at] ?? 0) & 31) << 5) | ((codes[at + 1] ?? 0) & 31)] === 1;
}

/** Whether the words before a place begin with a program: at a line's beginning, or behind a sign that parts commands. */
function isOfLine(codes: Uint8Array, from: number): boolean {
  let start = from;
  while (start > from - 32 && (codes[start] === 32 || WORDS[codes[start] ?? 0] === 1)) start -= 1;
  const code = codes[start] ?? 10;
  if (code !== 10 && code !== 59 && code !== 38 && code !== 124) return false;
  while (codes[start + 1] === 32) start += 1;
  let end = start + 1;
  while (isLetter(codes[end]) && end - start < 12) end += 1;
  return codes[end] === 32 && PROGRAMS.has(String.fromCharCode(...codes.subarray(start + 1, end)));
}

/** `{a,b}`, no blank in it. */
function isList(codes: Uint8Array, from: number): boolean {
  let list = false;
  for (let at = from; at < from + 80; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 44) list = true;
    else if (code === 125) return list;
    else if (WORDS[code] !== 1) return false;
  }
  return false;
}
