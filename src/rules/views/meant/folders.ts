import { lateExpression } from '../../machine-code.ts';
import type { Edit } from './draft.ts';
import { firstOf } from './first-of.ts';
import { bare } from './values.ts';

const WORD = String.raw`"[^"\n]{1,120}"|'[^'\n]{1,120}'|[^\s;|&<>()"'\x60]{1,120}`;
/** `cd ~/.ssh &&`: it goes for what comes behind it. */
const MOVE = lateExpression(
  () =>
    String.raw`(?<=^|[\s;&|({\x60"'])(?:cd|pushd|chdir|[Ss]et-[Ll]ocation|[Pp]ush-[Ll]ocation|sl)(?:[ \t]{1,3}(?:--[ \t]|\/d[ \t]|-[LP][ \t])?(${WORD}))?[ \t]{0,3}(?:>[ \t]?\/dev\/null[ \t]{0,3}|&>[ \t]?\/dev\/null[ \t]{0,3}|2>[ \t]?\/dev\/null[ \t]{0,3}){0,2}(?:\|\|[^;\n&|]{1,60})?(?=&&|;|\n|&|$)`,
  'g',
);
/** `env -C ~/.ssh`: it goes for the command alone. */
const ELSEWHERE = lateExpression(
  () =>
    String.raw`(?<=^|[\s;&|({\x60"'])(tar|bsdtar|env|git|make|sudo)[ \t](?:[^\n;|&]{0,60}[ \t])?(?:-C|--directory|--chdir|-D)[ =]?(${WORD})(?=[ \t])`,
  'g',
);
/** `os.chdir('/etc')` */
const CODE = /\b[Cc]hdir\(\s?(["'])([^"'\n]{1,120})\1\s?\)/g;
const OPENED =
  /\b(?:open|File\.(?:read|open)|readFile(?:Sync)?|ReadFile|readfile|read_text|rmtree|rmSync|remove|unlink|RemoveAll|rm_rf)\(\s?(["'])(?=[\w.*])/g;
/** Folders in which something stands that rules know. */
const KNOWN =
  /^(?:~|\/$|\$HOME|\$\{HOME\}|\/(?:etc|root|home|Users|var|usr|dev|proc|run|boot|lib|bin|sbin|opt|srv|sys|Library)(?:\/|$)|%USERPROFILE%|%APPDATA%|[A-Za-z]:[\\/]|\$env:)|\/\.\w/;
/** Programs whose arguments are files. */
const READS =
  /^(?:cat|tac|nl|head|tail|less|more|bat|base64|base32|xxd|od|hexdump|strings|tar|zip|gzip|7z|curl|scp|rsync|openssl|cp|mv|ln|dd|sed|sort|rm|shred|unlink|truncate|chmod|chown|mkfs(?:\.\w{2,6})?|wipefs|tee|type|gc|get-content|copy|copy-item|remove-item|rmdir|rd|del|vim?|nano|source|sqlite3?|python3?|node|perl|gpg|find|diff|touch|install)$/i;
const PREFIX =
  /^(?:sudo|doas|exec|command|nohup|time|env|then|do|else|\{|!|-\w{1,2}|--\w{3,12}|[A-Za-z_]\w{0,30}=\S{0,80})$/;
const FILE = /^(?![-+~/$%{\\!#=]|\w{1,8}:[\\/]|[A-Za-z0-9.-]{1,60}@)[\w.*?@,{}[\]/\\-]{1,120}$/;
const OPTIONS = /^(?:[a-zA-Z]{1,6}|[0-7]{3,4}|[augo]{0,4}[+=-][rwxXst]{1,6})$/;
/** As far as a folder goes for commands behind it. */
const FAR = 800;
const MOST = 64;

/** Names of files, with the folder that a command is run in before them. */
export function foldersIn(text: string): Edit[] {
  const found: Edit[] = [];
  const moves = firstOf(text, MOVE(), MOST);
  let folder: string | undefined;
  for (const [at, move] of moves.entries()) {
    const start = move.index + move[0].length;
    const end = Math.min(text.length, start + FAR, moves[at + 1]?.index ?? text.length);
    const last = moves[at - 1];
    const near = last !== undefined && move.index - last.index < FAR;
    folder = movedTo(near ? folder : undefined, move[1]);
    if (folder === undefined || !KNOWN.test(folder)) continue;
    const scope = endOfScope(text, start, end);
    found.push(...filesIn(text, start, scope, folder), ...openedIn(text, start, scope, folder));
  }
  for (const match of firstOf(text, ELSEWHERE(), MOST)) {
    const from = match.index + match[0].length;
    const to = untilEnd(text, from);
    const own = bare(match[2] ?? '');
    if (!KNOWN.test(own)) continue;
    const program = match[1] ?? '';
    if (program === 'tar' || program === 'bsdtar' || program === 'git') found.push(...wordsIn(text, from, to, own));
    else found.push(...filesIn(text, from, to, own));
  }
  for (const match of firstOf(text, CODE, MOST)) {
    const from = match.index + match[0].length;
    const own = match[2] ?? '';
    if (!KNOWN.test(own)) continue;
    found.push(...openedIn(text, from, from + FAR, own));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** What code opens by its name alone. */
function openedIn(text: string, from: number, to: number, folder: string): Edit[] {
  return [...text.slice(from, to).matchAll(OPENED)].map(({ index, 0: whole }) => {
    const at = from + index + whole.length;
    return { start: at, end: at, piece: withSlash(folder) };
  });
}

function movedTo(before: string | undefined, word: string | undefined): string | undefined {
  const to = bare(word ?? '~');
  if (to === '-' || to === '') return undefined;
  if (/^(?:[~/$%]|[A-Za-z]:)/.test(to)) return to;
  if (to === '.') return before;
  return before === undefined || to.startsWith('..') ? undefined : withSlash(before) + to;
}

/** Where what a folder goes for ends: the parenthesis that encloses the `cd` closes, or another one takes it back. */
function endOfScope(text: string, from: number, to: number): number {
  let deep = 0;
  for (let at = from; at < to; at += 1) {
    const char = text[at];
    if (char === '(') deep += 1;
    else if (char === ')') {
      deep -= 1;
      if (deep < 0) return at;
    } else if (char === 'p' && text.startsWith('popd', at)) return at;
  }
  return to;
}

function untilEnd(text: string, from: number): number {
  const length = text.slice(from, from + FAR).search(/[\n;|&)]/);
  return length < 0 ? Math.min(text.length, from + FAR) : from + length;
}

/** The files of every command in a stretch that reads or writes some. */
function filesIn(text: string, from: number, to: number, folder: string): Edit[] {
  const found: Edit[] = [];
  for (let start = from; start < to; ) {
    COMMAND.lastIndex = start;
    const command = COMMAND.exec(text)?.[0] ?? '';
    const end = Math.min(to, start + command.length);
    const words = [...text.slice(start, end).matchAll(WORDS)];
    let at = 0;
    while (at < words.length - 1 && PREFIX.test(words[at]?.[0] ?? ''))
      at += /^-[ug]$/.test(words[at]?.[0] ?? '') ? 2 : 1;
    const program = (words[at]?.[0] ?? '').replace(/^.*\//, '');
    const reads = READS.test(program);
    for (const [index, word] of words.entries()) {
      const before = words[index - 1]?.[0] ?? '';
      const redirected = /^\d?(?:<|>>?)$/.test(before) || /^\d?(?:<|>>?)[\w.]/.test(word[0]);
      if (!redirected && (!reads || index <= at)) continue;
      // `tar cz`, `chmod 600`: no file
      if (index === at + 1 && OPTIONS.test(word[0]) && /^(?:tar|chmod)$/.test(program)) continue;
      const edit = placed(word[0], start + word.index, folder);
      if (edit !== undefined) found.push(edit);
    }
    start = end + 1;
  }
  return found;
}
const COMMAND = /[^\n;|&]*/y;
const WORDS = /"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s"']+/g;

function wordsIn(text: string, from: number, to: number, folder: string): Edit[] {
  const found: Edit[] = [];
  for (const word of text.slice(from, to).matchAll(WORDS)) {
    const edit = placed(word[0], from + word.index, folder);
    if (edit !== undefined && /[./]|shadow|id_/.test(word[0])) found.push(edit);
  }
  return found;
}

function placed(word: string, at: number, folder: string): Edit | undefined {
  // `f=@.ssh/id_rsa`, `of=sda`, `>out`: the name begins behind it.
  const lead = /^(?:\d?(?:<|>>?)|(?:of|if)=|\w{1,16}=@|@|["'])?/.exec(word)?.[0].length ?? 0;
  const name = word.slice(lead).replace(/["')]+$/, '');
  if (!FILE.test(name) || !/[\w*]/.test(name)) return undefined;
  const start = at + lead;
  return { start, end: start, piece: withSlash(folder) };
}

function withSlash(folder: string): string {
  return /[\\/]$/.test(folder) ? folder : folder.includes('\\') ? `${folder}\\` : `${folder}/`;
}
