/**
 * The symbols an anchor literal may hold: what no JSON encoder has to escape (but `/`, which some do), so that a literal of
 * the text stands unbroken in the bytes of its frame. Each folds to a code of six bits, letters without their case.
 */
export const SYMBOLS = 'abcdefghijklmnopqrstuvwxyz0123456789_.:@%=$/-';

/** Code of each byte or UTF-16 unit below 128; 0 is none. */
export const CODE: Uint8Array = codes();

export const MIN_LITERAL = 4;
export const MAX_LITERAL = 48;
/** A match is at most this long; a hold-back and every window follow from it. */
export const MAX_MATCH = 512;

/** Four codes, newest lowest, to an index of the 64 Ki table. */
export function hashOf(gram: number): number {
  return Math.imul(gram & 0xffffff, 0x9e3779b1) >>> 16;
}

/** The codes of a literal. */
export function encode(literal: string): Uint8Array {
  const codes = new Uint8Array(literal.length);
  for (let at = 0; at < literal.length; at += 1) codes[at] = CODE[literal.charCodeAt(at) & 255] as number;
  return codes;
}

/** The four codes from `at` as one number. */
export function gramAt(codes: Uint8Array, at: number): number {
  return ((codes[at] ?? 0) << 18) | ((codes[at + 1] ?? 0) << 12) | ((codes[at + 2] ?? 0) << 6) | (codes[at + 3] ?? 0);
}

export function isAnchorChar(char: string): boolean {
  return char.length === 1 && (CODE[char.charCodeAt(0)] ?? 0) !== 0;
}

function codes(): Uint8Array {
  // Indexed by bytes as well as by `unit & 255`, so it holds 256.
  const table = new Uint8Array(256);
  for (let at = 0; at < SYMBOLS.length; at += 1) {
    table[SYMBOLS.charCodeAt(at)] = at + 1;
    table[(SYMBOLS[at] ?? '').toUpperCase().charCodeAt(0)] = at + 1;
  }
  return table;
}
