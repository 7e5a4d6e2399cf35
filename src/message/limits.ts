/** How much structure one frame may have; what exceeds it is a fault, never an error thrown. */
export type Limits = {
  /** Nesting of objects and arrays: a value of this depth passes, one deeper is `too_deep`. */
  readonly maxDepth: number;
  /** Keys in one object; more are `too_many_keys`. */
  readonly maxKeys: number;
  /** Strings and keys of one frame, each of which costs more than its bytes; more are `too_many_strings`. */
  readonly maxStrings: number;
  /** Members of one batch. */
  readonly maxBatch: number;
};

export const LIMITS: Limits = { maxDepth: 64, maxKeys: 50_000, maxStrings: 250_000, maxBatch: 100 };
