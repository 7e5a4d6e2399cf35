// Learns how much the cues of src/rules/learned/cues count beside the models' scores, and writes src/rules/learned/cues/weights.ts. Each
// half of the texts of training/written is scored by models that were trained on the other: what a model says of a text that it was
// trained on is no measure. Run after train-injection.ts, with the same argument if any; one minute.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cueNames, cuesIn, lengthOf } from '../src/rules/learned/cues/cues.ts';
import { CUE_WEIGHTS } from '../src/rules/learned/cues/weights.ts';
import { windowsOf, wordsIn } from '../src/rules/learned/linear.ts';
import { sentencesOf } from '../src/rules/learned/sentences.ts';
import { MODELS, type ModelName } from '../src/rules/learned/weights.ts';
import { diceOf, expand, type Grammar } from './grammar.ts';
import { packageTexts } from './package-texts.ts';
import {
  averaged,
  carried,
  dataSamples,
  described,
  descriptionSamples,
  grammar,
  type Keep,
  type Weights,
} from './train-injection.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A stretch of a text by a model's score, its length and the cues in it. */
type Stretch = { readonly score: number; readonly long: number; readonly cues: readonly number[] };
type Row = { readonly attack: boolean; readonly near: readonly Stretch[] };
type Fit = { bias: number; slope: number; long: number; single: Float64Array; pairs: Float64Array };

const DRAWS = 3;
/** What scores less than so far below the threshold teaches nothing. */
const NEAR = 2.5;
const CLOSEST = 4;

type Setting = {
  /** How strongly the weights of cues and of two together are held back. */
  readonly held: { readonly single: number; readonly pairs: number };
  /** How much more than in the halves a score says of a model that was trained on all. */
  readonly sharper: number;
  /** What it all has to come to: set where honest texts that nobody trained on are left alone, also for a model that is not learned anew. */
  readonly threshold: number;
};
const SETTINGS: Readonly<Record<ModelName, Setting>> = {
  data: { held: { single: 3, pairs: 1000 }, sharper: 1.3, threshold: 0.06 },
  description: { held: { single: 3, pairs: 1000 }, sharper: 1.3, threshold: 0.46 },
};
/** An honest text counts as so many attacks: the hard ones decide how much is found at all. */
const HONEST = 4;

/** One half of the written texts. */
const half =
  (which: number): Keep =>
  (text) => {
    let hash = 5;
    for (const char of text) hash = (Math.imul(hash, 33) ^ (char.codePointAt(0) ?? 0)) >>> 0;
    return (hash >>> 7) % 2 === which;
  };

function modelOf(name: ModelName, keep: Keep): Weights {
  return averaged(
    (seed) =>
      name === 'data'
        ? dataSamples({ attacks: 40_000, honest: 50_000, packages: 6_000 }, seed, keep)
        : descriptionSamples({ attacks: 20_000, honest: 26_000, packages: 2_000 }, seed, keep),
    DRAWS,
  );
}

function stretches(name: ModelName, text: string, { weights, bias }: Weights): Stretch[] {
  const { sentences, grams } = sentencesOf(text);
  const floor = MODELS[name].threshold - NEAR - bias;
  return windowsOf(sentences, grams, weights, floor)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, CLOSEST)
    .map(({ first, last, score }) => ({
      score: score + bias,
      long: lengthOf(wordsIn(sentences, first, last)),
      cues: cuesIn(name, text, sentences[first]?.start ?? 0, sentences[last]?.end ?? text.length),
    }));
}

/** Every written text once, as it stands in data or in a description, and honest packages. */
function* texts(name: ModelName, keep: Keep, seed: number): Generator<readonly [boolean, string]> {
  const dice = diceOf(seed);
  const one = (lists: Grammar, text: string) => expand(new Map([...lists, ['this one', [text]]]), 'this one', dice);
  if (name === 'data') {
    const attacks = grammar('attacks', keep);
    const benign = grammar('benign', keep);
    const honest = () => expand(benign, 'benign', dice);
    for (const file of ['everyday', 'plausible', 'coding', 'takeover', 'abroad', 'requests'])
      for (const text of attacks.get(file) ?? []) yield [true, carried(one(attacks, text), honest, dice)];
    for (const file of ['ordinary', 'close', 'overseas', 'machine'])
      for (const text of benign.get(file) ?? []) yield [false, one(benign, text)];
    return;
  }
  const lists = grammar('descriptions', keep);
  const honest = () => expand(lists, 'tool', dice);
  for (let times = 0; times < 2; times += 1) {
    for (const text of lists.get('poisoned') ?? []) yield [true, described(one(lists, text), honest, dice)];
    for (const text of lists.get('described') ?? []) yield [false, one(lists, text)];
  }
}

function rowsOf(name: ModelName): Row[] {
  const rows: Row[] = [];
  for (const which of [0, 1]) {
    const model = modelOf(name, half(1 - which));
    for (const [attack, text] of texts(name, half(which), 991 + which))
      rows.push({ attack, near: stretches(name, text, model) });
    if (name === 'data' && which === 0)
      for (const text of packageTexts('proof', 12_000))
        rows.push({ attack: false, near: stretches(name, text, model) });
  }
  return rows.filter(({ near }) => near.length > 0);
}

/** Logistic regression on the stretch of each text that weighs most. */
function fitted(name: ModelName, rows: readonly Row[]): Fit {
  const count = cueNames(name).length;
  const fit: Fit = {
    bias: -2,
    slope: 1,
    long: 0,
    single: new Float64Array(count),
    pairs: new Float64Array((count * (count - 1)) / 2),
  };
  const squares = {
    bias: 1e-6,
    slope: 1e-6,
    long: 1e-6,
    single: fit.single.map(() => 1e-6),
    pairs: fit.pairs.map(() => 1e-6),
  };
  const { held } = SETTINGS[name];
  const dice = diceOf(17);
  const order = rows.map((_, at) => at);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = dice(at + 1);
      [order[at], order[other]] = [order[other] as number, order[at] as number];
    }
    for (const at of order) {
      const { attack, near } = rows[at] as Row;
      const best = near.reduce((a, b) => (sumOf(fit, b) > sumOf(fit, a) ? b : a));
      const error = ((attack ? 1 : 0) - 1 / (1 + Math.exp(-sumOf(fit, best)))) * (attack ? 1 : HONEST);
      if (Math.abs(error) < 1e-3) continue;
      step(fit.single, squares.single, best.cues, error, held.single / rows.length);
      step(fit.pairs, squares.pairs, pairsOf(best.cues), error, held.pairs / rows.length);
      squares.slope += (error * best.score) ** 2;
      fit.slope += (RATE * error * best.score) / Math.sqrt(squares.slope);
      squares.long += (error * best.long) ** 2;
      fit.long += (RATE * error * best.long) / Math.sqrt(squares.long);
      squares.bias += error ** 2;
      fit.bias += (RATE * error) / Math.sqrt(squares.bias);
    }
  }
  return fit;
}

const ROUNDS = 30;
const RATE = 0.05;

function step(
  weights: Float64Array,
  squares: Float64Array,
  places: readonly number[],
  error: number,
  held: number,
): void {
  for (const place of places) {
    const slope = error - held * (weights[place] as number);
    squares[place] = (squares[place] as number) + slope * slope;
    weights[place] = (weights[place] as number) + (RATE * slope) / Math.sqrt(squares[place] as number);
  }
}

function sumOf(fit: Fit, { score, long, cues }: Stretch): number {
  let sum = fit.bias + fit.slope * score + fit.long * long;
  for (const cue of cues) sum += fit.single[cue] as number;
  for (const pair of pairsOf(cues)) sum += fit.pairs[pair] as number;
  return sum;
}

function pairsOf(cues: readonly number[]): number[] {
  return cues.flatMap((cue, at) => cues.slice(0, at).map((lower) => (cue * (cue - 1)) / 2 + lower));
}

/** For a model that was trained on all. */
function settled(name: ModelName, fit: Fit): Fit {
  const { sharper } = SETTINGS[name];
  const bias = fit.bias - (sharper - 1) * fit.slope * MODELS[name].threshold;
  return { ...fit, bias, slope: sharper * fit.slope };
}

if (import.meta.main) {
  const asked = process.argv.slice(2);
  const entries = (['data', 'description'] as const).map((name) => {
    // Of a model that is not asked for what was written stays.
    const { bias, slope, long, single, pairs } =
      asked.length === 0 || asked.includes(name) ? settled(name, fitted(name, rowsOf(name))) : CUE_WEIGHTS[name];
    const list = (weights: Iterable<number>) => `[${[...weights].map((one) => Number(one.toFixed(2))).join(', ')}]`;
    return `  ${name}: {
    threshold: ${SETTINGS[name].threshold},
    bias: ${bias.toFixed(2)},
    slope: ${slope.toFixed(2)},
    long: ${long.toFixed(2)},
    single: ${list(single)},
    pairs: ${list(pairs)},
  },
`;
  });
  const head = `// Written by scripts/train-cues.ts; not edited by hand.
import type { ModelName } from '../weights.ts';
import type { CueWeights } from './named.ts';

export const CUE_WEIGHTS: Readonly<Record<ModelName, CueWeights>> = {
`;
  writeFileSync(join(root, 'src/rules/learned/cues/weights.ts'), `${head}${entries.join('')}};\n`);
}
