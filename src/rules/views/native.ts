import { lateExpression } from '../machine-code.ts';
import { isInvisible } from './characters.ts';
import { MapBuilder, type Mapped } from './collapse.ts';

/** What parts letters of such a text without being read: characters that draw nothing, vowel signs of Hebrew and Arabic, the kashida. */
const DROPPED = String.raw`[\u00ad\u034f\u061c\u0640\u064b-\u0652\u0591-\u05bd\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+`;
const ALL_DROPPED = lateExpression(() => DROPPED, 'gu');
/** A letter with its marks apart, syllables in pieces, kana of half the width. */
const APART = String.raw`[^\s\p{M}]\p{M}+|[\u1100-\u115f][\u1160-\u11ff]+|[\uff65-\uff9f]+`;
/** Letters of Thai, Chinese, Japanese and Korean, between which no hyphen stands otherwise. */
const WHOLE = String.raw`[\u0e00-\u0e7f\u2e80-\ud7a3]`;
/** Tags, a line end with what quotes or lists the next line, emphasis, marks that join words. */
const JOINTS = String.raw`(?:</?[a-z][^<>\n]{0,60}>)+|\r?\n[ \t]{0,8}(?:(?:[>#|*\u2022-]|//|\d{1,3}[.)])[ \t]{1,4})?(?=\S)|\*{1,3}|[_/|\u00b7\u2022~^=]|(?<=${WHOLE})-(?=${WHOLE})|\\n`;
const LATIN = '[A-Za-z]+';
const CHANGED = lateExpression(() => `(${DROPPED})|(${APART})|(${JOINTS})|(${LATIN})`, 'giu');
const MAY_CHANGE = lateExpression(() => `${DROPPED}|${JOINTS}|${LATIN}|\\p{M}|[\\u1160-\\u11ff\\uff65-\\uff9f]`, 'iu');

/** Latin letters as the Cyrillic ones that are drawn like them. */
const CYRILLIC: ReadonlyMap<string, string> = new Map(
  [...'AАBВCСEЕHНKКMМOОPРTТXХYУaаcсeеoоpрxхyуiіkкmмtтnпuиbьrг'].flatMap((char, at, all) =>
    at % 2 === 0 ? [[char, all[at + 1] ?? char] as const] : [],
  ),
);
const GREEK: ReadonlyMap<string, string> = new Map(
  [...'AΑBΒEΕZΖHΗIΙKΚMΜNΝOΟPΡTΤYΥXΧaαiιkκoοuυvνpρtτ'].flatMap((char, at, all) =>
    at % 2 === 0 ? [[char, all[at + 1] ?? char] as const] : [],
  ),
);

/**
 * How a text in letters other than Latin reads without a disguise, where the normalised view would take its letters for Latin ones:
 * without what draws nothing, letters whole, Latin look-alikes as what they stand among, one blank for what joins words.
 * Undefined where it reads as it is written.
 */
export function nativeReading(text: string): Mapped | undefined {
  if (!MAY_CHANGE().test(text)) return undefined;
  const out = new MapBuilder();
  let at = 0;
  for (const match of text.matchAll(CHANGED())) {
    const start = match.index;
    const end = start + match[0].length;
    const read = readAs(text, match, start, end);
    if (read === match[0]) continue;
    out.copy(text, at, start);
    out.add(read, start);
    at = end;
  }
  if (at === 0) return undefined;
  out.copy(text, at, text.length);
  return out.done(text.length);
}

function readAs(text: string, [whole, dropped, apart, joint]: RegExpMatchArray, start: number, end: number): string {
  if (dropped !== undefined) return '';
  if (apart !== undefined) return composed(apart);
  const before = beside(text, start, -1);
  if (joint !== undefined)
    return whole.startsWith('*') ? '' : isDense(before) && isDense(beside(text, end, 1)) ? '' : ' ';
  const after = beside(text, end, 1);
  const own =
    isCyrillic(before) || isCyrillic(after) ? CYRILLIC : isGreek(before) || isGreek(after) ? GREEK : undefined;
  return own === undefined ? whole : [...whole].map((char) => own.get(char) ?? char).join('');
}

/** The character beside a place that is drawn. */
function beside(text: string, from: number, step: number): number {
  let at = step < 0 ? from - 1 : from;
  while (at >= 0 && at < text.length && isInvisible(text.charCodeAt(at))) at += step;
  return text.charCodeAt(at);
}

/** One character where Unicode has one, without accents that belong to no letter of the script. */
function composed(apart: string): string {
  if (/^[\uff65-\uff9f]/.test(apart)) return apart.normalize('NFKC');
  const [letter = ''] = apart.normalize('NFD');
  const strange = isGreek(letter.charCodeAt(0)) ? NOT_GREEK : NOT_CYRILLIC;
  return apart.normalize('NFD').replace(strange, '').replace(ALL_DROPPED(), '').normalize('NFC');
}

// biome-ignore lint/suspicious/noMisleadingCharacterClass: marks by themselves are what it is about
const NOT_CYRILLIC = /[\u0300-\u0305\u0307\u0309-\u036f\u0483-\u0489\u20d0-\u20ff]/g;
// biome-ignore lint/suspicious/noMisleadingCharacterClass: marks by themselves are what it is about
const NOT_GREEK = /[\u0300\u0302-\u0307\u0309-\u0341\u0343-\u036f\u0483-\u0489\u20d0-\u20ff]/g;

function isCyrillic(unit: number): boolean {
  return unit >= 0x400 && unit <= 0x52f;
}

function isGreek(unit: number): boolean {
  return unit >= 0x370 && unit <= 0x3ff;
}

/** Of Chinese, Japanese or Thai, which put no blanks between words. */
function isDense(unit: number): boolean {
  return (unit >= 0x2e80 && unit <= 0x9fff) || (unit >= 0xe00 && unit <= 0xe7f) || (unit >= 0xff00 && unit <= 0xffef);
}
