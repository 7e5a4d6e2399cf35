/**
 * SHA-256 (FIPS 180-4) of a short text, 32 bytes. For the first messages alone: loading the system's own takes longer
 * than these may wait.
 */
export function plainSha256(bytes: Uint8Array): Uint8Array {
  const blocks = (bytes.length + 72) >> 6;
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const { constants, start } = roots();
  const state = start.slice();
  const words = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let n = 0; n < 16; n += 1) words[n] = view.getUint32(block + 4 * n);
    for (let n = 16; n < 64; n += 1) {
      const a = words[n - 15]!;
      const b = words[n - 2]!;
      const low = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
      const high = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
      words[n] = words[n - 16]! + low + words[n - 7]! + high;
    }
    mix(state, words, constants);
  }
  const sum = new Uint8Array(32);
  const out = new DataView(sum.buffer);
  for (let n = 0; n < 8; n += 1) out.setUint32(4 * n, state[n]!);
  return sum;
}

function mix(state: Uint32Array, words: Uint32Array, constants: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let n = 0; n < 64; n += 1) {
    const one =
      (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + constants[n]! + words[n]!) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  for (const [n, word] of [a, b, c, d, e, f, g, h].entries()) state[n] = state[n]! + word;
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

let made: { readonly constants: Uint32Array; readonly start: Uint32Array } | undefined;

/** The first 32 bits of the fractions of cube roots (the constants) and square roots (the start) of the first primes. */
function roots(): { readonly constants: Uint32Array; readonly start: Uint32Array } {
  if (made !== undefined) return made;
  const constants = new Uint32Array(64);
  const start = new Uint32Array(8);
  for (let n = 0; n < 64; n += 1) constants[n] = (Math.cbrt(PRIMES[n]!) % 1) * 2 ** 32;
  for (let n = 0; n < 8; n += 1) start[n] = (Math.sqrt(PRIMES[n]!) % 1) * 2 ** 32;
  made = { constants, start };
  return made;
}

const PRIMES = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
  113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229, 233, 239,
  241, 251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311,
];
