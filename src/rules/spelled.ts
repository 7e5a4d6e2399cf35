import { CODE } from './alphabet.ts';
import { foldOf } from './characters.ts';
import { hex } from './frame-text.ts';
import type { LoadedTable } from './loaded-table.ts';

/** A place where only the folded text tells. */
export const UNSURE = -2;
export const NOWHERE = -1;

/**
 * Whether a literal stands in the bytes of a frame with some of its symbols spelled by other characters, or with characters
 * between them that draw nothing: its rarest gram ends in the character whose last byte is `at`.
 * @returns `NOWHERE` or `UNSURE`
 */
export function spelledAt(loaded: LoadedTable, literal: number, frame: Uint8Array, at: number): number {
  const { codes, codesAt, gramAt } = loaded.table;
  const first = codesAt[literal] as number;
  const end = codesAt[literal + 1] as number;
  let wanted = first + (gramAt[literal] as number) + 3;
  let place = at;
  while (wanted >= first) {
    const size = sizeBefore(frame, place);
    if (size === 0) return NOWHERE;
    const code = codeOf(frame, place - size + 1, size);
    if (code === MANY) return UNSURE;
    if (code !== DROPPED) {
      if (code !== codes[wanted]) return NOWHERE;
      wanted -= 1;
    }
    place -= size;
  }
  wanted = first + (gramAt[literal] as number) + 4;
  place = at + 1;
  while (wanted < end) {
    const size = sizeAt(frame, place);
    if (size === 0) return NOWHERE;
    const code = codeOf(frame, place, size);
    if (code === MANY) return UNSURE;
    if (code !== DROPPED) {
      if (code !== codes[wanted]) return NOWHERE;
      wanted += 1;
    }
    place += size;
  }
  return UNSURE;
}

const MANY = 64;
const DROPPED = 65;

/** The alphabet code that the character at `start` folds to, 0 for none, or one of the above. */
function codeOf(frame: Uint8Array, start: number, size: number): number {
  const byte = frame[start] as number;
  if (size === 1) return CODE[byte] as number;
  const point = pointAt(frame, start);
  if (point < 128) return CODE[point] as number;
  // Half of a pair: the other half is needed.
  if (point >= 0xd800 && point <= 0xdfff) return MANY;
  const folded = foldOf(point);
  if (folded === undefined) return 0;
  if (folded === '') return DROPPED;
  return folded.length > 1 ? MANY : (CODE[folded.charCodeAt(0) & 255] as number);
}

/** Bytes of the character or `\u` escape that ends at `at`, 0 before the beginning. */
function sizeBefore(frame: Uint8Array, at: number): number {
  if (at < 0) return 0;
  if (at >= 5 && frame[at - 4] === 117 && frame[at - 5] === 92) return 6;
  let size = 1;
  while (size < 4 && ((frame[at - size + 1] ?? 0) & 0xc0) === 0x80) size += 1;
  return size;
}

function sizeAt(frame: Uint8Array, at: number): number {
  const byte = frame[at];
  if (byte === undefined) return 0;
  if (byte === 92 && frame[at + 1] === 117) return 6;
  return byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
}

/** The character, or half of one in an escape, that begins at `at`. */
export function pointAt(frame: Uint8Array, at: number): number {
  const byte = frame[at] ?? 0;
  if (byte === 92 && frame[at + 1] === 117) return hex(frame, at + 2);
  if (byte < 0x80) return byte;
  const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
  let point = byte & (0xff >> (size + 1));
  for (let more = 1; more < size; more += 1) point = (point << 6) | ((frame[at + more] ?? 0) & 0x3f);
  return point;
}

export function pointBefore(frame: Uint8Array, at: number): number {
  const size = sizeBefore(frame, at - 1);
  return size === 0 ? 0 : pointAt(frame, at - size);
}
