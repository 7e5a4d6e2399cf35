import { type Leaf, leaves } from '../../leaves.ts';
import { remembered } from '../../remembered.ts';
import type { Command } from './command.ts';
import { type Call, callsOf } from './nested-commands.ts';
import { shellWords } from './shell-words.ts';

/** A string that may be a command line, taken apart once for all who look at it. */
export class CommandText implements Leaf {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly key: string | undefined;
  #line: readonly Command[] | undefined;
  #calls: readonly Call[] | undefined;

  constructor({ text, start, end, key }: Leaf) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.key = key;
  }

  /** Its commands, without those of lines that one of them is handed. */
  get line(): readonly Command[] {
    this.#line ??= shellWords(this.text);
    return this.#line;
  }

  get calls(): readonly Call[] {
    this.#calls ??= callsOf(this.line, this.text.length);
    return this.#calls;
  }
}

/** The strings of a text, as `leaves` has them. */
export const commandTexts: (text: string) => readonly CommandText[] = remembered(
  (text) => leaves(text).map((leaf) => new CommandText(leaf)),
  16,
);
