/** A stretch of a text that is another text, encoded. */
export type Encoded = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Compressed: these bytes stand for the text, and are only inflated when there is work left for it. */
  readonly packed?: Uint8Array;
};

/** Base64 of 12 characters and more hides a word; shorter runs are words themselves. */
export const MIN_RUN = 16;
export const MIN_SPACED_HEX = 20;

export const BASE64 = members('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_');
export const HEX_LIST = members('0123456789abcdefABCDEFxX ,:;\n\r\t\\[]()-');

function members(set: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const char of set) table[char.charCodeAt(0)] = 1;
  return table;
}
