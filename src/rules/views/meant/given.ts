import { firstOf } from './first-of.ts';
import { isNamed, nameBefore } from './name.ts';
import { type Given, listValue, restOfLine, shellValue, stringValue } from './values.ts';

/** What names stand for that a mark is set before (`$x`, `%x%`), each in the order of the text. */
export type Names = ReadonlyMap<string, readonly Given[]>;

const MOST = 512;
/** Names that a shell sets itself; a prefix that is empty unless somebody packs. */
const OWN = /^(?:IFS|PATH|PS[0-4]|OLDPWD|PWD|LANG|LC_\w{1,16}|TERM|SHELL|USER|HOME|DESTDIR)$/;
/** `set d ~/.ssh`, `setenv D /etc`, `read d <<< /etc`, `printf -v d /etc` */
const SET =
  /(?:^|[\s;&(])(?:set(?: -[a-zA-Z]{1,3}| --[a-z]{5,9})? |setenv |printf -v )([A-Za-z_]\w{0,32}) ([^\s;|&<>()=-][^\s;|&<>()]{0,120})|\bread (?:-\w )?([A-Za-z_]\w{0,32}) <<< ?([^\s;|&<>()]{1,120})/g;
const SETS = ['set ', 'setenv ', '<<<', 'printf -v'];
/** `echo shadow | while read f; do`, `while read f; do …; done <<< shadow` */
const READ =
  /\b(?:echo|printf)(?: "?%s(?:\\n)?"?)? ([\w."'~ /-]{1,120}) \| ?while (?:IFS= ?)?read (?:-r )?([A-Za-z_]\w{0,32})|\bwhile (?:IFS= ?)?read (?:-r )?([A-Za-z_]\w{0,32})\b[^<]{1,300}<<< ?([^\s;|&<>()]{1,80})/g;
const LOOP = /\bfor ([A-Za-z_]\w{0,32}) in ([^;\n()`|&]{1,200}?)\s{0,3}(?:;|\n)/g;
/** `: ${D:=/etc}` */
const DEFAULT = /\$\{([A-Za-z_]\w{0,32}):?=([\w./~-]{1,120})\}/g;
/** `set -- /etc shadow` */
const PLACES = /\bset -- ([^;\n&|]{1,160})/g;
const FUNCTION = /(?<![\w-])(?:function ([A-Za-z_]\w{0,24})(?:\(\))?|([A-Za-z_]\w{0,24})\(\))\s{0,3}\{/g;
const FIRST = /^[1-4]$/;

/** @param wanted the names that something in the text uses */
export function givenIn(text: string, wanted: ReadonlySet<string>): Names {
  const names = new Map<string, Given[]>();
  let count = 0;
  const give = (name: string, at: number, value: string | undefined): void => {
    if (!wanted.has(name) || OWN.test(name) || count >= MOST) return;
    count += 1;
    const known = names.get(name);
    if (known === undefined) names.set(name, [{ at, value }]);
    else known.push({ at, value });
  };
  const firsts = new Uint8Array(128);
  for (const name of wanted) firsts[name.charCodeAt(0)] = 1;
  for (let eq = text.indexOf('='); eq >= 0; eq = text.indexOf('=', eq + 1)) assigned(text, eq, firsts, names, give);
  if (SETS.some((word) => text.includes(word)))
    for (const match of text.matchAll(SET))
      give(match[1] ?? match[3] ?? '', match.index, shellValue(match[2] ?? match[4] ?? '', 0).value);
  if (text.includes('${')) for (const match of text.matchAll(DEFAULT)) give(match[1] ?? '', match.index, match[2]);
  if ([...wanted].some((name) => FIRST.test(name))) placesIn(text, give);
  if (text.includes('while '))
    for (const match of text.matchAll(READ))
      give(match[2] ?? match[3] ?? '', match.index, looped(match[1] ?? match[4] ?? ''));
  if (text.includes(' in '))
    for (const match of text.matchAll(LOOP))
      give(match[1] ?? '', match.index + match[0].length - 2, looped(match[2] ?? ''));
  for (const known of names.values()) known.sort((a, b) => a.at - b.at);
  return names;
}

type Give = (name: string, at: number, value: string | undefined) => void;

/** `x=/etc`, `x+=/y`, `x=(a b)`, `$x = "/etc"`, of a makefile `x := /etc` */
function assigned(text: string, eq: number, firsts: Uint8Array, names: Names, give: Give): void {
  const named = nameBefore(text, eq, firsts);
  if (named === undefined) return;
  const { name, start, tight } = named;
  const before = text[start - 1] ?? '\n';
  const from = eq + 1 + blanks(text, eq + 1);
  if (before === '$') give(name, eq, stringValue(text, from) ?? homeOf(text, from));
  else if (tight && from === eq + 1 && /[\s;&|({`"']/.test(before)) {
    const value = text[from] === '(' ? listValue(text, from) : shellValue(text, from).value;
    if (text[eq - 1] !== '+') give(name, eq, value);
    else {
      const last = names.get(name)?.at(-1)?.value;
      give(name, eq, value === undefined || last === undefined ? undefined : last + value);
    }
  } else if (before === '{' && text[start - 2] === '$') return;
  else if (before === '\n') give(name, eq, restOfLine(text, eq + 1));
  else if (/[\s;({]/.test(before)) give(name, eq, undefined);
}

/** What `$1` and the next stand for: what a script sets, or a function is called with. */
function placesIn(text: string, give: Give): void {
  const placed = (words: string, at: number): void => {
    for (const [index, word] of words.trim().split(/\s+/).slice(0, 4).entries())
      give(String(index + 1), at, shellValue(word, 0).value);
  };
  for (const match of text.matchAll(PLACES)) placed(match[1] ?? '', match.index);
  if (!/\) ?\{|\bfunction /.test(text)) return;
  for (const match of firstOf(text, FUNCTION, 32)) {
    const body = match.index + match[0].length;
    const end = text.indexOf('}', body);
    const name = match[1] ?? match[2] ?? '';
    if (end < 0 || end - body > 400) continue;
    const call = calledWith(text.slice(end + 1, end + 600), name);
    if (call !== undefined) placed(call, body);
    for (const one of ['1', '2', '3', '4']) give(one, end, undefined);
  }
}

function calledWith(text: string, name: string): string | undefined {
  for (let at = text.indexOf(`${name} `); at >= 0; at = text.indexOf(`${name} `, at + 1)) {
    if (isNamed(text.charCodeAt(at - 1))) continue;
    return /^[^\n;&|)]{1,120}/.exec(text.slice(at + name.length + 1))?.[0];
  }
  return undefined;
}

/** The words of a loop: all of them at once, as a list in braces. */
function looped(words: string): string | undefined {
  if (/[$`]/.test(words.replace(/\$\{?HOME\b/g, ''))) return undefined;
  const list = words
    .replace(/["']/g, '')
    .trim()
    .split(/\s+/)
    .filter((word) => word.length < 80);
  return list.length === 1 ? list[0] : `{${list.slice(0, 8).join(',')}}`;
}

function homeOf(text: string, from: number): string | undefined {
  return /^\$(?:HOME|env:USERPROFILE)(?:[\\/][\w.\\/-]{1,80})?(?=\s{0,2}(?:[;\n]|$))/.exec(
    text.slice(from, from + 120),
  )?.[0];
}

function blanks(text: string, from: number): number {
  let at = from;
  while (at - from < 24 && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at - from;
}

/** What a name stands for at a place: what it was given last before it. */
export function valueAt(given: readonly Given[] | undefined, at: number): string | undefined {
  if (given === undefined) return undefined;
  let value: string | undefined;
  for (const one of given) {
    if (one.at >= at) break;
    value = one.value;
  }
  return value;
}
