import type { Folded } from './fold.ts';

/** So many folded characters make one fingerprint. */
export const GRAM = 16;
/** Of so many fingerprints in a row one at least is kept: what two texts share of 23 characters and more shares one. */
export const WINDOW = 8;
const LAST = WINDOW - 1;

/** A secret of this machine as the hash takes it: without it nobody can tell which text a fingerprint is of. */
export type Salt = { readonly base: number; readonly key: number; readonly last: number };

/** @param secret 12 bytes at least */
export function saltOf(secret: Uint8Array): Salt {
  const word = (at: number) => new DataView(secret.buffer, secret.byteOffset).getUint32(at, true);
  return { base: word(0) | 1, key: word(4), last: word(8) };
}

/** Fingerprints of a text, and the folded character with which each begins. */
export type Prints = { readonly hashes: Uint32Array; readonly starts: Uint32Array; readonly count: number };

/**
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): the rightmost smallest hash of each window, each once.
 * @param room to write to, when it is large enough: then they are good until the room is used again
 */
export function printsOf(
  { codes, length }: Folded,
  salt: Salt,
  most: number,
  room?: Pick<Prints, 'hashes' | 'starts'>,
): Prints {
  const grams = length - GRAM + 1;
  if (grams < 1) return NO_PRINTS;
  const size = Math.min(most, grams);
  const fits = room !== undefined && room.hashes.length >= size;
  const hashes = fits ? room.hashes : new Uint32Array(size);
  const starts = fits ? room.starts : new Uint32Array(size);
  let count = 0;
  let best = -1;
  const lead = powerOf(salt.base, GRAM);
  let rolling = 0;
  for (let index = 0; index < length && count < size; index += 1) {
    rolling = (Math.imul(rolling, salt.base) + codes[index]!) | 0;
    if (index >= GRAM) rolling = (rolling - Math.imul(codes[index - GRAM]!, lead)) | 0;
    const start = index - GRAM + 1;
    if (start < 0) continue;
    const hash = mixed(rolling, salt);
    ring[start & LAST] = hash;
    if (start < WINDOW - 1 && start < grams - 1) continue;
    const first = Math.max(0, start - WINDOW + 1);
    if (best < first || hash <= ring[best & LAST]!) {
      const before = best;
      best = best < first ? smallest(ring, first, start) : start;
      if (best === before) continue;
      hashes[count] = ring[best & LAST]!;
      starts[count] = best;
      count += 1;
    }
  }
  return { hashes, starts, count };
}

const ring = new Uint32Array(WINDOW);
const NO_PRINTS: Prints = { hashes: new Uint32Array(0), starts: new Uint32Array(0), count: 0 };

function smallest(ring: Uint32Array, first: number, last: number): number {
  let best = first;
  for (let start = first + 1; start <= last; start += 1) {
    if (ring[start & LAST]! <= ring[best & LAST]!) best = start;
  }
  return best;
}

export function powerOf(base: number, exponent: number): number {
  let power = 1;
  for (let n = 0; n < exponent; n += 1) power = Math.imul(power, base);
  return power;
}

/** The last word of MurmurHash3, keyed before and behind. */
export function mixed(value: number, { key, last }: Salt): number {
  let hash = value ^ key;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16) ^ last) >>> 0;
}
