import { basename } from './commands.ts';
import { programAt } from './prefixes.ts';

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

/** Words up to the next separator; at least one. */
export class Command {
  readonly words: readonly Word[];
  /** The separator before it: `''` at the start, else `|`, `;`, `&&`, `$(` … */
  readonly after: string;
  readonly depth: number;
  /** Whether what its line began with says that a command follows, were it a single word in quotes: `- run: "make all"`. */
  readonly led: boolean;
  #at: number | undefined;
  #program: string | undefined;
  #args: readonly string[] | undefined;

  constructor(words: readonly Word[], after: string, depth: number, led = false) {
    this.words = words;
    this.after = after;
    this.depth = depth;
    this.led = led;
  }

  /** Which word is its program: what runs it (`sudo`, `xargs -n1`) left out. */
  get at(): number {
    this.#at ??= programAt(this.words);
    return this.#at;
  }

  /** The program in lower case, without its folder. */
  get program(): string {
    this.#program ??= basename(this.words[this.at]?.value ?? '').toLowerCase();
    return this.#program;
  }

  /** The values of its arguments, without where it reads from and writes to. */
  get args(): readonly string[] {
    this.#args ??= withoutRedirections(this.words.slice(this.at + 1).map(({ value }) => value));
    return this.#args;
  }
}

/** `> out.log`, `2>&1`, `<in` left out. */
export function withoutRedirections(values: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as string;
    if (!REDIRECTS.test(value)) kept.push(value);
    else if (ALONE.test(value)) at += 1;
  }
  return kept;
}

const REDIRECTS = /^(?:\d|&)?[<>]/;
/** The file is the next word. */
const ALONE = /[<>|]$/;
