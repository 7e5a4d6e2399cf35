/** One word of a command line as the shell would pass it on. */
export type Word = {
  /** Quotes, escapes and empty expansions removed, `$IFS` read as a space. */
  readonly value: string;
  /** Something that changes no meaning stands inside the word: `c''at`, `c\at`, `c$@at`, `cat$IFS`. */
  readonly cut: boolean;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
};

/** Words up to the next separator. `after` is the separator before it: `''` at the start, else `|`, `;`, `&&`, `$(` … */
export type Command = { readonly words: readonly Word[]; readonly after: string; readonly depth: number };

const MAX_CHARS = 65_536;
const IFS = /\$(?:IFS(?:\$?[0-9])?|\{IFS(?:[%:][^}]{0,12})?\})/y;
const EMPTY = /\$(?:[@*0-9!]|\(\)|\{[@*]\}|\{[A-Za-z_]\w{0,16}:-\})/y;
const SEPARATOR = /\|\||&&|\|&|;;|[|;&\n]|[<>]\(|\$\(|[()`]/y;

/**
 * Splits a command line into commands and words. What stands in single quotes is opaque; double quotes hide all but
 * substitutions. Reads at most 64 KiB; linear.
 */
export function shellWords(source: string): Command[] {
  const text = source.length > MAX_CHARS ? source.slice(0, MAX_CHARS) : source;
  const commands: { words: Word[]; after: string; depth: number }[] = [{ words: [], after: '', depth: 0 }];
  let depth = 0;
  let word: { value: string; cut: boolean; quoted: boolean; start: number } | undefined;
  // The last character of the word so far: asking the growing word itself would copy it each time. [60]
  let last = '';
  let inDouble = false;
  // Whether what encloses each open substitution is quoted.
  const outer: boolean[] = [];
  let at = 0;

  const begin = () => {
    if (word === undefined) last = '';
    word ??= { value: '', cut: false, quoted: false, start: at };
    return word;
  };
  const append = (text: string) => {
    begin().value += text;
    last = text.at(-1) ?? last;
  };
  const close = () => {
    if (word !== undefined) commands.at(-1)?.words.push({ ...word, end: at });
    word = undefined;
  };
  const sticky = (shape: RegExp): string | undefined => {
    shape.lastIndex = at;
    return shape.exec(text)?.[0];
  };

  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\\' && at + 1 < text.length) {
      const current = begin();
      const next = text[at + 1] ?? '';
      if (!inDouble && /[a-z]/i.test(next) && /[a-z/]/i.test(last)) current.cut = true;
      if (next !== '\n') append(next);
      at += 2;
      continue;
    }
    if (char === "'" && !inDouble) {
      const dollar = word !== undefined && last === '$';
      const close = text.indexOf("'", at + 1);
      if (close === -1) {
        // An apostrophe in prose
        append(char);
        at += 1;
        continue;
      }
      const current = begin();
      const inner = text.slice(at + 1, close);
      if (dollar) current.value = current.value.slice(0, -1);
      append(dollar ? ansi(inner) : inner);
      if (dollar && inner.includes('\\')) current.cut = true;
      quoteInside(current, text, at, close);
      at = close + 1;
      continue;
    }
    if (char === '"') {
      const current = begin();
      if (!inDouble) quoteInside(current, text, at, text.indexOf('"', at + 1));
      current.quoted = true;
      inDouble = !inDouble;
      at += 1;
      continue;
    }
    if (char === '$') {
      const blank = sticky(IFS);
      if (blank !== undefined) {
        begin();
        // Saving the variable (old=$IFS) is ordinary; standing where a space would, it is not.
        const joins = /[\w/.-]/.test(last);
        close();
        at += blank.length;
        if (joins) {
          const before = commands.at(-1)?.words.at(-1);
          if (before !== undefined) commands.at(-1)?.words.splice(-1, 1, { ...before, cut: true });
        }
        continue;
      }
      const empty = sticky(EMPTY);
      if (empty !== undefined) {
        const current = begin();
        if (/[a-z/]/i.test(last) && /[a-z]/i.test(text[at + empty.length] ?? '')) current.cut = true;
        at += empty.length;
        continue;
      }
    }
    if (!inDouble && (char === ' ' || char === '\t')) {
      close();
      at += 1;
      continue;
    }
    const separator = sticky(SEPARATOR);
    if (separator !== undefined && (!inDouble || separator === '$(' || separator === '`')) {
      // `2>&1` and `&>` are redirections.
      if (separator === '&' && (text[at - 1] === '>' || text[at - 1] === '<' || text[at + 1] === '>')) {
        append(char);
        at += 1;
        continue;
      }
      close();
      if (separator.endsWith('(')) {
        depth += 1;
        outer.push(inDouble);
        inDouble = false;
      }
      if (separator === ')') {
        depth = Math.max(0, depth - 1);
        inDouble = outer.pop() ?? false;
      }
      at += separator.length;
      commands.push({ words: [], after: separator, depth });
      continue;
    }
    append(char);
    at += 1;
  }
  close();
  return commands.filter((command) => command.words.length > 0);
}

/** Marks a word whose letters touch a quote from the inside: `w'h'oami`, `ti''me`. */
function quoteInside(word: { cut: boolean; quoted: boolean; value: string }, text: string, open: number, end: number) {
  word.quoted = true;
  if (end === -1) return;
  const before = /[a-z/]/i.test(text[open - 1] ?? '');
  const after = /[a-z]/i.test(text[end + 1] ?? '');
  if ((before && after) || (end - open <= 2 && (before || (after && end === open + 1)))) word.cut = true;
}

/** The escapes of `$'…'`. */
function ansi(inner: string): string {
  return inner.replace(/\\(?:x([0-9a-f]{1,2})|([0-7]{1,3})|u([0-9a-f]{1,4}))/gi, (_, hex, octal, wide) =>
    String.fromCharCode(octal === undefined ? Number.parseInt(hex ?? wide, 16) : Number.parseInt(octal, 8)),
  );
}
