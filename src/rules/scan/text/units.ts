/**
 * A text as bytes: its units below 128 as they are, 255 for all others. `words` holds the same bytes four at a time, from
 * the first one on, with blanks of zeros behind the end.
 */
export type Units = {
  readonly codes: Uint8Array;
  readonly words: Int32Array;
  /** Whether all of the text is ASCII. */
  readonly ascii: boolean;
};

/** What loops that look ahead may read behind the end of a text. */
const PADDING = 64;
const KEPT = 1_048_576;
const CHUNK = 1_024;
const SHORT = 48;
const encoder = new TextEncoder();
let scratch = new Uint8Array(16_384);
let scratchWords = new Int32Array(scratch.buffer);

/** Good until the next call: the bytes of all but very long texts lie in the same place. */
export function unitsOf(text: string): Units {
  const size = text.length;
  const room = (size + PADDING + 3) & ~3;
  let bytes = scratch;
  if (bytes.length < room) {
    bytes = new Uint8Array(room + ((room >> 2) << 2));
    if (size <= KEPT) {
      scratch = bytes;
      scratchWords = new Int32Array(bytes.buffer);
    }
  }
  const ascii = size <= SHORT ? spell(text, bytes, 0, size) : encode(text, bytes);
  bytes.fill(0, size, size + PADDING);
  const words = bytes === scratch ? scratchWords : new Int32Array(bytes.buffer);
  return { codes: bytes.subarray(0, size), words, ascii };
}

/** ASCII is copied as it is, which the runtime does much faster than a loop; mostly all of a text is, or all but little. */
function encode(text: string, bytes: Uint8Array): boolean {
  let ascii = true;
  for (let at = 0; at < text.length; at += CHUNK) {
    const end = Math.min(text.length, at + CHUNK);
    const { read, written } = encoder.encodeInto(text.slice(at, end), bytes.subarray(at, end));
    if (read === end - at && written === end - at) continue;
    ascii = false;
    spell(text, bytes, at, end);
  }
  return ascii;
}

function spell(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  let ascii = true;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 127) ascii = false;
    bytes[at] = unit < 128 ? unit : 255;
  }
  return ascii;
}
