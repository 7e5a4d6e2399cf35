import type { Encoded } from './encodings/encoded.ts';

const TAGS = /(?:\udb40[\udc20-\udc7f]){4,4096}/g;
const SELECTORS = /(?:[\ufe00-\ufe0f]|\udb40[\udd00-\uddef]){6,8192}/g;
// biome-ignore lint/suspicious/noMisleadingCharacterClass: joiners by themselves are what it is about
const BITS = /[\u200b\u200c\u200d\u2060-\u2064\ufeff]{24,32768}/g;

const PRIVATE = /(?:[\udb80-\udbff][\udc00-\udfff]){6,4096}|[\ue000-\uf8ff]{6,4096}/g;

/** The shortest run that is read, of tag letters. Each of them is unusual, and of the longer runs of others all but one or two. */
export const MIN_HIDDEN = 4;

/** Text in characters that draw nothing: tag letters, bytes as variation selectors, bits as two zero-width characters. [40] */
export function hiddenIn(text: string): Encoded[] {
  const found: Encoded[] = [];
  const add = (match: RegExpMatchArray, hidden: string | undefined): void => {
    const start = match.index ?? 0;
    if (hidden !== undefined) found.push({ start, end: start + match[0].length, text: hidden });
  };
  for (const match of text.matchAll(TAGS))
    add(match, match[0].replace(/\udb40/g, '').replace(/[\udc20-\udc7f]/g, tagLetter));
  for (const match of text.matchAll(SELECTORS)) add(match, String.fromCharCode(...[...match[0]].map(selectorByte)));
  for (const match of text.matchAll(BITS)) add(match, bitsOf(match[0]));
  for (const match of text.matchAll(PRIVATE)) add(match, privateLetters(match[0]));
  return found;
}

/** Letters that were moved into a private use area: the low byte tells which. */
function privateLetters(run: string): string | undefined {
  const letters = [...run].map((char) => String.fromCharCode((char.codePointAt(0) ?? 0) & 255)).join('');
  return /^[\x20-\x7e\n]+$/.test(letters) ? letters : undefined;
}

function tagLetter(unit: string): string {
  return String.fromCharCode(unit.charCodeAt(0) - 0xdc00);
}

function selectorByte(char: string): number {
  const point = char.codePointAt(0) ?? 0;
  return point >= 0xe0100 ? point - 0xe0100 + 16 : point - 0xfe00;
}

/** The two commonest characters as bits, either way round, whichever reads as ASCII. */
function bitsOf(run: string): string | undefined {
  const counts = new Map<string, number>();
  for (const char of run) counts.set(char, (counts.get(char) ?? 0) + 1);
  const [one, other] = [...counts].sort((a, b) => b[1] - a[1]).map(([char]) => char);
  if (one === undefined || other === undefined) return undefined;
  const bits = [...run].filter((char) => char === one || char === other);
  for (const zero of [one, other]) {
    for (const size of [8, 7]) {
      let text = '';
      for (let at = 0; at + size <= bits.length; at += size) {
        text += String.fromCharCode(
          bits.slice(at, at + size).reduce((sum, bit) => sum * 2 + (bit === zero ? 0 : 1), 0),
        );
      }
      if (/^[\x20-\x7e\n]+$/.test(text)) return text;
    }
  }
  return undefined;
}
