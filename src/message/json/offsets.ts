import { sizeOfCharacter } from './strings.ts';

/**
 * Where, in bytes of the frame, given UTF-16 offsets of a decoded string stand. `start` is the string's opening quote;
 * `units` ascend and fall on whole characters.
 */
export function unitOffsets(frame: Uint8Array, start: number, units: readonly number[]): number[] {
  const offsets: number[] = [];
  let at = start + 1;
  let unit = 0;
  for (const wanted of units) {
    while (unit < wanted) {
      if (frame[at] === 0x5c) {
        at += frame[at + 1] === 0x75 ? 6 : 2;
        unit += 1;
      } else {
        const size = sizeOfCharacter(frame, at);
        at += size;
        unit += size === 4 ? 2 : 1;
      }
    }
    offsets.push(at);
  }
  return offsets;
}
