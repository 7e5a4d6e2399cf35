/** Bytes read four at a time: the values, and where the first of them stands in the bytes. */
export type Fours = { readonly values: Uint32Array; readonly first: number };

/** The aligned groups of four within `from` … `to`, least significant byte first as every platform of ours has it. */
export function foursOf(codes: Uint8Array, from: number, to: number): Fours {
  const start = codes.byteOffset + from;
  const aligned = (start + 3) & ~3;
  const count = Math.max(0, (codes.byteOffset + to - aligned) >> 2);
  // A short text may end before the first boundary, where no view can begin.
  const values = count === 0 ? new Uint32Array(0) : new Uint32Array(codes.buffer, aligned, count);
  return { values, first: aligned - codes.byteOffset };
}

/** The four bytes from `at` as one value of the same kind. */
export function fourAt(codes: Uint8Array, at: number): number {
  return (
    ((codes[at] as number) |
      ((codes[at + 1] as number) << 8) |
      ((codes[at + 2] as number) << 16) |
      ((codes[at + 3] as number) << 24)) >>>
    0
  );
}
