import { foldOf, isInvisible, isPictograph, isUnusual, quick, STAYS } from '../../views/characters.ts';
import type { Units } from './units.ts';

/** Where characters stand that the normalised view changes, and which of them detectors look at. */
export type Strangers = { readonly all: readonly number[]; readonly unusual: readonly number[] };
export const NO_STRANGERS: Strangers = { all: [], unusual: [] };

export function strangers(text: string, { codes, words }: Units, from: number, to: number): Strangers {
  const all: number[] = [];
  const unusual: number[] = [];
  for (let at = from; at < to; at += 1) {
    if ((at & 3) === 0 && isShown(words[at >> 2] as number)) {
      at += 3;
      continue;
    }
    const code = codes[at] as number;
    if (code < 127 && (code >= 32 || code === 10 || code === 9 || code === 13)) continue;
    const unit = text.charCodeAt(at);
    if (quick(unit) === STAYS) continue;
    const point = text.codePointAt(at) ?? 0;
    const wide = point > 0xffff;
    const before = text.charCodeAt(at - 1);
    if (isUnusual(point, before, text.codePointAt(at + (wide ? 2 : 1)) ?? 0)) unusual.push(at);
    else if (isInvisible(point) && followsPicture(text, at, before)) continue;
    if (foldOf(point) !== undefined) all.push(at);
    if (wide) at += 1;
  }
  return { all, unusual };
}

/**
 * Whether an invisible character belongs to a picture, where it parts no word: right behind it, or behind its selector, which
 * was looked at itself.
 */
function followsPicture(text: string, at: number, before: number): boolean {
  if (before === 0xfe0f) return true;
  const isHalf = before >= 0xdc00 && before <= 0xdfff;
  return isPictograph(isHalf ? (text.codePointAt(at - 2) ?? 0) : before);
}

/** Whether four characters are all of ASCII that is drawn. */
function isShown(word: number): boolean {
  return ((word | (word + 0x01010101) | (word - 0x20202020)) & 0x80808080) === 0;
}
