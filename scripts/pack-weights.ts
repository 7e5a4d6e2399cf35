import { GRAMS } from '../src/rules/learned/sentence.ts';

/** Half a byte says which. */
const LEVELS = 16;

/**
 * The sixteen levels that leave the least of the n-grams' weights over, and which of them each weight comes nearest to.
 * @param weights in their order, within a signed byte
 */
export function packed(weights: ArrayLike<number>): { readonly levels: number[]; readonly bytes: Uint8Array } {
  const sorted = Float64Array.from(weights).slice(0, GRAMS).sort();
  let levels = Array.from({ length: LEVELS }, (_, at) => sorted[Math.floor(((at + 0.5) / LEVELS) * GRAMS)] as number);
  for (let round = 0; round < ROUNDS; round += 1) levels = centred(sorted, levels);
  levels = levels.map(Math.round);
  const bytes = new Uint8Array(GRAMS / 2 + weights.length - GRAMS);
  for (let at = 0; at < GRAMS; at += 2)
    bytes[at >> 1] = nearest(levels, weights[at] as number) | (nearest(levels, weights[at + 1] as number) << 4);
  for (let at = GRAMS; at < weights.length; at += 1) bytes[GRAMS / 2 + at - GRAMS] = Math.round(weights[at] as number);
  return { levels, bytes };
}

const ROUNDS = 200;

/** Every level moved to the mean of what comes nearest to it. */
function centred(sorted: Float64Array, levels: readonly number[]): number[] {
  const sums = new Float64Array(LEVELS);
  const counts = new Float64Array(LEVELS);
  let level = 0;
  for (const weight of sorted) {
    while (level + 1 < LEVELS && weight > ((levels[level] as number) + (levels[level + 1] as number)) / 2) level += 1;
    sums[level] = (sums[level] as number) + weight;
    counts[level] = (counts[level] as number) + 1;
  }
  return levels.map((old, at) => (counts[at] === 0 ? old : (sums[at] as number) / (counts[at] as number)));
}

function nearest(levels: readonly number[], weight: number): number {
  let best = 0;
  for (let at = 1; at < LEVELS; at += 1)
    if (Math.abs((levels[at] as number) - weight) < Math.abs((levels[best] as number) - weight)) best = at;
  return best;
}
