import type { Detector, Trigger } from '../detector.ts';
import { wordList } from '../wording.ts';

/** A detector asked for by `triggers`, which looks at most `reach` characters before and after one. */
export function detector(name: string, find: Detector['find'], reach: number, triggers: readonly Trigger[]): Detector {
  return { name, find, reach, triggers };
}

/** The same that is given wrapped lines in one. */
export function ofSentences(one: Detector): Detector {
  return { ...one, sentences: true };
}

/**
 * The same that reads command lines: of an excerpt the piece of a line that it begins with is left out, for in the midst of one nobody
 * knows whether a quote opens or closes.
 */
export function ofLines(one: Detector): Detector {
  return {
    ...one,
    *find(text, place) {
      const from = place?.cutStart === true ? 1 + text.slice(0, one.reach / 2).indexOf('\n') : 0;
      if (from === 0) return yield* one.find(text, place);
      for (const { start, end } of one.find(text.slice(from), place)) yield { start: start + from, end: end + from };
    },
  };
}

/** Asked for where one of `words` stands. */
export function literals(...words: string[]): Trigger {
  return { literals: words };
}

/**
 * Asked for where one of many words stands, blanks between them, and reads what stands around it. Only who compiles rules asks for the
 * words, so their parsing is no part of a start.
 */
export function worded(
  name: string,
  find: Detector['find'],
  reach: number,
  words: string,
  ...more: readonly Trigger[]
): Detector {
  return { ...detector(name, find, reach, [listed(() => wordList(words)), ...more]), phrases: true };
}

/** The same of a list that is made. */
export function listed(words: () => readonly string[]): Trigger {
  return {
    get literals() {
      return words();
    },
  };
}
