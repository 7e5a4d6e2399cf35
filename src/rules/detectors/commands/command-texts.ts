import { type Leaf, leaves } from '../leaves.ts';
import type { Command } from './command.ts';
import { type Call, callsOf } from './nested-commands.ts';
import { shellWords } from './shell-words.ts';

/** A string that may be a command line, taken apart once for all who look at it. */
export class CommandText implements Leaf {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  #line: readonly Command[] | undefined;
  #calls: readonly Call[] | undefined;

  constructor({ text, start, end }: Leaf) {
    this.text = text;
    this.start = start;
    this.end = end;
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

type Known = { readonly text: string; readonly inside: readonly CommandText[] };
/** Detectors that read command lines are asked about the same few texts, one detector after the other. */
const MOST = 16;
const LONGEST = 8_192;
const recent: Known[] = [];
let oldest = 0;

/** The strings of a text, as `leaves` has them. What comes out hangs on the text alone; the last few are remembered. */
export function commandTexts(text: string): readonly CommandText[] {
  for (const known of recent) if (known.text === text) return known.inside;
  if (text.length > LONGEST) return leaves(text).map((leaf) => new CommandText(leaf));
  // A copy: an excerpt would keep the whole message it was cut from.
  const own = ` ${text}`.slice(1);
  const inside = leaves(own).map((leaf) => new CommandText(leaf));
  recent[oldest] = { text: own, inside };
  oldest = (oldest + 1) % MOST;
  return inside;
}
