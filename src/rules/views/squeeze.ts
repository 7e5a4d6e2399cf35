import { MapBuilder, type Mapped } from './collapse.ts';
import { cutAt } from './words.ts';

/** At least five single letters, each set off from the next by one and the same short separator. */
const SPELLED =
  /(?<![A-Za-z0-9])[A-Za-z0-9](?:([^A-Za-z0-9\s]\s?|\s|\\n)[A-Za-z0-9](?:\1[A-Za-z0-9]){3,400})(?![A-Za-z0-9])/g;

/**
 * Where a letter of the first such word may stand, −1 when none may; looks at one character in four of ordinary text.
 */
export function nextSpelled(codes: Uint8Array, from: number, to: number): number {
  // Five spelled letters take nine characters or more: one place in four falls on a letter of them or just before one.
  for (let at = Math.max(0, from - 8); at + 4 < to; at += 4) {
    let letter = at;
    if (ALNUM[codes[at] as number] === 0) letter = ALNUM[codes[at + 1] as number] === 1 ? at + 1 : at + 2;
    else if (ALNUM[codes[at + 1] as number] === 1) continue;
    if (ALNUM[codes[letter] as number] === 0 || ALNUM[codes[letter + 1] as number] === 1) continue;
    const near = ALNUM[codes[letter + 2] as number] === 1 && codes[letter + 1] === codes[letter + 3];
    // Two separators between letters, `i, g, n`.
    const far =
      !near &&
      ALNUM[codes[letter + 3] as number] === 1 &&
      ALNUM[codes[letter + 2] as number] === 0 &&
      codes[letter + 1] === codes[letter + 4];
    if (!near && !far) continue;
    const around = codes.subarray(Math.max(0, letter - 9), letter + 20);
    const once = SPELLED_ONCE.exec(String.fromCharCode.apply(undefined, around as unknown as number[]));
    if (once !== null && !isNumbering(once[0], once[1])) return letter;
  }
  return -1;
}
const SPELLED_ONCE = /(?<![A-Za-z0-9])[A-Za-z0-9]([^A-Za-z0-9\s]\s?|\s)[A-Za-z0-9](?:\1[A-Za-z0-9]){3}/;

/** `1.2.840.1.1`, `1.2.3.4.5`: numbers of chapters, versions, objects. */
function isNumbering(spelled: string, separator: string | undefined): boolean {
  return separator === '.' && !/[A-Za-z]/.test(spelled);
}

/** The text with spelled-out words written together: `i g n o r e` becomes `ignore`, and its short neighbours `a l l` too. */
export function squeeze(text: string): Mapped {
  const out = new MapBuilder();
  const separators = new Set<string>();
  for (const match of text.matchAll(SPELLED)) if (!isNumbering(match[0], match[1])) separators.add(match[1] ?? ' ');
  const column = separators.has('\n');
  let at = 0;
  for (const match of text.matchAll(looselySpelled(separators))) {
    const step = 1 + (match[1] ?? ' ').length;
    const end = match.index + match[0].length;
    copyBetween(out, text, at, match.index, column);
    const word = match[0].length > 3 * LONG_WORD ? lettersOf(match[0], step) : '';
    const cuts = new Set(word === '' ? [] : cutAt(word));
    for (let index = match.index, letter = 0; index < end; index += step, letter += 1) {
      if (cuts.has(letter)) out.add(' ', index);
      out.add(text[index] as string, index);
    }
    at = end;
  }
  copyBetween(out, text, at, text.length, column);
  return out.done(text.length);
}

/** Where letters stand one under another, the line feeds between two words are one blank. */
function copyBetween(out: MapBuilder, text: string, from: number, to: number, column: boolean): void {
  if (column && to > from && to - from < 4 && /^\n+$/.test(text.slice(from, to))) out.add(' ', from);
  else out.copy(text, from, to);
}

/** With one separator for letters and words alike the words come out joined. */
const LONG_WORD = 7;

function lettersOf(spelled: string, step: number): string {
  let word = '';
  for (let at = 0; at < spelled.length; at += step) word += spelled[at];
  return word;
}

/** Two characters and more with one of these between them: an address is spelled out like a word. */
function looselySpelled(separators: ReadonlySet<string>): RegExp {
  const any = [...separators].map((one) => one.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|') || ' ';
  return new RegExp(`(?<![A-Za-z0-9])[^\\s](?:(${any})[^\\s](?:\\1[^\\s]){0,400})(?![A-Za-z0-9])`, 'g');
}

const ALNUM: Uint8Array = alnum();

function alnum(): Uint8Array {
  const table = new Uint8Array(256);
  for (let code = 48; code < 123; code += 1) if (/[A-Za-z0-9]/.test(String.fromCharCode(code))) table[code] = 1;
  return table;
}
