import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { checkpointLines, checkpointsPath } from '../checkpoints.ts';

const PIECE_BYTES = 64 * 1024;

/** Whole lines, the byte they end at, and whether there is more behind it. */
export type Lines = { readonly whole: readonly string[]; readonly until: number; readonly more: boolean };

/** Lines of checkpoints.log from a byte on, so many as take no time; it only grows, and where it did not it is read anew. */
export function linesFrom(home: string, from: number): Lines {
  let file: number | undefined;
  try {
    file = openSync(checkpointsPath(home), 'r');
    const { size } = fstatSync(file);
    const start = size < from ? 0 : from;
    const buffer = Buffer.alloc(Math.min(PIECE_BYTES, size - start));
    const read = readSync(file, buffer, 0, buffer.length, start);
    const end = buffer.subarray(0, read).lastIndexOf(0x0a) + 1;
    // A last line without its end is being written; one that fills all of this is none.
    const used = end === 0 && read === PIECE_BYTES ? read : end;
    const text = buffer.toString('utf8', 0, used);
    return { whole: checkpointLines(end === 0 ? `${text}\n` : text), until: start + used, more: start + read < size };
  } catch {
    return { whole: [], until: 0, more: false };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
