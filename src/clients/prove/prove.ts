import { difference, differing } from './compare.ts';
import { type Asking, type Heard, hear } from './dialogue.ts';
import { eachApart } from './each-apart.ts';
import type { Command } from './server.ts';

/** One server to be started bare and wrapped. */
export type Trial = {
  readonly bare: Command;
  /** The same with oktsec in front. */
  readonly wrapped: readonly string[];
};

/** `offers`: how many tools, prompts, resources it has; `tools`: its tools as it lists them. */
export type Proof =
  | { readonly outcome: 'same'; readonly offers: ReadonlyMap<string, number>; readonly tools: readonly unknown[] }
  | { readonly outcome: 'different'; readonly how: string }
  | { readonly outcome: 'untried'; readonly why: string };

/**
 * Compares each server with itself behind oktsec, four at a time, and never runs two copies of one: a server may hold a
 * lock, a port or a database.
 */
export async function proveAll(trials: readonly Trial[], asking: Asking): Promise<Proof[]> {
  const proofs = new Map<number, Proof>();
  await eachApart(
    trials,
    ({ bare }) => bare.argv,
    async (trial, index) => {
      proofs.set(index, await prove(trial, asking));
    },
  );
  return trials.map((_, index) => proofs.get(index) ?? { outcome: 'untried', why: 'interrupted' });
}

async function prove({ bare, wrapped }: Trial, asking: Asking): Promise<Proof> {
  const one = await hear(bare, asking);
  if ('failed' in one) return { outcome: 'untried', why: `it does not answer without oktsec either: ${one.failed}` };
  const other = await hear({ ...bare, argv: wrapped }, asking);
  if ('failed' in other) return { outcome: 'different', how: `no answer through oktsec: ${other.failed}` };
  const how = difference(one.answers, other.answers);
  if (how === undefined) {
    const tools = one.answers.get('tools');
    return { outcome: 'same', offers: offersOf(one), tools: Array.isArray(tools) ? tools : [] };
  }
  // Some servers never say the same twice; then the difference says nothing about oktsec.
  const again = await hear(bare, asking);
  if ('failed' in again) return { outcome: 'different', how };
  const varying = new Set(differing(one.answers, again.answers));
  if (differing(one.answers, other.answers).some((what) => !varying.has(what))) return { outcome: 'different', how };
  return { outcome: 'untried', why: `its own answers vary from start to start (${[...varying].join(', ')})` };
}

function offersOf(heard: Heard): Map<string, number> {
  if ('failed' in heard) return new Map();
  return new Map(
    [...heard.answers].flatMap(([what, answer]) => (Array.isArray(answer) ? [[what, answer.length] as const] : [])),
  );
}
