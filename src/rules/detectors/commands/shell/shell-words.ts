import { Command, type Word } from './command.ts';
import { leadAt } from './lead.ts';

const MAX_CHARS = 65_536;
const IFS = /\$(?:IFS(?:\$?[0-9])?|\{IFS(?:[%:][^}]{0,12})?\})/y;
const EMPTY = /\$(?:[@*0-9!]|\(\)|\{[@*]\}|\{[A-Za-z_]\w{0,16}:-\})/y;

/** What ends a run of characters that stand for themselves: anywhere, or outside of double quotes alone. */
const ANYWHERE = 2;
const OUTSIDE = 1;
const MARKS = new Uint8Array(128);
for (const mark of " \t\r\n|&;<>()'#") MARKS[mark.charCodeAt(0)] = OUTSIDE;
for (const mark of '\\"$`') MARKS[mark.charCodeAt(0)] = ANYWHERE;

/**
 * Splits a command line into commands and words. What stands in single quotes is opaque; double quotes hide all but
 * substitutions; in a comment a quote is none. What only says that a line is one (`- run: `, `@`) is left out. Reads at most
 * 64 KiB; linear.
 */
export function shellWords(source: string): Command[] {
  return new Splitter(source.length > MAX_CHARS ? source.slice(0, MAX_CHARS) : source).commands();
}

class Splitter {
  readonly #text: string;
  #at = 0;
  readonly #commands: Command[] = [];
  #words: Word[] = [];
  #after = '';
  #depth = 0;
  #inDouble = false;
  #inComment = false;
  /** Whether nothing of the line was read yet, and whether what it began with says that its words are one. */
  #fresh = true;
  #led = false;
  /** Whether what encloses each open substitution is quoted. */
  readonly #outer: boolean[] = [];
  /** Whether a word is open, and what of it was read. */
  #open = false;
  #start = 0;
  #value = '';
  #cut = false;
  #quoted = false;
  /** The last character of the word so far: asking the growing word itself would copy it each time. [60] */
  #last = 0;

  constructor(text: string) {
    this.#text = text;
  }

  commands(): Command[] {
    const text = this.#text;
    while (this.#at < text.length) {
      if (this.#fresh && !isBlank(text.charCodeAt(this.#at))) this.#begins();
      const mark = markAt(text, this.#at);
      if (mark === 0 || (mark === OUTSIDE && this.#inDouble)) this.#run();
      else this.#step(text[this.#at] as string);
    }
    this.#close();
    this.#end();
    return this.#commands;
  }

  /** The first that stands on a line. */
  #begins(): void {
    this.#fresh = false;
    const lead = leadAt(this.#text, this.#at);
    if (lead === undefined) return;
    this.#at = lead.end;
    this.#led = lead.tells;
  }

  /** Characters that stand for themselves. */
  #run(): void {
    const text = this.#text;
    const least = this.#inDouble ? ANYWHERE : OUTSIDE;
    let end = this.#at + 1;
    while (end < text.length && markAt(text, end) < least) end += 1;
    this.#append(text.slice(this.#at, end));
    this.#at = end;
  }

  #step(char: string): void {
    const next = this.#text[this.#at + 1] ?? '';
    if (char === ' ' || char === '\t' || (char === '\r' && next === '\n')) {
      this.#close();
      this.#at += 1;
    } else if (char === '#' && !this.#open) this.#commented();
    else if (this.#inComment && QUOTES.has(char)) this.#literal(char);
    else if (char === '\\' && next !== '') this.#escaped(next);
    else if (char === "'") this.#singleQuoted();
    else if (char === '"') this.#doubleQuote();
    else if (char !== '$' || !(this.#blank() || this.#empty())) {
      const separator = separatorOf(char, next);
      // `2>&1` and `&>` are redirections.
      const redirects = separator === '&' && (next === '>' || /[<>]/.test(this.#text[this.#at - 1] ?? ''));
      if (separator !== '' && !redirects) this.#separate(separator);
      else this.#literal(char);
    }
  }

  #literal(char: string): void {
    this.#append(char);
    this.#at += 1;
  }

  /** From here to the end of the line: the apostrophe of `# don't` opens nothing. */
  #commented(): void {
    this.#inComment = true;
    this.#literal('#');
  }

  #escaped(next: string): void {
    this.#begin();
    if (!this.#inDouble && isLetter(next.charCodeAt(0)) && isOfPath(this.#last)) this.#cut = true;
    if (next !== '\n') this.#append(next);
    this.#at += 2;
  }

  #singleQuoted(): void {
    const at = this.#at;
    const dollar = this.#open && this.#last === DOLLAR;
    const close = this.#text.indexOf("'", at + 1);
    if (close === -1) {
      // An apostrophe in prose
      this.#literal("'");
      return;
    }
    this.#begin();
    const inner = this.#text.slice(at + 1, close);
    if (dollar) this.#value = this.#value.slice(0, -1);
    this.#append(dollar ? ansi(inner) : inner);
    if (dollar && inner.includes('\\')) this.#cut = true;
    this.#quoteInside(at, close);
    this.#at = close + 1;
  }

  #doubleQuote(): void {
    const close = this.#inDouble ? this.#at : this.#text.indexOf('"', this.#at + 1);
    if (close === -1) {
      // What it closes was cut off
      this.#literal('"');
      return;
    }
    this.#begin();
    if (!this.#inDouble) this.#quoteInside(this.#at, close);
    this.#quoted = true;
    this.#inDouble = !this.#inDouble;
    this.#at += 1;
  }

  /** Marks a word whose letters touch a quote from the inside: `w'h'oami`, `ti''me`. */
  #quoteInside(open: number, end: number): void {
    this.#quoted = true;
    if (end === -1) return;
    const before = isOfPath(this.#text.charCodeAt(open - 1));
    const after = isLetter(this.#text.charCodeAt(end + 1));
    if ((before && after) || (end - open <= 2 && (before || (after && end === open + 1)))) this.#cut = true;
  }

  /** `$IFS`, in all its forms. */
  #blank(): boolean {
    const length = this.#lengthOf(IFS);
    if (length === 0) return false;
    this.#begin();
    // Saving the variable (old=$IFS) is ordinary; standing where a space would, it is not.
    if (isOfName(this.#last)) this.#cut = true;
    this.#close();
    this.#at += length;
    return true;
  }

  #empty(): boolean {
    const length = this.#lengthOf(EMPTY);
    if (length === 0) return false;
    this.#begin();
    if (isOfPath(this.#last) && isLetter(this.#text.charCodeAt(this.#at + length))) this.#cut = true;
    this.#at += length;
    return true;
  }

  #lengthOf(shape: RegExp): number {
    shape.lastIndex = this.#at;
    return shape.exec(this.#text)?.[0].length ?? 0;
  }

  #separate(separator: string): void {
    this.#close();
    this.#end();
    if (separator.endsWith('(')) {
      this.#depth += 1;
      this.#outer.push(this.#inDouble);
      this.#inDouble = false;
    } else if (separator === ')') {
      this.#depth = Math.max(0, this.#depth - 1);
      this.#inDouble = this.#outer.pop() ?? false;
    }
    this.#at += separator.length;
    this.#after = separator;
    if (separator !== '\n') return;
    this.#fresh = true;
    this.#inComment = false;
  }

  #begin(): void {
    if (this.#open) return;
    this.#open = true;
    this.#start = this.#at;
    this.#value = '';
    this.#cut = false;
    this.#quoted = false;
    this.#last = 0;
  }

  #append(text: string): void {
    this.#begin();
    if (text === '') return;
    this.#value += text;
    this.#last = text.charCodeAt(text.length - 1);
  }

  /** The word is over. */
  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#words.push({
      value: this.#value,
      cut: this.#cut,
      quoted: this.#quoted,
      start: this.#start,
      end: this.#at,
    });
  }

  /** The command is over. */
  #end(): void {
    if (this.#words.length > 0) this.#commands.push(new Command(this.#words, this.#after, this.#depth, this.#led));
    this.#words = [];
    this.#led = false;
  }
}

const DOLLAR = 36;
const QUOTES: ReadonlySet<string> = new Set(`'"\`\\$`);

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function markAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (MARKS[code] as number) : 0;
}

/** What parts commands at a place; empty where nothing does. */
function separatorOf(char: string, next: string): string {
  if (char === '$' || char === '<' || char === '>') return next === '(' ? `${char}(` : '';
  if (char === '|') return next === '|' || next === '&' ? `|${next}` : char;
  if (char === '&' || char === ';') return next === char ? char + char : char;
  return char === '\\' ? '' : char;
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

function isOfPath(code: number): boolean {
  return code === 47 || isLetter(code);
}

/** `[\w/.-]` */
function isOfName(code: number): boolean {
  return (code >= 45 && code <= 57) || code === 95 || isLetter(code);
}

/** The escapes of `$'…'`. */
function ansi(inner: string): string {
  return inner.replace(/\\(?:x([0-9a-f]{1,2})|([0-7]{1,3})|u([0-9a-f]{1,4}))/gi, (_, hex, octal, wide) =>
    String.fromCharCode(octal === undefined ? Number.parseInt(hex ?? wide, 16) : Number.parseInt(octal, 8)),
  );
}
