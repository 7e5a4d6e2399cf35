import { runEnd } from '../../scan/match/triggers.ts';
import { type Encoded, HEX_LIST, MIN_SPACED_HEX } from './encoded.ts';
import { mayList } from './readable.ts';

/** What a run of what lists of codes are made of, from `start`, stands for. @returns where it ends */
export function hexListAt(text: string, codes: Uint8Array, start: number, found: Encoded[]): number {
  const end = runEnd(codes, HEX_LIST, start + MIN_SPACED_HEX, codes.length);
  const list = mayList(codes, start, end) ? codeList(text.slice(start, Math.min(end, start + 65_536))) : undefined;
  if (list !== undefined) found.push({ start, end, text: list });
  return end;
}

/** `69 67 6e`, `0x69, 0x67`, `105, 103, 110`, `151 147 156` and `01101001 …` as what they spell. */
function codeList(text: string): string | undefined {
  // Blanks and brackets alone are the commonest run of all.
  if (!/[0-9a-f]{2}[^0-9a-z]{0,6}(?:0x|\\x)?[0-9a-f]{2,8}[^0-9a-z]/i.test(text)) return undefined;
  const tokens = text.replace(/(?:\b0|\\)x/gi, ' ').match(/[0-9a-f]+/gi) ?? [];
  if (tokens.length < 8) return undefined;
  // Which numbers they are is not always clear: hexadecimal pairs may be decimal numbers.
  const all: string[] = [];
  for (const [shape, radix] of NUMBERS) {
    const fit = tokens.filter((token) => shape.test(token));
    // Words made of the letters a to f may stand before and after.
    if (fit.length * 10 < tokens.length * 8) continue;
    const read = String.fromCharCode(...fit.slice(0, 8_192).map((token) => Number.parseInt(token, radix)));
    const prose = (read.match(/[\x20-\x7e\t\n\r]{8,}/g) ?? []).filter(isProse);
    all.push(...prose);
  }
  return all.length === 0 ? undefined : all.join('\n');
}

const NUMBERS: readonly (readonly [RegExp, number])[] = [
  [/^(?:[0-9a-f]{2}|0{1,4}[0-9a-f]{2})$/i, 16],
  [/^(?:[3-9][0-9]|1[0-2][0-9]|9|10|13)$/, 10],
  [/^0?[01][0-7]{2}$/, 8],
  [/^[01]{7,8}$/, 2],
];

function isProse(text: string): boolean {
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0;
  const plain = text.match(/[\w ./:-]/g)?.length ?? 0;
  return letters >= 8 && plain * 5 >= text.length * 3;
}
