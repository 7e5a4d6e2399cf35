import type { Place } from '../../../detector.ts';
import { expression, toMachineCode } from '../../../machine-code.ts';
import type { Span } from '../../span.ts';
import { Announcer, type Grams, type Told, wordsFor } from './announce.ts';

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
 * A reader of the frames; what it finds spans the words that made it, no more, so that a citation is seen to be one.
 * @param grams of each meaning, what its wordings cannot do without: expressions are asked only where a sentence holds some for all
 * of a frame. Without any every sentence is asked.
 */
export function framesOf<Meaning extends string>(
  lexicon: Lexicon<Meaning>,
  frames: readonly Frame<Meaning>[],
  grams: Grams = {},
): (text: string, place?: Place) => Span[] {
  let reader: Reader<Meaning> | undefined;
  return (text, place) => {
    // Made when a text first asks for it: most processes read none that does.
    reader ??= new Reader(lexicon, frames, grams);
    return reader.read(text, place);
  };
}

/** What a lexicon's meanings are looked for with. */
type Words<Meaning extends string> = {
  /** The bit of each meaning that has grams. */
  readonly bits: ReadonlyMap<Meaning, number>;
  readonly announcer: Announcer;
  expression(meaning: Meaning): RegExp;
};
/** A frame, those meanings first that have grams, and the bits of these. */
type Guarded<Meaning extends string> = { readonly frame: Frame<Meaning>; readonly bits: Int32Array };

class Reader<Meaning extends string> implements Words<Meaning> {
  readonly bits: ReadonlyMap<Meaning, number>;
  readonly #lexicon: Lexicon<Meaning>;
  readonly announcer: Announcer;
  readonly #frames: readonly Guarded<Meaning>[];
  readonly #compiled = new Map<Meaning, RegExp>();

  constructor(lexicon: Lexicon<Meaning>, frames: readonly Frame<Meaning>[], grams: Grams) {
    const meanings = Object.keys(lexicon) as Meaning[];
    this.#lexicon = lexicon;
    this.announcer = new Announcer(grams, meanings);
    this.bits = new Map(
      meanings.flatMap((meaning, bit) => (grams[meaning] === undefined ? [] : [[meaning, bit] as const])),
    );
    this.#frames = frames.map((frame) => {
      const bits = new Int32Array(wordsFor(meanings.length));
      for (const meaning of frame.all) {
        const bit = this.bits.get(meaning);
        if (bit !== undefined) bits[bit >> 5] = (bits[bit >> 5] as number) | (1 << (bit & 31));
      }
      const all = frame.all.toSorted((one, other) => Number(this.bits.has(other)) - Number(this.bits.has(one)));
      return { frame: { ...frame, all }, bits };
    });
  }

  read(text: string, place: Place | undefined): Span[] {
    const found: Span[] = [];
    let before: Sentence<Meaning> | undefined;
    const tell: Told = (start, end, bits, number) => {
      // Half a sentence may lack the word that makes it harmless.
      if ((place?.cutStart === true && start === 0) || (place?.cutEnd === true && end === text.length)) return;
      const sentence = new Sentence(this, text, start, end, bits, number);
      if (!reachesOver(place, before?.start ?? start, end)) {
        before = sentence;
        return;
      }
      for (const { frame, bits: needed } of this.#frames) {
        const other = frame.over === 2 ? before : undefined;
        const span = holds(needed, bits, other?.bits) ? fits(frame, sentence, other) : undefined;
        if (span === undefined) continue;
        found.push(span);
        break;
      }
      before = sentence;
    };
    this.announcer.read(text, tell, place?.over);
    return found;
  }

  expression(meaning: Meaning): RegExp {
    let known = this.#compiled.get(meaning);
    if (known === undefined) {
      known = toMachineCode(expression(this.#lexicon[meaning], 'i'));
      this.#compiled.set(meaning, known);
    }
    return known;
  }
}

/** Whether what stands in `start` … `end` may count. */
function reachesOver(place: Place | undefined, start: number, end: number): boolean {
  return place?.over === undefined || place.over.some((at) => at > start && at < end);
}

/** Whether all bits of `needed` stand in one or the other. */
function holds(needed: Int32Array, one: Int32Array, other: Int32Array | undefined): boolean {
  for (let word = 0; word < needed.length; word += 1) {
    const missing = (needed[word] as number) & ~((one[word] as number) | (other?.[word] ?? 0));
    if (missing !== 0) return false;
  }
  return true;
}

class Sentence<Meaning extends string> {
  readonly bits: Int32Array;
  readonly start: number;
  readonly #words: Words<Meaning>;
  readonly #whole: string;
  readonly #end: number;
  readonly #number: number;
  #known: Map<Meaning, Span | undefined> | undefined;
  #text: string | undefined;

  constructor(words: Words<Meaning>, whole: string, start: number, end: number, bits: Int32Array, number: number) {
    this.#words = words;
    this.#whole = whole;
    this.start = start;
    this.#end = end;
    this.#number = number;
    this.bits = bits;
  }

  /** Whether a meaning is announced, in one of its ways, and was not looked for in vain. One that is not loses its bit. */
  mayHold(meaning: Meaning): boolean {
    const bit = this.#words.bits.get(meaning);
    if (bit === undefined) return true;
    if (((this.bits[bit >> 5] as number) & (1 << (bit & 31))) === 0) return false;
    if (this.#known?.has(meaning) === true || this.#words.announcer.mayHold(bit, this.#number)) return true;
    this.#drop(bit);
    return false;
  }

  #drop(bit: number): void {
    this.bits[bit >> 5] = (this.bits[bit >> 5] as number) & ~(1 << (bit & 31));
  }

  /** Where a meaning first stands. Each is looked for once, and those that are not announced not at all. */
  where(meaning: Meaning): Span | undefined {
    if (!this.mayHold(meaning)) return undefined;
    this.#known ??= new Map();
    if (!this.#known.has(meaning)) {
      this.#text ??= this.#whole.slice(this.start, this.#end);
      const match = this.#words.expression(meaning).exec(this.#text);
      const at = this.start + (match?.index ?? 0);
      this.#known.set(meaning, match === null ? undefined : { start: at, end: at + match[0].length });
      const bit = this.#words.bits.get(meaning);
      if (match === null && bit !== undefined) this.#drop(bit);
    }
    return this.#known.get(meaning);
  }
}

function fits<Meaning extends string>(
  { all, none }: Frame<Meaning>,
  sentence: Sentence<Meaning>,
  before: Sentence<Meaning> | undefined,
): Span | undefined {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const meaning of all) if (!sentence.mayHold(meaning) && before?.mayHold(meaning) !== true) return undefined;
  for (const meaning of all) {
    const span = before?.where(meaning) ?? sentence.where(meaning);
    if (span === undefined) return undefined;
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  for (const meaning of none ?? [])
    if (sentence.where(meaning) !== undefined || before?.where(meaning) !== undefined) return undefined;
  return { start, end };
}
