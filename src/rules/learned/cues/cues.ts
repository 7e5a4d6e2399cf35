import { expression, toMachineCode } from '../../machine-code.ts';
import type { ModelName } from '../weights.ts';
import { ADDRESSED_DATA, AROUND_DATA, DATA_CUES, EVERYDAY_DATA, MANUAL_DATA, WANTING_DATA } from './data.ts';
import { DESCRIPTION_CUES, EVERYDAY_DESCRIPTION } from './description.ts';
import type { Cues } from './named.ts';
import { CUE_WEIGHTS } from './weights.ts';

/** Those that stand in a stretch itself, and those that count around it too. */
const CUES: Readonly<Record<ModelName, readonly [Cues, Cues]>> = {
  data: [DATA_CUES, AROUND_DATA],
  description: [DESCRIPTION_CUES, {}],
};

/** Of three sentences more is never needed; nor may a text without any cost more. */
const LONGEST = 600;
/** So much before and behind a stretch tells whether it is cited. */
const BEFORE = 200;
const BEHIND = 120;

const EVERYDAY = { data: EVERYDAY_DATA, description: EVERYDAY_DESCRIPTION } as const;

/** A few letters together that are neither Latin nor Greek, as in words. */
const SCRIPT = /[\u0400-\u1dff\u2e80-\uffdc]{3}/;

/** The names of a model's cues, in the order of its weights. */
export function cueNames(model: ModelName): readonly string[] {
  return CUES[model].flatMap((cues) => Object.keys(cues));
}

/** Which cues stand in a stretch of a text or, unless it is known to be cited, around it; ascending. */
export function cuesIn(model: ModelName, text: string, start: number, end: number, isCited = false): number[] {
  const [inner, around] = compiled(model);
  const stop = Math.min(end, start + LONGEST);
  const found: number[] = [];
  const own = plain(text.slice(start, stop));
  for (const [at, cue] of inner.entries()) if (cue.test(own)) found.push(at);
  if (isCited || around.length === 0) return found;
  const whole = plain(text.slice(Math.max(0, start - BEFORE), stop + BEHIND));
  for (const [at, cue] of around.entries()) if (cue.test(whole)) found.push(inner.length + at);
  return found;
}

/** Lower case, line breaks as blanks, one mark for all apostrophes: what ignores case is slow to compile. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('\\n', ' ').replaceAll(/\s+/g, ' ').replaceAll('\u2019', "'");
}

/** An order takes so many words; manuals go on. */
const ORDER = 16;

/** How long a stretch of so many words is, in doublings of what an order takes. */
export function lengthOf(words: number): number {
  return Math.log2(Math.max(1, words / ORDER));
}

/**
 * What a stretch weighs by the model's score and the cues in it, above 0 where it is an order: cues are words of the trade put together
 * in ways that the model, which adds words up, cannot see.
 *
 * @param score of the model, in its own log-odds
 * @param words of the stretch
 */
export function weighed(model: ModelName, score: number, words: number, cues: readonly number[]): number {
  const { threshold, bias, slope, long, single, pairs } = CUE_WEIGHTS[model];
  let sum = bias - threshold + slope * score + long * lengthOf(words);
  for (const [at, cue] of cues.entries()) {
    sum += single[cue] ?? 0;
    for (const lower of cues.slice(0, at)) sum += pairs[(cue * (cue - 1)) / 2 + lower] ?? 0;
  }
  return sum;
}

/**
 * Whether a stretch has more than what honest texts have as well. It is only asked of those with words in another script than
 * Latin: of these the model knows few, and nearly all of them from attacks.
 */
export function isTelling(model: ModelName, text: string, cues: readonly number[]): boolean {
  return !SCRIPT.test(text) || cues.some((cue) => !EVERYDAY[model].includes(cueNames(model)[cue] as string));
}

const WANTING: ReadonlySet<number> = new Set(WANTING_DATA.map((name) => cueNames('data').indexOf(name)));
const ADDRESSED: ReadonlySet<number> = new Set(ADDRESSED_DATA.map((name) => cueNames('data').indexOf(name)));
const MANUAL = cueNames('data').indexOf(MANUAL_DATA);

/** Whether something stands among the cues of data that an order is after. */
export function isWanting(cues: readonly number[]): boolean {
  return cues.some((cue) => WANTING.has(cue));
}

/** Whether data speaks to somebody who acts for others, or is after what no manual is. */
export function isAddressed(cues: readonly number[]): boolean {
  return cues.some((cue) => ADDRESSED.has(cue));
}

/** Whether data is written like code or a manual. */
export function isManual(cues: readonly number[]): boolean {
  return cues.includes(MANUAL);
}

/** Makes and compiles one expression a step: a text that needs them then waits for none. */
export function* warmCues(): Generator<undefined, void> {
  for (const model of ['data', 'description'] as const) {
    const [inner, around] = CUES[model];
    const list = [yield* inSteps(inner), yield* inSteps(around)] as const;
    known.set(model, list);
  }
}

function* inSteps(cues: Cues): Generator<undefined, RegExp[]> {
  const list: RegExp[] = [];
  for (const source of Object.values(cues)) {
    list.push(toMachineCode(expression(source)));
    yield;
  }
  return list;
}

type Compiled = readonly [readonly RegExp[], readonly RegExp[]];
const known = new Map<ModelName, Compiled>();

/** Compiled when a text first comes near: in most processes none does. */
function compiled(model: ModelName): Compiled {
  let list = known.get(model);
  if (list === undefined) {
    const [inner, around] = CUES[model];
    list = [regexes(inner), regexes(around)];
    known.set(model, list);
  }
  return list;
}

function regexes(cues: Cues): readonly RegExp[] {
  return Object.values(cues).map((source) => expression(source));
}
