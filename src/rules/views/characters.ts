import { lookAlikes } from './look-alikes.ts';

/** What a character becomes in the normalised view: a text, `''` when it is dropped; undefined when it stays. */
export function foldOf(point: number): string | undefined {
  let folded = memo.get(point);
  if (folded === undefined) {
    folded = compute(point);
    // Bounded by the characters of Unicode; a text of all of them costs some megabytes, once.
    memo.set(point, folded);
  }
  return folded === KEEP ? undefined : folded;
}

/** What a reader makes of bytes that are no text, U+FFFD: put between words it parts them for people and models alike. */
const REPLACEMENT = 0xfffd;
const KEEP = '\u0000keep';
const memo = new Map<number, string>();

function compute(point: number): string {
  if (isInvisible(point) || isControl(point) || point === REPLACEMENT) return '';
  if (isSpace(point)) return ' ';
  const alike = lookAlikes().get(point);
  if (alike !== undefined) return alike;
  if (point >= 0x2010 && point <= 0x2015) return '-';
  if (isMark(point)) return '';
  if (point >= 0x1f1e6 && point <= 0x1f1ff) return String.fromCharCode(97 + point - 0x1f1e6);
  const text = String.fromCodePoint(point);
  // One character may become eighteen (U+FDFA); four are enough for every form of Latin. [43]
  const plain = [...text.normalize('NFKD')].slice(0, 4).filter((char) => !isMark(char.codePointAt(0) ?? 0));
  const folded = plain.map((char) => lookAlikes().get(char.codePointAt(0) ?? 0) ?? char).join('');
  return folded === text || folded === '' || isWhole(text, folded) ? KEEP : folded;
}

/** Whether a letter only falls into its own pieces: a syllable of Hangul, a voiced kana, a letter with a nukta, a vowel of Thai. */
function isWhole(text: string, folded: string): boolean {
  if (text === '\u0e33' || text === '\u0eb3') return true;
  return folded.length > text.length && folded.normalize('NFD') === text.normalize('NFD');
}

/** Draws nothing and is there only to be read by a machine: zero-width, format, tag, selector and filler characters. */
export function isInvisible(point: number): boolean {
  return (
    point === 0xad ||
    point === 0x34f ||
    point === 0x61c ||
    point === 0x115f ||
    point === 0x1160 ||
    point === 0x17b4 ||
    point === 0x17b5 ||
    (point >= 0x180b && point <= 0x180f) ||
    (point >= 0x200b && point <= 0x200f) ||
    (point >= 0x202a && point <= 0x202e) ||
    (point >= 0x2060 && point <= 0x206f) ||
    (point >= 0xfe00 && point <= 0xfe0f) ||
    point === 0x3164 ||
    point === 0xfeff ||
    point === 0xffa0 ||
    (point >= 0xfff0 && point <= 0xfffb) ||
    (point >= 0x1bca0 && point <= 0x1bca3) ||
    (point >= 0x1d173 && point <= 0x1d17a) ||
    (point >= 0xe0000 && point <= 0xe0fff)
  );
}

/** Controls that no text needs; tab, line feed and carriage return are white space. */
export function isControl(point: number): boolean {
  return (
    (point < 32 && point !== 9 && point !== 10 && point !== 13) || (point >= 0x7f && point <= 0x9f && point !== 0x85)
  );
}

export function isMark(point: number): boolean {
  return (
    (point >= 0x300 && point <= 0x36f) ||
    (point >= 0x483 && point <= 0x489) ||
    (point >= 0x1ab0 && point <= 0x1aff) ||
    (point >= 0x1dc0 && point <= 0x1dff) ||
    (point >= 0x20d0 && point <= 0x20ff) ||
    (point >= 0xfe20 && point <= 0xfe2f)
  );
}

/** White space beyond ASCII, blank letters included. */
export function isSpace(point: number): boolean {
  return (
    point === 0x85 ||
    point === 0xa0 ||
    point === 0x115f ||
    point === 0x1160 ||
    point === 0x1680 ||
    (point >= 0x2000 && point <= 0x200a) ||
    (point >= 0x2028 && point <= 0x2029) ||
    point === 0x202f ||
    point === 0x205f ||
    point === 0x2800 ||
    point === 0x3000 ||
    point === 0x3164 ||
    point === 0xffa0
  );
}

/** Characters of the private use areas: fonts of icons, and letters that a model was told to read. */
export function isPrivate(point: number): boolean {
  return (point >= 0xe000 && point <= 0xf8ff) || (point >= 0xf0000 && point <= 0x10fffd);
}

/**
 * Whether a character is one that detectors of unusual characters look at. Emoji need a selector or a joiner between
 * pictures, and so do not count there.
 */
export function isUnusual(point: number, before: number, after: number): boolean {
  if (isControl(point) || isPrivate(point)) return true;
  if (isMark(point)) return isMark(before);
  if (!isInvisible(point)) return false;
  if (point === 0xfe0f || point === 0xfe0e) return !(isPicture(before) && !isSelector(after));
  if (point === 0x200d) return !((isPicture(before) || before === 0xfe0f) && isPicture(after));
  return true;
}

function isSelector(point: number): boolean {
  return (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef);
}

/** Half of a pair, or a key that a selector frames, may begin a picture too. */
function isPicture(point: number): boolean {
  return (
    isPictograph(point) ||
    (point >= 0xd800 && point <= 0xdfff) ||
    point === 35 ||
    point === 42 ||
    (point >= 48 && point <= 57)
  );
}

/** Drawn as a picture of its own: no letter, kana or ideograph, which an invisible character would part. */
export function isPictograph(point: number): boolean {
  return (
    (point >= 0x2190 && point <= 0x2bff) ||
    point === 0x3030 ||
    point === 0x303d ||
    point === 0x3297 ||
    point === 0x3299 ||
    (point >= 0x1f000 && point <= 0x1faff) ||
    point === 0xa9 ||
    point === 0xae
  );
}

/** What `quick` gives beside an ASCII code. */
export const STAYS = 255;
export const COMPLEX = 254;
let quickTable: Uint8Array | undefined;

/** For a character of the basic plane: the one ASCII character it folds to, `STAYS`, or `COMPLEX` for all else. */
export function quick(point: number): number {
  quickTable ??= new Uint8Array(65_536);
  let value = quickTable[point] ?? COMPLEX;
  if (value === 0) {
    value = quickOf(point);
    quickTable[point] = value;
  }
  return value;
}

function quickOf(point: number): number {
  if (isInvisible(point) || isControl(point) || isMark(point) || isPrivate(point)) return COMPLEX;
  if (point >= 0xd800 && point <= 0xdfff) return COMPLEX;
  const folded = foldOf(point);
  if (folded === undefined) return STAYS;
  const code = folded.charCodeAt(0);
  return folded.length === 1 && code < 128 ? code : COMPLEX;
}
