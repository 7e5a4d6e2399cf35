import type { Place } from '../../detector.ts';
import type { Span } from '../span.ts';

/**
 * Meanings and how each may be worded: a regular expression's source, case ignored, no nested quantifiers. Words of one meaning
 * stand for each other, so a wording that nobody has seen is found as long as its parts are known.
 */
export type Lexicon<Meaning extends string> = Readonly<Record<Meaning, string>>;

/**
 * What together makes a finding: all of `all` in one sentence, in any order, and none of `none`; with `over: 2` in two sentences
 * that follow each other.
 */
export type Frame<Meaning extends string> = {
  readonly all: readonly Meaning[];
  readonly none?: readonly Meaning[];
  readonly over?: 2;
};

/**
 * For a text of a thousand characters V8 makes machine code at once. For a short one it first makes other code, which takes four times as
 * long for expressions of this size, and machine code later all the same.
 */
const LONG = ' '.repeat(1_024);
/** A run of text that is longer is no sentence, and is read in pieces of this size. */
const LONGEST = 400;
/** What stands at an end of a sentence may not stand at one of the text. */
const ANCHOR = /\$|(?<!\[)\^/;
/** Where a sentence ends: a mark before a blank, a quote or the end, an empty escape of a line, a line's end. */
const END = /[.!?;\u3002\uff01\uff1f][)\]"'\u201d\u2019*_]{0,3}(?=\s|$|\\n|<)|\n|\\n|<\/?(?:p|br|li|div|td)\b/g;

/** A reader of the frames; what it finds spans the words that made it, no more, so that a citation is seen to be one. */
export function framesOf<Meaning extends string>(
  lexicon: Lexicon<Meaning>,
  frames: readonly Frame<Meaning>[],
): (text: string, place?: Place) => Span[] {
  // Compiled when a text first asks for it: most processes read none that does.
  const compiled = new Map<Meaning, RegExp>();
  const regex = (meaning: Meaning): RegExp => {
    let known = compiled.get(meaning);
    if (known === undefined) {
      known = new RegExp(lexicon[meaning], 'i');
      known.test(LONG);
      compiled.set(meaning, known);
    }
    return known;
  };
  return (text, place) => {
    const found: Span[] = [];
    const seen = new Map<Meaning, boolean>();
    const somewhere = (meaning: Meaning): boolean => {
      let stands = seen.get(meaning);
      if (stands === undefined) {
        stands = ANCHOR.test(lexicon[meaning]) || regex(meaning).test(text);
        seen.set(meaning, stands);
      }
      return stands;
    };
    // Mostly all that is needed stands nowhere in the text, and it is not parted into sentences.
    const possible = frames.filter(({ all }) => all.every(somewhere));
    if (possible.length === 0) return found;
    let before: Sentence<Meaning> | undefined;
    for (const { start, end } of sentencesOf(text)) {
      // Half a sentence may lack the word that makes it harmless.
      if ((place?.cutStart === true && start === 0) || (place?.cutEnd === true && end === text.length)) continue;
      const sentence = sentenceOf(text.slice(start, end), start, regex);
      for (const frame of possible) {
        const span = fits(frame, frame.over === 2 && before !== undefined ? [before, sentence] : [sentence]);
        if (span === undefined) continue;
        found.push(span);
        break;
      }
      before = sentence;
    }
    return found;
  };
}

/** Where a meaning first stands in a sentence. Each is looked for once. */
type Sentence<Meaning extends string> = (meaning: Meaning) => Span | undefined;

function sentenceOf<Meaning extends string>(
  text: string,
  at: number,
  regex: (meaning: Meaning) => RegExp,
): Sentence<Meaning> {
  const known = new Map<Meaning, Span | undefined>();
  return (meaning) => {
    if (!known.has(meaning)) {
      const match = regex(meaning).exec(text);
      const span = match === null ? undefined : { start: at + match.index, end: at + match.index + match[0].length };
      known.set(meaning, span);
    }
    return known.get(meaning);
  };
}

function fits<Meaning extends string>(
  { all, none }: Frame<Meaning>,
  sentences: readonly Sentence<Meaning>[],
): Span | undefined {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const meaning of all) {
    const span = sentences.map((sentence) => sentence(meaning)).find((one) => one !== undefined);
    if (span === undefined) return undefined;
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  const denied = none?.some((meaning) => sentences.some((sentence) => sentence(meaning) !== undefined)) === true;
  return denied ? undefined : { start, end };
}

function* sentencesOf(text: string): Generator<Span> {
  let start = 0;
  END.lastIndex = 0;
  const ends = [...text.matchAll(END)].map((match) => match.index + match[0].length);
  for (const end of [...ends, text.length]) {
    while (end - start > LONGEST) {
      const blank = text.lastIndexOf(' ', start + LONGEST);
      const cut = blank > start ? blank : start + LONGEST;
      yield { start, end: cut };
      start = cut;
    }
    if (end - start > 3) yield { start, end };
    start = end;
  }
}
