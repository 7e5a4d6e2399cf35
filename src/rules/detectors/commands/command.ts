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
  #at: number | undefined;
  #program: string | undefined;

  constructor(words: readonly Word[], after: string, depth: number) {
    this.words = words;
    this.after = after;
    this.depth = depth;
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
}
