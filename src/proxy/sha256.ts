/**
 * SHA-256 (FIPS 180-4) of a short text, 32 bytes. Loading the system's own takes longer than the first messages may wait, and
 * calling it longer than a short one takes here.
 */
export function plainSha256(bytes: Uint8Array): Uint8Array {
  const { constants, start } = roots();
  const { length } = bytes;
  state.set(start);
  const whole = length & ~63;
  for (let block = 0; block < whole; block += 64) mix(bytes, block, constants);
  const rest = length - whole;
  const size = rest < 56 ? 64 : 128;
  last.fill(0, rest, size);
  for (let n = 0; n < rest; n += 1) last[n] = bytes[whole + n]!;
  last[rest] = 0x80;
  const high = Math.floor(length / 0x20000000);
  for (let n = 0; n < 4; n += 1) {
    last[size - 5 - n] = high >>> (8 * n);
    last[size - 1 - n] = (length << 3) >>> (8 * n);
  }
  mix(last, 0, constants);
  if (size === 128) mix(last, 64, constants);
  const sum = new Uint8Array(32);
  for (let n = 0; n < 32; n += 1) sum[n] = state[n >> 2]! >>> (24 - 8 * (n & 3));
  return sum;
}

/** Used again for each text: making them takes as long as hashing a short one. */
const state = new Int32Array(8);
const words = new Int32Array(64);
const last = new Uint8Array(128);

function mix(bytes: Uint8Array, at: number, constants: Int32Array): void {
  for (let n = 0, next = at; n < 16; n += 1, next += 4) {
    words[n] = (bytes[next]! << 24) | (bytes[next + 1]! << 16) | (bytes[next + 2]! << 8) | bytes[next + 3]!;
  }
  for (let n = 16; n < 64; n += 1) {
    const x = words[n - 15]!;
    const y = words[n - 2]!;
    const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[n] = (((words[n - 16]! + low) | 0) + ((words[n - 7]! + high) | 0)) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let n = 0; n < 64; n += 1) {
    const turnedE = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (((h + turnedE) | 0) + ((((e & (f ^ g)) ^ g) + constants[n]!) | 0) + words[n]!) | 0;
    const turnedA = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (turnedA + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = state[0]! + a;
  state[1] = state[1]! + b;
  state[2] = state[2]! + c;
  state[3] = state[3]! + d;
  state[4] = state[4]! + e;
  state[5] = state[5]! + f;
  state[6] = state[6]! + g;
  state[7] = state[7]! + h;
}

let made: { readonly constants: Int32Array; readonly start: Int32Array } | undefined;

/** The first 32 bits of the fractions of cube roots (the constants) and square roots (the start) of the first primes. */
function roots(): { readonly constants: Int32Array; readonly start: Int32Array } {
  if (made !== undefined) return made;
  const constants = new Uint32Array(64);
  const start = new Uint32Array(8);
  for (let n = 0; n < 64; n += 1) constants[n] = (Math.cbrt(PRIMES[n]!) % 1) * 2 ** 32;
  for (let n = 0; n < 8; n += 1) start[n] = (Math.sqrt(PRIMES[n]!) % 1) * 2 ** 32;
  made = { constants: new Int32Array(constants.buffer), start: new Int32Array(start.buffer) };
  return made;
}

const PRIMES = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
  113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229, 233, 239,
  241, 251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311,
];
