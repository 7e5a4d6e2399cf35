import { GRAMS, type Sentence } from './sentence.ts';
import { SIGNS, sign } from './words.ts';

const PAIRS = (SIGNS.length * (SIGNS.length - 1)) / 2;
/** Weights in the order: n-grams, signs, pairs of signs. */
export const SIGNS_AT = GRAMS;
export const PAIRS_AT = GRAMS + SIGNS.length;
export const WEIGHTS = PAIRS_AT + PAIRS;

export type Weights = { readonly length: number; readonly [at: number]: number };
/** Up to three sentences that follow each other: `first` … `last`. */
export type Window = { first: number; last: number; score: number };

const MOST = 3;
const FIELD = sign('stands in a field');
/** As if every window held so many n-grams more that weigh nothing: in a few words a single one would decide. */
const SPARE = 10;
/** A window of fewer words orders nothing. */
const LEAST_WORDS = 3;

/**
 * The window with the highest score, which is the sum of its n-grams' weights over the root of their number, and of the
 * weights of its signs and pairs of signs. `undefined` where nothing is long enough.
 */
export function bestWindow(sentences: readonly Sentence[], grams: Uint16Array, weights: Weights): Window | undefined {
  let best: Window | undefined;
  for (const window of windowsOf(sentences, grams, weights, Number.NEGATIVE_INFINITY))
    if (best === undefined || window.score > best.score) best = window;
  return best;
}

/** Of each sentence that begins one the window with the highest score, those above `floor`. */
export function windowsOf(
  sentences: readonly Sentence[],
  grams: Uint16Array,
  weights: Weights,
  floor: number,
): readonly Window[] {
  let found = NONE;
  if (sums.length < sentences.length) sums = new Float64Array(2 * sentences.length);
  for (let one = 0; one < sentences.length; one += 1) {
    const { from, to } = sentences[one] as Sentence;
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += weights[grams[at] as number] as number;
    sums[one] = sum;
  }
  for (let first = 0; first < sentences.length; first += 1) {
    let sum = 0;
    let count = 0;
    let words = 0;
    let signs = 0;
    let end = -1;
    let most = floor;
    for (let last = first; last < Math.min(sentences.length, first + MOST); last += 1) {
      const sentence = sentences[last] as Sentence;
      // A field of a record says nothing about the next, nor does a paragraph.
      if (last > first && (sentence.opens || sentence.signs & FIELD)) break;
      sum += sums[last] as number;
      count += sentence.to - sentence.from;
      words += sentence.words;
      signs |= sentence.signs;
      if (words < LEAST_WORDS) continue;
      const score = sum / rootOf(count) + scoreOfSigns(signs, weights);
      if (score <= most) continue;
      most = score;
      end = last;
    }
    if (end < 0) continue;
    if (found === NONE) found = [];
    found.push({ first, last: end, score: most });
  }
  return found;
}

/** How many words the sentences `first` … `last` have. */
export function wordsIn(sentences: readonly Sentence[], first: number, last: number): number {
  let words = 0;
  for (let at = first; at <= last; at += 1) words += (sentences[at] as Sentence).words;
  return words;
}

/** Mostly there is none. */
const NONE: Window[] = [];

let sums = new Float64Array(64);

/** What the sum of so many n-grams is divided by. */
export function rootOf(count: number): number {
  return Math.sqrt(count + SPARE);
}

function scoreOfSigns(signs: number, weights: Weights): number {
  let sum = 0;
  for (let rest = signs; rest !== 0; ) {
    const high = 31 - Math.clz32(rest);
    rest &= ~(1 << high);
    sum += weights[SIGNS_AT + high] as number;
    for (let lower = rest; lower !== 0; ) {
      const low = 31 - Math.clz32(lower);
      lower &= ~(1 << low);
      sum += weights[pairAt(low, high)] as number;
    }
  }
  return sum;
}

/** Where the weight of two signs stands, `low` below `high`. */
export function pairAt(low: number, high: number): number {
  return PAIRS_AT + (high * (high - 1)) / 2 + low;
}
