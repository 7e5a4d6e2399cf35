import { isAlnum, isDigit } from '../../span.ts';

const SHORTEST = 8;
const BLANK = 32;

/**
 * Whether a run of digits may be one of them: eight digits are none without a letter, a sign or more digits beside them, and are what
 * dates, names of users and numbers of pages have.
 */
export function mayBeId(codes: Uint8Array, start: number, end: number): boolean {
  if (end - start > SHORTEST) return true;
  const before = codes[start - 1] ?? 0;
  const after = codes[end] ?? 0;
  if (before === BLANK ? isDigit(codes[start - 2] ?? 0) : isAlnum(before) || before === 45 || before === 46)
    return true;
  return after === BLANK
    ? isAlnum(codes[end + 1] ?? 0)
    : isAlnum(after) || after === 43 || (after >= 45 && after <= 47);
}
