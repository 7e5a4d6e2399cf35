import { lateExpression } from '../../machine-code.ts';
import type { Edit } from './draft.ts';
import { firstOf } from './first-of.ts';
import { bare } from './values.ts';

const WORDS = String.raw`(?:"[^"$\x60\n|]{1,80}"|'[^'\n|]{1,80}'|[^\s|;&<>()"'\x60$]{1,80})`;
/** What goes into a pipe word by word: what is said, listed, or found. */
const SOURCE = String.raw`\b(?<source>echo|printf|ls|locate|find)(?<given>(?:[ \t]{1,3}${WORDS}){1,12})`;
const FILTER = String.raw`[ \t]{0,3}\|[ \t]{0,3}(?:(?:e|f)?grep(?: -\w{1,3})? (?<filter>${WORDS})|(?:sort|uniq|head|tail|tr)(?: [^|;\n]{0,24})?)`;
const FED = lateExpression(
  () =>
    String.raw`${SOURCE}(?:${FILTER})?[ \t]{0,3}\|[ \t]{0,3}xargs(?<options>(?:[ \t]{1,3}-(?:I[ ]?\S{1,3}|i|[nPLd] ?\S{1,8}|[0rtx]{1,3}|-[\w=-]{3,20})){0,4})(?<command>(?:[ \t]{1,3}[^\s|;&<>()]{1,80}){1,12})`,
  'g',
);
const EXECUTED = lateExpression(
  () =>
    String.raw`\bfind(?<given>(?:[ \t]{1,3}(?:${WORDS}|\$HOME(?:\/[\w./-]{1,40})?)){1,12}?)[ \t]{1,3}-(?:exec|ok)(?:dir)?[ \t]{1,3}(?<command>[^\n;|&]{1,120}?)[ \t]{1,3}(?:\\?;|\+)`,
  'g',
);
const MOST = 32;

/** Commands that are handed what others say or find, with that in its place: `find ~/.ssh -type f -exec cat {} +`, `echo shadow | xargs -I% cat /etc/%`. */
export function fedIn(text: string): Edit[] {
  const found: Edit[] = [];
  for (const match of firstOf(text, FED(), MOST)) {
    const { source, given, filter, options, command } = match.groups ?? {};
    const words = handed(source ?? '', wordsOf(given ?? ''), filter === undefined ? undefined : bare(filter));
    if (words === '' || command === undefined) continue;
    const end = match.index + match[0].length;
    const mark = /-(?:I ?(\S{1,3})|i)/.exec(options ?? '');
    if (mark === null) found.push({ start: end, end, piece: ` ${words}` });
    else {
      const place = mark[1] ?? '{}';
      if (!command.includes(place)) continue;
      found.push({ start: end - command.length, end, piece: command.replaceAll(place, words) });
    }
  }
  for (const match of firstOf(text, EXECUTED(), MOST)) {
    const { given, command } = match.groups ?? {};
    const words = handed('find', wordsOf(given ?? ''), undefined);
    const at = match.index + match[0].lastIndexOf(command ?? '');
    const place = (command ?? '').indexOf('{}');
    if (words !== '' && place >= 0) found.push({ start: at + place, end: at + place + 2, piece: words });
  }
  return found.sort((a, b) => a.start - b.start);
}

function handed(source: string, words: readonly string[], filter: string | undefined): string {
  if (source === 'find') return foundBy(words, filter);
  const own = words.filter((word) => !/^-\w{1,4}$|^%s(?:\\n)?$/.test(word) || source === 'echo');
  if (source === 'locate') return own.map((name) => placeOf('', name)).join(' ');
  if (source === 'ls') return own.filter((word) => /[*?~]|\/./.test(word)).join(' ');
  return own.join(' ');
}

/** What a search finds: all in its folder, or what has a name. A search for what has none of some names finds too much to say. */
function foundBy(words: readonly string[], filter: string | undefined): string {
  const [folder = '.'] = words.filter((word) => !/^-[HLP]$/.test(word));
  if (folder.startsWith('-') || words.includes('!') || words.includes('-not')) return '';
  const named = words.findIndex((word) => /^-i?name$/.test(word));
  const name = filter ?? (named < 0 ? undefined : words[named + 1]);
  const base = folder.replace(/\/$/, '');
  return name === undefined ? `${base}/*` : placeOf(base, name, words.join(' '));
}

/** Where files of a name lie, wherever the search begins. */
function placeOf(folder: string, name: string, search = ''): string {
  const inside = folder.split('/').at(-1) ?? '';
  if (/^\*?id_/.test(name) && inside !== '.ssh') return `${folder}/.ssh/${name}`;
  if (name === 'credentials' && search.includes('aws') && inside !== '.aws') return `${folder}/.aws/${name}`;
  if (/^g?shadow$/.test(name)) return `/etc/${name}`;
  return `${folder}/${name}`;
}

function wordsOf(given: string): string[] {
  return [...given.matchAll(WORD)].map(([word]) => bare(word)).flatMap((word) => word.split(' '));
}
const WORD = /"[^"\n]{1,80}"|'[^'\n]{1,80}'|[^\s"']{1,80}/g;
