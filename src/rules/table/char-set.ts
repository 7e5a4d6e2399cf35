import type { AST } from '@eslint-community/regexpp';

/** Which of the first 128 characters a part matches, and whether any beyond. */
export type CharSet = readonly boolean[];
const BEYOND = 128;

/** The characters of a part that is one character wide; undefined for anything else. */
export function charsOf(element: AST.Element): CharSet | undefined {
  const pattern = element.type === 'Character' || element.type === 'CharacterSet' || element.type === 'CharacterClass';
  if (!pattern) return undefined;
  const known = memo.get(element.raw);
  if (known !== undefined) return known;
  const regex = new RegExp(`^(?:${element.raw})$`, 'i');
  const ascii = Array.from({ length: BEYOND }, (_, code) => regex.test(String.fromCharCode(code)));
  const set = [...ascii, ['\u00e9', '\u4e2d', '\u2028', '\u00a0', '\u200b'].some((char) => regex.test(char))];
  memo.set(element.raw, set);
  return set;
}

/** A pack writes the same few characters over and over; of one process's packs they fit. */
const memo = new Map<string, CharSet>();

export function disjoint(a: CharSet, b: CharSet): boolean {
  // Beyond ASCII only \s and \w are told apart: \w has nothing there.
  return a.every((has, at) => !has || !b[at]);
}
