import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import type { Span } from '../../span.ts';
import { basename, globsToKnown, KNOWN } from '../shell/commands.ts';
import { isPrefix } from '../shell/prefixes.ts';
import { inLines, type Line } from '../shell/shell-lines.ts';

/** Commands spelled so that a filter does not see them: `c''at`, `/bi[n]/bash`, `cat$IFS/etc/passwd`, `{cat,/etc/passwd}`. */
export function disguisedCommands(text: string): Span[] {
  if (isWrittenOut(text)) return [];
  return inLines(text, DISGUISE, (line) => {
    let variables: ReadonlyMap<string, string> | undefined;
    const known = () => {
      variables ??= assignments(line);
      return variables;
    };
    return line.some((command) =>
      command.words.some((word, at) => {
        if (!word.cut && !ODD.test(word.value)) return false;
        const first = at === 0 || at === command.at || isPrefix(command.words[at - 1]?.value ?? '');
        if (word.cut && KNOWN.has(basename(word.value).toLowerCase()) && (first || word.value.includes('/')))
          return true;
        // No blanks: those come from quotes that close one text and open the next, as in `'… /usr/s', 'there''s'`. Nor quotes: a text in
        // three of them stands behind a path.
        if (word.cut && /^\/(?:etc|bin|usr|root|home|proc|var)\/[^\s"]+$/.test(word.value)) return true;
        if (first && globsToKnown(word.value)) return true;
        if (!first && /[?[]/.test(word.value) && word.value.startsWith('/etc/') && globsToKnown(word.value))
          return true;
        const brace = /^\{,?([\w/.-]{1,32})(?:,[^{}]{0,200})?\}$/.exec(word.value);
        if (first && brace !== null && KNOWN.has(basename(brace[1] ?? ''))) return true;
        return first && assembled(word.value, known);
      }),
    );
  });
}

/** A cutting of a string of JSON: its line ends are written out, and another reading has it as it reads. */
function isWrittenOut(text: string): boolean {
  return !text.includes('\n') && (text.match(/\\n/g) ?? []).length >= LEAST_LINES && !/^\s{0,16}[[{]/.test(text);
}

const LEAST_LINES = 3;

/** Quotes, escapes or empty expansions beside a letter, a glob within a path, a brace list, a variable that is run. */
const DISGUISE = expression(
  wording`
    [a-z/](?:''|""|\\[a-z]|['"][a-z]|\$[@*0-9!({I])|['"][a-z]{1,12}['"][a-z]|\/[\w.]{0,16}[?[*]|
    \{,?[\w/.-]{1,32}[,}]|\$\w{1,32}\$|\$\{?\w{1,32}\}?\$`,
  'i',
);

/** What a word holds that is disguised in another way than by something inside it: a glob, a list in braces, a variable. */
const ODD = /^[{$]|[?*[]/;

/** `a=c; b=at` */
function assignments(line: Line): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const command of line) {
    for (const word of command.words) {
      const match = /^([A-Za-z_]\w{0,32})=([\w/.-]{1,32})$/.exec(word.value);
      if (match !== null) found.set(match[1] ?? '', match[2] ?? '');
    }
  }
  return found;
}

/** `$a$b` where the pieces make a known program. */
function assembled(word: string, variables: () => ReadonlyMap<string, string>): boolean {
  if (!/^(?:\$\{?\w{1,32}\}?){2,8}$/.test(word)) return false;
  const value = word.replace(/\$\{?(\w{1,32})\}?/g, (_, name: string) => variables().get(name) ?? '');
  return KNOWN.has(basename(value));
}
