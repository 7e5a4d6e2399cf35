import { isHex, isLetter, isName, isWord } from '../bytes.ts';
import { lineBreaks } from './lines.ts';
import { commentEnds, endsStep, isPlusForm, isSeam, isShifted, stepsInVain, tagEnds } from './marks.ts';

/** 1 for the characters that may begin a break. */
export const BREAKER: Uint8Array = table("*<~`+$(=\n'/");

/** Whether a break may begin at one of two characters that follow each other, as far as the two of them tell. */
export function pairBreaks(first: number, second: number): boolean {
  return (isBreaker(second) && canFollow(first, second)) || (isBreaker(first) && canPrecede(first, second));
}

function isBreaker(code: number): boolean {
  return BREAKER[code] === 1;
}

/** Whether a break may begin at `code` behind `before`. */
function canFollow(before: number, code: number): boolean {
  if (code === 42) return before === 47 || isLetter(before);
  if (code === 47) return endsStep(before);
  if (code === 60 || code === 126 || code === 96 || code === 39) return isLetter(before);
  if (code === 40) return (before | 32) === 114 || (before | 32) === 110;
  return true;
}

/** Whether a break may begin at `code` before `after`. */
function canPrecede(code: number, after: number): boolean {
  if (code === 60) return isLetter(after) || after === 47 || after === 33;
  if (code === 47) return after === 47 || after === 46;
  if (code === 126 || code === 39) return after === code;
  if (code === 96) return isLetter(after) || after === code;
  if (code === 36) return after === 123 || (after | 32) === 105;
  if (code === 61) return after === 63 || isHex(after);
  return true;
}

/** Whether a line feed between two characters may: nearly all of them do not, and there are many. */
export function mayBreakLine(before: number, after: number): boolean {
  return ((LINE[before] as number) & ENDS) !== 0 || ((LINE[after] as number) & BEGINS) !== 0;
}

const ENDS = 1;
const BEGINS = 2;
const LINE = new Uint8Array(256);
for (const char of '-\\\rr="\'') LINE[char.charCodeAt(0)] = ENDS;
for (const char of '>#*|/;%012345') LINE[char.charCodeAt(0)] = BEGINS;

/** Whether what stands at `at` may break up a phrase. */
export function breaksAt(codes: Uint8Array, at: number): boolean {
  const code = codes[at] as number;
  const before = codes[at - 1] ?? 0;
  const after = codes[at + 1] ?? 0;
  switch (code) {
    case 10:
      return lineBreaks(codes, at);
    case 47:
      return stepsInVain(codes, at);
    case 42:
      return before === 47
        ? isLetter(codes[at - 2]) && commentEnds(codes, at + 1)
        : isLetter(before) && (isLetter(after) || after === 42);
    case 60:
      return isLetter(before) && tagEnds(codes, at);
    case 126:
      return after === 126 && isLetter(before);
    case 96:
    case 39:
      return isLetter(before) && ((code === 96 && isLetter(after)) || (after === code && isLetter(codes[at + 2])));
    case 43:
      return isSeam(codes, at) || isPlusForm(codes, at) || isShifted(codes, at);
    case 36:
      return isName(codes, after === 123 ? at + 2 : at + 1, 'ifs');
    case 40:
      return (
        isName(codes, at - 3, 'chr') ||
        isName(codes, at - 4, 'char') ||
        (isName(codes, at - 5, '.join') && !isName(codes, at - 9, 'path'))
      );
    case 61:
      return (
        (after === 63 && isWord(codes[at + 2])) ||
        (isHex(after) && isHex(codes[at + 2]) && codes[at + 3] === 61 && isHex(codes[at + 4]) && codes[at + 6] === 61)
      );
    default:
      return false;
  }
}

function table(set: string): Uint8Array {
  const members = new Uint8Array(256);
  for (const char of set) members[char.charCodeAt(0)] = 1;
  return members;
}
