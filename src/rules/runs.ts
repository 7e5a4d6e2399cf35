import { base64At, type Encoded, hexListAt, MIN_RUN, MIN_SPACED_HEX } from './decode.ts';
import { BASE64, HEX_LIST, LETTERS_RUN } from './shapes.ts';
import { isJoined } from './words.ts';

/** What the runs of a text stand for, those that begin in `from` … `to`. */
export function encodings(
  text: string,
  codes: Uint8Array,
  runs: readonly number[],
  from: number,
  to: number,
): Encoded[] {
  const found: Encoded[] = [];
  let base64 = from;
  let hexList = from;
  for (let at = 0; at < runs.length; at += 3) {
    const first = runs[at + 1] as number;
    const last = runs[at + 2] as number;
    if (runs[at] === BASE64) {
      const start = Math.max(first, base64);
      if (start < to && last - start >= MIN_RUN) base64 = base64At(text, codes, start, found);
    } else if (runs[at] === HEX_LIST) {
      const start = Math.max(first, hexList);
      if (start < to && last - start >= MIN_SPACED_HEX) hexList = hexListAt(text, codes, start, found);
    }
  }
  return found;
}

/** Whether a run that may be encoded stands at an end: the other half of it may be the next text. */
export function isCut(runs: readonly number[], length: number): boolean {
  for (let at = 0; at < runs.length; at += 3) {
    const kind = runs[at] as number;
    if (kind > LETTERS_RUN) continue;
    if ((runs[at + 1] as number) < NEAR_END || (runs[at + 2] as number) > length - NEAR_END) return true;
  }
  return false;
}
const NEAR_END = 64;

/** Both ends of runs of letters that are words written together, one of them a literal's: none holds a blank. */
export function joinedRuns(codes: Uint8Array, runs: readonly number[], places: readonly number[]): number[] {
  const found: number[] = [];
  let place = 0;
  for (let at = 0; at < runs.length; at += 3) {
    if (runs[at] !== LETTERS_RUN) continue;
    const start = runs[at + 1] as number;
    const end = runs[at + 2] as number;
    while (place < places.length && (places[place] as number) < start) place += 1;
    if (place < places.length && (places[place] as number) < end && isJoined(codes, start, end)) found.push(start, end);
  }
  return found;
}
