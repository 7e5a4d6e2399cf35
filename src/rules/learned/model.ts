import { cueNames, cuesIn, isAddressed, isManual, isTelling, isWanting, weighed } from './cues/cues.ts';
import { CUE_WEIGHTS } from './cues/weights.ts';
import { isElsewhere } from './elsewhere.ts';
import { pairAt, rootOf, SIGNS_AT, WEIGHTS, windowsOf, wordsIn } from './linear.ts';
import { unpacked } from './packed.ts';
import type { Sentence } from './sentence.ts';
import { sentencesOf } from './sentences.ts';
import { isOfTerms } from './terms.ts';
import { isTranslated } from './translated.ts';
import { MODELS, type ModelName } from './weights.ts';
import { SIGNS, sign } from './words.ts';

export type Found = { readonly start: number; readonly end: number };

/** A text cut out of a longer one: the cut sentences at its ends count when they reach into `from` … `to`. */
export type Excerpt = { readonly before: number; readonly from: number; readonly to: number };

/** So much of a text is judged by the threshold itself. */
const SHORT = 2_048;
/** What each doubling of the text before adds: the more sentences there are, the further up one of them gets by chance. */
const STRICTER = 0.5;

/** So far below its threshold a model's score leaves an order possible: there the cues decide. Data is mostly no order. */
const NEAR: Readonly<Record<ModelName, number>> = { data: 1.35, description: 2.5 };
/** So many sentences are a short text; what each doubling adds where there are more. */
const FEW = 4;
const CROWDED = 0.4;
/** What each doubling of the sentences beside a stretch that speak of assistants and instructions adds, and the most they do: in a manual for agents one more is nothing special. */
const TALK = 1;
const MOST_TALK = 2;
const TALKS = sign('names the assistant') | sign('speaks of instructions');
/** More that a stretch in another script needs: of these the model knows few words. */
const FOREIGN = 1;
const SCRIPT = sign('other script');
/** More that one in another language of Latin letters needs: so much of its manuals reads like orders to a model that knows English. */
const ELSEWHERE = 2;
/** And one with a link or a path where nothing is to be said, sent or paid: so manuals are written. */
const REFERRING = 0.5;
const REFERS = sign('web address') | sign('file path') | sign('looks like code');
/** And one in a field of a record where none of these is wanted, nor anything deleted: so rows, notes and pages are handed over. */
const FIELDED = 4;
const FIELD = sign('stands in a field');
const DELETES = sign('deletes or unlocks');
const WANTS = [
  'e-mail address',
  'money',
  'sends something',
  'secrecy',
  'sets aside what was asked',
  'me or my',
] as const;
const WANTED = WANTS.reduce((all, name) => all | sign(name), 0);
/** More that one needs which speaks of assistants or their instructions and wants nothing: so what is built around models is described. */
const DESCRIBING = 1;
/** More that code and manuals need where none of what an order is after is named. */
const MANUAL = 0.5;
/** And one of a licence or a contract. */
const TERMS = 3.5;
/** And one beside its translation. */
const TRANSLATED = 4;
/** Of a text so many stretches are looked at, those that score highest. */
const CLOSEST = 4;

/**
 * The stretch of a text that most reads like an order to an assistant, where its score and the cues in it together say so.
 *
 * @param isCited what is asked is how it would read without what stands around it
 */
export function learnedSpan(name: ModelName, text: string, excerpt?: Excerpt, isCited = false): Found | undefined {
  const more = STRICTER * Math.log2(Math.max(1, (excerpt?.before ?? 0) / SHORT));
  const reading = sentencesOf(text);
  const { weights, threshold, scale, bias } = modelOf(name);
  const sentences = excerpt === undefined ? reading.sentences : whole(reading.sentences, excerpt);
  const crowd = CROWDED * Math.log2(Math.max(1, sentences.length / FEW));
  const floor = threshold + (more + crowd / 2 - NEAR[name]) / scale;
  const near = windowsOf(sentences, reading.grams, weights, floor);
  if (near.length === 0) return undefined;
  let best: Found | undefined;
  let most = more + crowd;
  for (const { first, last, score } of near.toSorted((a, b) => b.score - a.score).slice(0, CLOSEST)) {
    const { start } = sentences[first] as Sentence;
    const { end } = sentences[last] as Sentence;
    const cues = cuesIn(name, text, start, end, isCited);
    const ordinary = name === 'data' ? ordinariness(sentences, first, last, cues) : 0;
    const said = text.slice(start, end);
    const far = isElsewhere(said) ? ELSEWHERE : 0;
    const terms = name === 'data' && isOfTerms(said) ? TERMS : 0;
    const shown = name === 'data' && !isAddressed(cues) && isTranslated(text, end) ? TRANSLATED : 0;
    const weighs = weighed(name, score * scale + bias, wordsIn(sentences, first, last), cues);
    const weight = weighs - ordinary - far - terms - shown;
    if (weight <= most || !isTelling(name, said, cues)) continue;
    most = weight;
    best = { start, end };
  }
  return best;
}

/** How far beyond the threshold a stretch has to be for what it is and stands in. */
function ordinariness(sentences: readonly Sentence[], first: number, last: number, cues: readonly number[]): number {
  let talking = 0;
  let own = 0;
  for (const [at, { signs }] of sentences.entries()) {
    if (at >= first && at <= last) own |= signs;
    else if ((signs & TALKS) !== 0) talking += 1;
  }
  const talk = Math.min(MOST_TALK, TALK * Math.log2(1 + talking));
  const foreign = own & SCRIPT ? FOREIGN : 0;
  const describing = own & TALKS && !isWanting(cues) ? DESCRIBING : 0;
  const always = talk + foreign + describing;
  if (own & WANTED) return always;
  const referring = own & REFERS ? REFERRING : 0;
  const manual = isManual(cues) ? MANUAL : 0;
  return always + referring + manual + (own & FIELD && !(own & DELETES) ? FIELDED : 0);
}

function whole(sentences: readonly Sentence[], { from, to }: Excerpt): readonly Sentence[] {
  const first = (sentences[0]?.end ?? 0) < from ? 1 : 0;
  const last = (sentences.at(-1)?.start ?? 0) > to ? -1 : sentences.length;
  return first === 0 && last > 0 ? sentences : sentences.slice(first, last);
}

const MOST_REASONS = 5;

/** What weighed most in a stretch that was found, strongest first: signs by their names, words as they stand there. */
export function learnedReasons(name: ModelName, text: string): string[] {
  const { weights, scale: unit } = modelOf(name);
  const { single, slope } = CUE_WEIGHTS[name];
  const reading = sentencesOf(text);
  const signs = reading.sentences.reduce((all, sentence) => all | sentence.signs, 0);
  const count = reading.sentences.at(-1)?.to ?? 0;
  const list = SIGNS.flatMap((sign, bit) =>
    signs & (1 << bit) ? [{ why: sign as string, weight: shareOf(bit, signs, weights) }] : [],
  );
  const scale = 1 / rootOf(count);
  for (const cue of cuesIn(name, text, 0, text.length)) {
    const weight = (single[cue] ?? 0) / (slope * unit);
    list.push({ why: cueNames(name)[cue] as string, weight });
  }
  for (const [why, weight] of wordsOf(text, weights)) list.push({ why: `"${why}"`, weight: weight * scale });
  return list
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_REASONS)
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

type Model = {
  readonly weights: Int8Array;
  readonly threshold: number;
  readonly scale: number;
  readonly bias: number;
};
const read = new Map<ModelName, Model>();

/** Decoded when first asked for: most processes never are. */
function modelOf(name: ModelName): Model {
  let model = read.get(name);
  if (model === undefined) {
    const { scale, bias, threshold } = MODELS[name];
    const weights = unpacked(MODELS[name], WEIGHTS);
    model = { weights, threshold: (threshold - bias) / scale, scale, bias };
    read.set(name, model);
  }
  return model;
}
