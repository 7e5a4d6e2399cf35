import { GRAMS } from './sentence.ts';

/** A model's weights as they are kept: of an n-gram four bits, which of sixteen levels it has; of a sign or a pair of signs a byte. */
export type Packed = { readonly levels: readonly number[]; readonly bytes: string };

/** @returns the weights in their order, a signed byte each */
export function unpacked({ levels, bytes }: Packed, count: number): Int8Array {
  const weights = new Int8Array(count);
  const text = atob(bytes);
  for (let at = 0; at < GRAMS; at += 2) {
    const two = text.charCodeAt(at >> 1);
    weights[at] = levels[two & 15] as number;
    weights[at + 1] = levels[two >> 4] as number;
  }
  for (let at = GRAMS; at < count; at += 1) weights[at] = text.charCodeAt(GRAMS / 2 + at - GRAMS);
  return weights;
}
