import { bestWindow, pairAt, rootOf, SIGNS_AT, WEIGHTS } from './linear.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { MODELS } from './weights.ts';
import { SIGNS } from './words.ts';

/** `data`: what tools return. `description`: how tools and servers describe themselves. */
export type ModelName = keyof typeof MODELS;
export type Found = { readonly start: number; readonly end: number };

/** A text cut out of a longer one: the cut sentences at its ends count when they reach into `from` … `to`. */
export type Excerpt = { readonly before: number; readonly from: number; readonly to: number };

const ONE_WORD = /^[A-Za-z]?[a-z]*$/;

/** So much of a text is judged by the threshold itself. */
const SHORT = 2_048;
/** What each doubling of the text before adds: the more sentences there are, the further up one of them gets by chance. */
const STRICTER = 0.5;

/** The stretch of a text that most reads like an order to an assistant, where it is above the model's threshold. */
export function learnedSpan(name: ModelName, text: string, excerpt?: Excerpt): Found | undefined {
  // Many a key is one of its words: a window takes three, and nothing is decoded for less.
  if (ONE_WORD.test(text)) return undefined;
  const reading = sentencesOf(text);
  const { weights, threshold, scale } = modelOf(name);
  const sentences = excerpt === undefined ? reading.sentences : whole(reading.sentences, excerpt);
  const window = bestWindow(sentences, reading.grams, weights);
  const more = STRICTER * Math.log2(Math.max(1, (excerpt?.before ?? 0) / SHORT));
  if (window === undefined || window.score < threshold + more / scale) return undefined;
  const first = sentences[window.first] as Sentence;
  const last = sentences[window.last] as Sentence;
  return { start: first.start, end: last.end };
}

function whole(sentences: readonly Sentence[], { from, to }: Excerpt): readonly Sentence[] {
  const first = (sentences[0]?.end ?? 0) < from ? 1 : 0;
  const last = (sentences.at(-1)?.start ?? 0) > to ? -1 : sentences.length;
  return first === 0 && last > 0 ? sentences : sentences.slice(first, last);
}

/** What weighed most in a stretch that was found, strongest first: signs by their names, words as they stand there. */
export function learnedReasons(name: ModelName, text: string): string[] {
  const { weights } = modelOf(name);
  const reading = sentencesOf(text);
  const signs = reading.sentences.reduce((all, sentence) => all | sentence.signs, 0);
  const count = reading.sentences.at(-1)?.to ?? 0;
  const list = SIGNS.flatMap((sign, bit) =>
    signs & (1 << bit) ? [{ why: sign as string, weight: shareOf(bit, signs, weights) }] : [],
  );
  const scale = 1 / rootOf(count);
  for (const [why, weight] of wordsOf(text, weights)) list.push({ why: `"${why}"`, weight: weight * scale });
  return list
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 5)
    .map(({ why }) => why);
}

/** The weight of a sign and half of each of its pairs. */
function shareOf(bit: number, signs: number, weights: Int8Array): number {
  let sum = weights[SIGNS_AT + bit] as number;
  for (let other = 0; other < SIGNS.length; other += 1) {
    if (other === bit || (signs & (1 << other)) === 0) continue;
    sum += (weights[pairAt(Math.min(bit, other), Math.max(bit, other))] as number) / 2;
  }
  return sum;
}

/** Single words and what their own n-grams weigh. */
function wordsOf(text: string, weights: Int8Array): Map<string, number> {
  const found = new Map<string, number>();
  for (const [word] of text.slice(0, 600).matchAll(/[\p{L}\p{M}'’]{3,24}/gu)) {
    const { sentences, grams } = sentencesOf(word);
    const own = sentences[0];
    if (own !== undefined) found.set(word.toLowerCase(), weights[grams[own.from] as number] as number);
  }
  return found;
}

type Model = { readonly weights: Int8Array; readonly threshold: number; readonly scale: number };
const read = new Map<ModelName, Model>();

/** Decoded when first asked for: most processes never are. */
function modelOf(name: ModelName): Model {
  let model = read.get(name);
  if (model === undefined) {
    const { bytes, scale, bias, threshold } = MODELS[name];
    const weights = new Int8Array(WEIGHTS);
    const text = atob(bytes);
    for (let at = 0; at < weights.length; at += 1) weights[at] = text.charCodeAt(at);
    model = { weights, threshold: (threshold - bias) / scale, scale };
    read.set(name, model);
  }
  return model;
}
