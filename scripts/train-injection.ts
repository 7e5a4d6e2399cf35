// Trains the two linear models of injection from the grammars of training/ and from what the installed packages say of
// themselves, and writes src/rules/learned/weights.ts. Deterministic for one state of node_modules.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bestWindow, pairAt, rootOf, SIGNS_AT, WEIGHTS } from '../src/rules/learned/linear.ts';
import type { Packed } from '../src/rules/learned/packed.ts';
import type { Sentence } from '../src/rules/learned/sentence.ts';
import { sentencesOf } from '../src/rules/learned/sentences.ts';
import { MODELS } from '../src/rules/learned/weights.ts';
import { type Dice, diceOf, expand, type Grammar, parseGrammar } from './grammar.ts';
import { packed } from './pack-weights.ts';
import { packageTexts } from './package-texts.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export type Sample = { readonly sentences: readonly Sentence[]; readonly grams: Uint16Array; readonly attack: boolean };

/** Which of the texts that were written one by one are taken. */
export type Keep = (text: string) => boolean;
const ALL: Keep = () => true;

/** The lists of training/NAME.txt, of the reference and of agents' tools, and each file of training/written as a list of its texts, one a line. */
export function grammar(name: string, keep: Keep = ALL): Grammar {
  const read = (one: string): string => readFileSync(join(root, 'training', `${one}.txt`), 'utf8');
  const written = [...writtenTexts()].map(([file, texts]) => [file, texts.filter(keep)] as const);
  const reference = [...parseGrammar(read('reference'), read('agent-tools'))].map(([list, lines]) => {
    const kept = lines.filter(keep);
    return [list, kept.length > 0 ? kept : lines] as const;
  });
  return new Map([...parseGrammar(read('shared'), read('deeds'), read(name)), ...reference, ...written]);
}

/** Texts written one by one rather than put together from parts, by the name of their file. */
export function writtenTexts(): ReadonlyMap<string, readonly string[]> {
  const folder = join(root, 'training/written');
  return new Map(
    readdirSync(folder).map((file) => [
      file.replace(/\.txt$/, ''),
      readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean),
    ]),
  );
}

function sample(text: string, attack: boolean): Sample {
  const { sentences, grams } = sentencesOf(text);
  return { sentences, grams: grams.slice(0, sentences.at(-1)?.to ?? 0), attack };
}

/** As an attack stands in data: alone, in a field, behind or before honest text. */
export function carried(attack: string, honest: () => string, dice: Dice): string {
  const way = dice(10);
  if (way < 4) return attack;
  if (way < 6)
    return `{'${['note', 'description', 'body', 'content', 'review', 'bio'][dice(6)]}': '${attack}', 'id': ${dice(99)}}`;
  if (way < 7) return `"title": "${honest().slice(0, 30).replaceAll('\n', ' ')}", "body": "${attack}"`;
  if (way < 9) return `${honest()}\n${attack}`;
  return `${attack}\n\n${honest()}`;
}

export type Weights = { readonly weights: Float32Array; readonly bias: number };

type Weighing = {
  readonly rounds: number;
  readonly rate: number;
  readonly decay: number;
  readonly seed: number;
  /** Of a hundred n-grams, how many are left out each time, so that no single word decides. */
  readonly left: number;
  /** How much a sign counts beside an n-gram. */
  readonly sign: number;
};

/** Logistic regression on the best window of each text, so that training weighs what a scan will. */
export function train(samples: readonly Sample[], { rounds, rate, decay, seed, left, sign }: Weighing): Weights {
  const dice = diceOf(seed);
  const weights = new Float32Array(WEIGHTS);
  const squares = new Float32Array(WEIGHTS).fill(0.05);
  let bias = 0;
  const order = samples.map((_, at) => at);
  const attacks = samples.filter((one) => one.attack).length;
  const weight = (samples.length - attacks) / Math.max(1, attacks);
  for (let round = 0; round < rounds; round += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = dice(at + 1);
      [order[at], order[other]] = [order[other] as number, order[at] as number];
    }
    for (const at of order) {
      const one = samples[at] as Sample;
      const window = bestWindow(one.sentences, one.grams, weights);
      if (window === undefined) continue;
      const chance = 1 / (1 + Math.exp(-(window.score + bias)));
      const error = (one.attack ? 1 - chance : -chance) * (one.attack ? Math.min(3, weight) : 1);
      if (Math.abs(error) < 0.004) continue;
      const slope = (place: number, by: number): void => {
        const step = error * by - decay * (weights[place] as number);
        squares[place] = (squares[place] as number) + step * step;
        weights[place] = (weights[place] as number) + (rate * step) / Math.sqrt(squares[place] as number);
      };
      let count = 0;
      let signs = 0;
      for (let s = window.first; s <= window.last; s += 1) {
        const sentence = one.sentences[s] as Sentence;
        count += sentence.to - sentence.from;
        signs |= sentence.signs;
      }
      const kept = 100 / (100 - left) / rootOf(count);
      for (let s = window.first; s <= window.last; s += 1) {
        const sentence = one.sentences[s] as Sentence;
        for (let g = sentence.from; g < sentence.to; g += 1) if (dice(100) >= left) slope(one.grams[g] as number, kept);
      }
      for (let high = 0; high < 31; high += 1) {
        if ((signs & (1 << high)) === 0) continue;
        slope(SIGNS_AT + high, sign);
        for (let low = 0; low < high; low += 1) if (signs & (1 << low)) slope(pairAt(low, high), sign);
      }
      bias += 0.01 * error;
    }
  }
  return { weights, bias };
}

export type Size = { readonly attacks: number; readonly honest: number; readonly packages: number };

export function dataSamples(size: Size, seed: number, keep: Keep = ALL): Sample[] {
  const dice = diceOf(seed);
  const attacks = grammar('attacks', keep);
  const benign = grammar('benign', keep);
  const honest = () => expand(benign, 'benign', dice);
  const samples: Sample[] = [];
  for (let n = 0; n < size.attacks; n += 1)
    samples.push(sample(carried(expand(attacks, 'attack', dice), honest, dice), true));
  for (let n = 0; n < size.honest; n += 1) {
    // A thread or a page has many paragraphs, and the one that looks worst decides.
    const paragraphs = n % 4 === 0 ? 2 + dice(6) : 1;
    samples.push(sample(Array.from({ length: paragraphs }, honest).join('\n\n'), false));
  }
  for (const text of packageTexts('train', size.packages)) {
    samples.push(sample(text, false));
    // As a detector sees it: cut out around a word, in the middle of whatever stands there.
    const at = dice(Math.max(1, text.length - 400));
    samples.push(sample(text.slice(at, at + 300 + dice(300)), false));
  }
  return samples;
}

/** Descriptions of tools: a poisoned one is mostly an honest one with more behind it. */
export function descriptionSamples(size: Size, seed: number, keep: Keep = ALL): Sample[] {
  const dice = diceOf(seed);
  const lists = grammar('descriptions', keep);
  const honest = () => expand(lists, 'tool', dice);
  const samples: Sample[] = [];
  for (let n = 0; n < size.attacks; n += 1)
    samples.push(sample(described(expand(lists, 'poison', dice), honest, dice), true));
  for (let n = 0; n < size.honest; n += 1) samples.push(sample(honest(), false));
  for (const text of packageTexts('train', size.packages)) samples.push(sample(text, false));
  return samples;
}

export function described(poison: string, honest: () => string, dice: Dice): string {
  const way = dice(10);
  if (way < 3) return poison;
  if (way < 6) return `${honest()}\n\n${poison}`;
  if (way < 8) return `${honest()} ${poison}`;
  if (way < 9)
    return `{"name": "${['add', 'search', 'notes', 'lookup'][dice(4)]}", "description": "${honest().replaceAll('"', "'")} ${poison}"}`;
  return `${poison}\n${honest()}`;
}

type Written = Packed & { readonly scale: number; readonly bias: number };

/** The few largest weights are cut off, so that the rest is told apart. */
function written({ weights, bias }: Weights): Written {
  const sizes = [...weights].map(Math.abs).sort((a, b) => b - a);
  const most = sizes[Math.floor(sizes.length * 0.0005)] ?? 1;
  const scale = most / 127;
  const { levels, bytes } = packed(weights.map((one) => Math.max(-127, Math.min(127, one / scale))));
  return { scale, bias, levels, bytes: Buffer.from(bytes).toString('base64') };
}

const WEIGHING = { rounds: 8, rate: 0.15, decay: 1e-3, seed: 11, left: 33, sign: 0.5 };

/** Above these a window is taken for an injection: set where honest texts that nobody trained on are left alone. */
const THRESHOLDS = { data: 2.3, description: 2.65 };

/** One draw of texts sways a model; the mean of several does not. */
export function averaged(samplesOf: (seed: number) => Sample[], draws: number = DRAWS): Weights {
  const models = Array.from({ length: draws }, (_, at) =>
    train(samplesOf(7 + 100 * at), { ...WEIGHING, seed: WEIGHING.seed + at }),
  );
  const mean = (of: (model: (typeof models)[number]) => number): number =>
    models.reduce((sum, model) => sum + of(model), 0) / draws;
  return {
    weights: Float32Array.from({ length: WEIGHTS }, (_, at) => mean(({ weights }) => weights[at] as number)),
    bias: mean(({ bias }) => bias),
  };
}

const DRAWS = 8;

const NAMES = `
/** \`data\`: what tools return. \`description\`: how tools and servers describe themselves. */
export type ModelName = keyof typeof MODELS;
`;

const MAKERS = {
  data: (seed: number) => dataSamples({ attacks: 90_000, honest: 160_000, packages: 20_000 }, seed),
  description: (seed: number) => descriptionSamples({ attacks: 30_000, honest: 40_000, packages: 3_000 }, seed),
};

if (import.meta.main) {
  const asked = process.argv.slice(2);
  const names = Object.keys(MAKERS) as (keyof typeof MAKERS)[];
  const entries = names.map((name) => {
    // Of a model that is not asked for what was written stays.
    const model = asked.length === 0 || asked.includes(name) ? written(averaged(MAKERS[name])) : MODELS[name];
    return `  ${name}: {
    scale: ${Number(model.scale.toPrecision(6))},
    bias: ${model.bias.toFixed(4)},
    threshold: ${THRESHOLDS[name]},
    levels: [${model.levels.join(', ')}],
    bytes:
      '${model.bytes}',
  },
`;
  });
  const head =
    '// Written by scripts/train-injection.ts; not edited by hand.\n\n/** Weights as packed.ts reads them, base64. */\nexport const MODELS = {\n';
  writeFileSync(join(root, 'src/rules/learned/weights.ts'), `${head}${entries.join('')}} as const;\n${NAMES}`);
}
