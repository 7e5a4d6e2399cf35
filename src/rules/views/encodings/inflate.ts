/** What one run may inflate to: a bomb of a kilobyte would give a gigabyte. [45] */
export const MAX_INFLATED = 1_048_576;

/** A compressed text and whether it ended before the cap. */
export type Inflated = { readonly bytes: Uint8Array; readonly whole: boolean };

/** The contents of a gzip or zlib stream, at most `MAX_INFLATED` bytes; undefined for anything else. Checksums are not compared. */
export function inflated(bytes: Uint8Array): Inflated | undefined {
  const from = bodyOf(bytes);
  return from === undefined ? undefined : inflate(bytes, from);
}

/** Where the deflate stream begins. */
function bodyOf(bytes: Uint8Array): number | undefined {
  const [first = 0, second = 0, third = 0, flags = 0] = bytes;
  // zlib: method 8, and both bytes together divisible by 31.
  if ((first & 15) === 8 && first >> 4 < 8 && (first * 256 + second) % 31 === 0) return second & 32 ? undefined : 2;
  if (first !== 0x1f || second !== 0x8b || third !== 8) return undefined;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  for (const bit of [8, 16]) {
    if ((flags & bit) === 0) continue;
    while (at < bytes.length && bytes[at] !== 0) at += 1;
    at += 1;
  }
  return flags & 2 ? at + 2 : at;
}

/** Codes of one alphabet: how many of each length, and the symbols in the order of their codes. RFC 1951, 3.2.2. */
type Tree = { readonly counts: Uint16Array; readonly symbols: Uint16Array };

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

class Reader {
  readonly #bytes: Uint8Array;
  #at: number;
  #held = 0;
  #have = 0;
  /** More was asked for than is there. */
  over = false;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  bits(count: number): number {
    while (this.#have < count) {
      if (this.#at >= this.#bytes.length) this.over = true;
      this.#held |= (this.#bytes[this.#at] ?? 0) << this.#have;
      this.#at += 1;
      this.#have += 8;
    }
    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#have -= count;
    return value;
  }

  symbol({ counts, symbols }: Tree): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let size = 1; size <= 15; size += 1) {
      code |= this.bits(1);
      const count = counts[size] as number;
      if (code - count < first) return symbols[index + code - first] ?? -1;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return -1;
  }

  align(): void {
    this.#held = 0;
    this.#have = 0;
  }
}

function inflate(bytes: Uint8Array, from: number): Inflated | undefined {
  const input = new Reader(bytes, from);
  const out = new Uint8Array(Math.min(MAX_INFLATED, bytes.length * 1_040 + 64));
  let size = 0;
  for (let last = 0; last === 0; ) {
    last = input.bits(1);
    const kind = input.bits(2);
    if (kind === 0) {
      input.align();
      const length = input.bits(16);
      input.bits(16);
      for (let left = length; left > 0; left -= 1) {
        if (size === out.length) return { bytes: out, whole: false };
        const byte = input.bits(8);
        if (input.over) break;
        out[size] = byte;
        size += 1;
      }
      // Behind the end there are only zeros, which read as one empty block after the other: it would never end.
      if (input.over) return size > 0 ? { bytes: out.subarray(0, size), whole: false } : undefined;
      continue;
    }
    const trees = kind === 1 ? fixedTrees() : kind === 2 ? readTrees(input) : undefined;
    if (trees === undefined) return size > 0 ? { bytes: out.subarray(0, size), whole: false } : undefined;
    for (;;) {
      const symbol = input.symbol(trees.lengths);
      if (symbol < 0 || input.over) return size > 0 ? { bytes: out.subarray(0, size), whole: false } : undefined;
      if (symbol === 256) break;
      if (symbol < 256) {
        if (size === out.length) return { bytes: out, whole: false };
        out[size] = symbol;
        size += 1;
        continue;
      }
      const length = (LENGTH_BASE[symbol - 257] ?? 0) + input.bits(LENGTH_EXTRA[symbol - 257] ?? 0);
      const code = input.symbol(trees.distances);
      const distance = (DISTANCE_BASE[code] ?? 0) + input.bits(code < 4 ? 0 : (code >> 1) - 1);
      if (code < 0 || length === 0 || distance > size) return undefined;
      for (let left = length; left > 0; left -= 1) {
        if (size === out.length) return { bytes: out, whole: false };
        out[size] = out[size - distance] as number;
        size += 1;
      }
    }
    if (input.over) return undefined;
  }
  return { bytes: out.subarray(0, size), whole: true };
}

type Trees = { readonly lengths: Tree; readonly distances: Tree };

function readTrees(input: Reader): Trees | undefined {
  const literals = input.bits(5) + 257;
  const distances = input.bits(5) + 1;
  const sizes = new Uint8Array(19);
  for (let left = input.bits(4) + 4, at = 0; left > 0; left -= 1, at += 1) sizes[ORDER[at] ?? 0] = input.bits(3);
  const meta = treeOf(sizes);
  const all = new Uint8Array(literals + distances);
  for (let at = 0; at < all.length; ) {
    const symbol = input.symbol(meta);
    if (symbol < 0 || input.over) return undefined;
    if (symbol < 16) {
      all[at] = symbol;
      at += 1;
      continue;
    }
    const before = symbol === 16 ? (all[at - 1] ?? 0) : 0;
    const times = symbol === 16 ? 3 + input.bits(2) : symbol === 17 ? 3 + input.bits(3) : 11 + input.bits(7);
    all.fill(before, at, at + times);
    at += times;
  }
  return { lengths: treeOf(all.subarray(0, literals)), distances: treeOf(all.subarray(literals)) };
}

function treeOf(sizes: Uint8Array): Tree {
  const counts = new Uint16Array(16);
  for (const size of sizes) counts[size] = (counts[size] as number) + 1;
  counts[0] = 0;
  const places = new Uint16Array(16);
  for (let size = 1; size < 15; size += 1) places[size + 1] = (places[size] as number) + (counts[size] as number);
  const symbols = new Uint16Array(sizes.length);
  for (const [symbol, size] of sizes.entries()) {
    if (size === 0) continue;
    symbols[places[size] as number] = symbol;
    places[size] = (places[size] as number) + 1;
  }
  return { counts, symbols };
}

let fixed: Trees | undefined;

function fixedTrees(): Trees {
  fixed ??= {
    lengths: treeOf(new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280)),
    distances: treeOf(new Uint8Array(30).fill(5)),
  };
  return fixed;
}
