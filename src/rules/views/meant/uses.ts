import type { Edit } from './draft.ts';
import { givenIn, type Names, valueAt } from './given.ts';
import { printed, said } from './values.ts';

/** `$x`, `${x}`, `${x[@]}`, `${x:-y}`, `${x%y}`, `${x#y}`, `${x/y/z}`, `$(x)`, `$1` */
const USE =
  /\$(?:\{([A-Za-z_]\w{0,40}|[1-4])(?:\[[@*]\])?(?:(:?[-=])([^{}$`\n]{0,120}|\$HOME[^{}$`\n]{0,80})|([%#])([\w.*/-]{1,40})|\/([\w.-]{1,40})\/([\w.-]{0,40}))?\}|\(([A-Za-z_]\w{0,40})\)|([A-Za-z_]\w{0,40}|[1-4](?!\d)))/y;
/** `%x%` */
const OTHER = /%()()()()()()()()([A-Za-z_]\w{0,40})%/y;
const SUBSTITUTION = /\$\(\s?(?:echo|printf) [^()`$\n]{1,160}\)|`(?:echo|printf) [^()`$\n]{1,160}`/g;
const PRINTED =
  /\bprintf (?:-- )?("[^"$`\n]{1,120}"|'[^'\n]{1,120}')((?: (?:"[^"$`\n]{1,80}"|'[^'\n]{1,80}'|[^\s;|&<>()"'`$]{1,80})){1,4})(?=\s{0,3}\|)/g;
const EDGE = /[\s"'`();|&,]/;
const MOST = 1_024;

/** Every name with a mark that stands for a value known from the text, as the value; and what only says something, as what it says. */
export function usesIn(text: string): Edit[] {
  const found: Edit[] = [];
  const uses = [...usesOf(text, '$', USE), ...usesOf(text, '%', OTHER)];
  if (uses.length > 0) {
    const names = givenIn(text, new Set(uses.map((match) => nameIn(match))));
    for (const match of uses) {
      const edit = useAt(text, match, names);
      if (edit !== undefined) found.push(edit);
    }
  }
  if (/(?:echo|printf) /.test(text)) {
    for (const match of text.matchAll(SUBSTITUTION)) {
      const value = said(match[0].startsWith('`') ? `$(${match[0].slice(1, -1)})` : match[0]);
      if (value !== undefined) found.push({ start: match.index, end: match.index + match[0].length, piece: value });
    }
    for (const match of text.matchAll(PRINTED)) {
      const words = [match[1] ?? '', ...(match[2] ?? '').trim().split(' ')].map((word) =>
        word.replace(/^["']|["']$/g, ''),
      );
      found.push({ start: match.index, end: match.index + match[0].length, piece: `printf '${printed(words)}'` });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function usesOf(text: string, mark: string, use: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let at = text.indexOf(mark); at >= 0 && found.length < MOST; at = text.indexOf(mark, at + 1)) {
    use.lastIndex = at;
    const match = use.exec(text);
    if (match !== null) found.push(match);
  }
  return found;
}

function nameIn([, braced, , , , , , , made, plain]: RegExpExecArray): string {
  return braced || made || plain || '';
}

function useAt(text: string, match: RegExpExecArray, names: Names): Edit | undefined {
  const [whole, , mark, other, trim, affix, old, fresh] = match;
  // A backslash or a second mark takes it from one who reads it first: what it stands for is known later on.
  const at = /[\\$]/.test(text[match.index - 1] ?? '') ? match.index - 1 : match.index;
  const end = match.index + whole.length;
  // Of a makefile
  if (whole === '$(HOME)') return { start: match.index, end, piece: '$HOME' };
  const given = names.get(nameIn(match));
  let value = valueAt(given, at);
  if (mark !== undefined && mark !== '' && given === undefined) value = other;
  if (value === undefined) return undefined;
  if (trim !== undefined && trim !== '') value = trimmed(value, trim, affix ?? '');
  else if (old !== undefined && old !== '') value = value.replace(old, fresh ?? '');
  // Emptied first and filled in later: what it is then stands nowhere.
  if (value === '' && !/[a-z]/i.test(text[at - 1] ?? '')) return undefined;
  const piece = resolved(value, names, at);
  if (piece === whole || !tells(text, at, end, piece)) return undefined;
  // Code puts strings together: `$p . '/x'`
  if (/^\s?\.\s/.test(text.slice(end, end + 3)) || /\s\.\s?$/.test(text.slice(Math.max(0, at - 3), at)))
    return { start: at, end, piece: `'${piece}'` };
  // `"${words[@]}"`: each of them by itself.
  const list = whole.endsWith(']}') && text[at - 1] === '"' && text[end] === '"' ? 1 : 0;
  const alone = EDGE.test(text[at - 1] ?? ' ') && EDGE.test(text[end] ?? ' ');
  return {
    start: at - list,
    end: end + list,
    piece: alone ? piece.replace(/^\{(.*,.*)\}$/, (_, words: string) => words.replaceAll(',', ' ')) : piece,
  };
}

/** A place that rules know, a hidden file, an option, a list, an address. */
const LEADS =
  /^(?:~|\/(?:$|\*|\.|(?:etc|root|home|Users|dev|proc|sys|run|var|boot|bin|sbin|lib|opt|srv|tmp|usr(?!\/(?:share|include|src|local\/share)))\b|:)|\.\w|[@{-]|\$\{?(?:HOME|env:)|%\w{1,30}%|[A-Za-z]:[\\/])|:\/\//;
/** A program, with options, or a word that it is given. */
const WORD = /^(?:[A-Za-z][\w.*-]{0,23}(?: -{0,2}[\w./~*]{1,24}){0,3}|\d{1,3}(?:\.\d{1,3}){3})$/;

/** Whether a value says something where it stands: it leads somewhere, is an option or a word by itself, or a piece of a path. */
function tells(text: string, start: number, end: number, value: string): boolean {
  if (value.length > 120) return false;
  if (LEADS.test(value)) return true;
  if (EDGE.test(text[start - 1] ?? ' ') && EDGE.test(text[end] ?? ' ')) return WORD.test(value);
  let from = start;
  while (start - from < 80 && !/[\s;|&<>()=,'"`]/.test(text[from - 1] ?? ' ')) from -= 1;
  const word = text.slice(from, start);
  if (value.startsWith('$')) return false;
  return (
    value === '' ||
    /^@?(?:~|\$\w|\$\{\w{1,40}\}\/|\.{0,2}\/|\.|\$HOME|\$\{HOME\}|\$\(HOME\)|-)/.test(word) ||
    word === '' ||
    /\.$/.test(word)
  );
}

/** Values that hold names themselves, twice at most. */
function resolved(value: string, names: Names, at: number): string {
  let text = value;
  for (let turn = 0; turn < 2 && text.includes('$'); turn += 1)
    text = text.replace(/\$\{?([A-Za-z_]\w{0,40})\}?/g, (whole, name: string) => valueAt(names.get(name), at) ?? whole);
  return text.length > 400 ? value : text;
}

function trimmed(value: string, mark: string, affix: string): string {
  if (affix.includes('*')) return value;
  if (mark === '%') return value.endsWith(affix) ? value.slice(0, -affix.length) : value;
  return value.startsWith(affix) ? value.slice(affix.length) : value;
}
