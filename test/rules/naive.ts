import { BREAKER, breaksAt } from '../../src/rules/views/breaks/breaks.ts';
import { BASE64, HEX_LIST, MIN_RUN, MIN_SPACED_HEX } from '../../src/rules/views/encodings/encoded.ts';
import { LETTERS, MIN_JOINED } from '../../src/rules/views/words.ts';

/** Runs of each kind, as `start end`, found by looking at each character. */
export function runsOf(codes: Uint8Array): string[][] {
  const kinds = [
    [BASE64, MIN_RUN],
    [HEX_LIST, MIN_SPACED_HEX],
    [LETTERS, MIN_JOINED],
  ] as const;
  return kinds.map(([member, min]) => {
    const found: string[] = [];
    for (let start = 0; start < codes.length; start += 1) {
      let end = start;
      while (end < codes.length && member[codes[end] ?? 0] === 1) end += 1;
      if (end - start >= min) found.push(`${start} ${end}`);
      start = end;
    }
    return found;
  });
}

/** Every place where a phrase may be broken up. */
export function isBreakAt(codes: Uint8Array): number[] {
  return [...codes.keys()].filter((at) => BREAKER[codes[at] ?? 0] === 1 && breaksAt(codes, at));
}
