import { hexUnit } from './strings.ts';

/** What stands after a backslash, as the byte it means; `u` apart. */
const SHORT_ESCAPES = new Map([
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
]);

/**
 * Writes the UTF-8 of the string between `start` and `end` (quotes left out) of a frame that was accepted to `out` from
 * `at` on, escapes resolved. It is never longer than its spelling. @returns where it ends in `out`.
 */
export function unescapeInto(frame: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  let written = at;
  for (let from = start; from < end; ) {
    const byte = frame[from]!;
    if (byte !== 0x5c) {
      out[written] = byte;
      written += 1;
      from += 1;
    } else if (frame[from + 1] !== 0x75) {
      const named = frame[from + 1]!;
      out[written] = SHORT_ESCAPES.get(named) ?? named;
      written += 1;
      from += 2;
    } else {
      const unit = hexUnit(frame, from + 2);
      const paired = unit >= 0xd800 && unit <= 0xdbff;
      const point = paired ? 0x10000 + ((unit - 0xd800) << 10) + hexUnit(frame, from + 8) - 0xdc00 : unit;
      written = writeCharacter(point, out, written);
      from += paired ? 12 : 6;
    }
  }
  return written;
}

function writeCharacter(point: number, out: Uint8Array, at: number): number {
  if (point < 0x80) {
    out[at] = point;
    return at + 1;
  }
  const size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  let rest = point;
  for (let n = size - 1; n > 0; n -= 1) {
    out[at + n] = 0x80 | (rest & 0x3f);
    rest >>= 6;
  }
  out[at] = ((0xf00 >> size) & 0xff) | rest;
  return at + size;
}
