import type { Span } from '../../span.ts';

/** Scripts other than Latin, as bits. */
export const GREEK = 1;
export const CYRILLIC = 2;
export const HEBREW = 4;
export const ARABIC = 8;
export const DEVANAGARI = 16;
export const BENGALI = 32;
export const THAI = 64;
export const HANGUL = 128;
export const KANA = 256;
export const HAN = 512;

/**
 * A language: its expressions, each match of which holds letters of one of its scripts and, where they are told, one of these pairs of
 * letters, the second somewhere behind the first.
 */
export type Tongue = readonly [scripts: number, shapes: readonly RegExp[], pairs?: string];

/**
 * Which of these scripts stand in a text, letters included that another spelling makes of them (a part of a syllable, half the width, an
 * older code point). Rules, arrows, pictures and accents are of none.
 */
export function scriptsIn(text: string): number {
  let scripts = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 127) scripts |= unit === HAN_BEYOND ? HAN : (OF_BLOCK[unit >> 7] as number);
  }
  return scripts;
}

/** The languages that may be found in a text, by its letters. */
export function tonguesIn(text: string, tongues: readonly Tongue[]): readonly Tongue[] {
  const scripts = scriptsIn(text);
  return scripts === 0
    ? []
    : tongues.filter(([own, , pairs]) => (own & scripts) !== 0 && (pairs === undefined || holdsPair(text, pairs)));
}

/** Parts of syllables, half the width, older code points: the native reading makes other letters of them. */
const IN_PIECES = /[\u1100-\u11ff\uf900-\ufaff\uff65-\uff9f\ud87e]/;

function holdsPair(text: string, pairs: string): boolean {
  for (let at = 0; at < pairs.length; at += 2) {
    const first = text.indexOf(pairs[at] as string);
    if (first >= 0 && text.indexOf(pairs[at + 1] as string, first + 1) >= 0) return true;
  }
  return IN_PIECES.test(text);
}

/** Where the expressions of some languages match. */
export function* spansOf(text: string, tongues: readonly Tongue[]): Generator<Span, void> {
  for (const [, shapes] of tongues) {
    for (const shape of shapes)
      for (const match of text.matchAll(shape)) yield { start: match.index, end: match.index + match[0].length };
  }
}

/** The first half of a compatibility ideograph beyond the basic plane. */
const HAN_BEYOND = 0xd87e;
/** By blocks of 128 characters. */
const OF_BLOCK = new Uint16Array(512);
for (const [first, last, script] of [
  [0x370, 0x3ff, GREEK],
  [0x400, 0x52f, CYRILLIC],
  [0x590, 0x5ff, HEBREW],
  [0x600, 0x6ff, ARABIC],
  [0x900, 0x97f, DEVANAGARI],
  [0x980, 0x9ff, BENGALI],
  [0xe00, 0xe7f, THAI],
  [0x1100, 0x11ff, HANGUL],
  [0x1c80, 0x1c8f, CYRILLIC],
  [0x1f00, 0x1fff, GREEK],
  [0x3040, 0x30ff, KANA],
  [0x4e00, 0x9fff, HAN],
  [0xac00, 0xd7a3, HANGUL],
  [0xf900, 0xfaff, HAN],
  [0xfb1d, 0xfb4f, HEBREW],
  [0xff65, 0xff9f, KANA],
] as const)
  for (let block = first >> 7; block <= last >> 7; block += 1) OF_BLOCK[block] = (OF_BLOCK[block] as number) | script;
