import { MapBuilder, type Mapped } from './collapse.ts';

/** At least five single letters, each set off from the next by one and the same short separator. */
const SPELLED =
  /(?<![A-Za-z0-9])[A-Za-z0-9](?:([^A-Za-z0-9\s]\s?|\s|\\n)[A-Za-z0-9](?:\1[A-Za-z0-9]){3,400})(?![A-Za-z0-9])/g;

/** Whether `i g n o r e` or the like may stand in `from` … `to`; looks at one character in four of ordinary text. */
export function maySpell(text: string, from: number, to: number): boolean {
  return mayStand(
    (at) => text.charCodeAt(at),
    from,
    to,
    (start, end) => text.slice(start, end),
  );
}

/** The same over the bytes of a frame. Letters set one under another are `quiet`'s to see. */
export function spellsBytes(frame: Uint8Array): boolean {
  return mayStand(
    (at) => frame[at] as number,
    0,
    frame.length,
    (start, end) => String.fromCharCode(...frame.subarray(start, end)),
  );
}

function mayStand(
  codeAt: (at: number) => number,
  from: number,
  to: number,
  textOf: (start: number, end: number) => string,
): boolean {
  // Five spelled letters take nine characters or more: one place in four falls on a letter of them or just before one.
  for (let at = Math.max(0, from - 8); at + 4 < to; at += 4) {
    const first = isAlnum(codeAt(at)) ? at : at + 1;
    if (!isAlnum(codeAt(first)) || isAlnum(codeAt(first + 1))) {
      // Two separators between letters, `i, g, n`, leave one more place to begin.
      if (isAlnum(codeAt(first)) || !isAlnum(codeAt(at + 2)) || isAlnum(codeAt(at + 3))) continue;
    }
    const letter = isAlnum(codeAt(first)) ? first : at + 2;
    const near = isAlnum(codeAt(letter + 2)) && codeAt(letter + 1) === codeAt(letter + 3);
    const far =
      !near && isAlnum(codeAt(letter + 3)) && !isAlnum(codeAt(letter + 2)) && codeAt(letter + 1) === codeAt(letter + 4);
    if ((near || far) && SPELLED_ONCE.test(textOf(Math.max(0, letter - 9), letter + 20))) return true;
  }
  return false;
}
const SPELLED_ONCE = /(?<![A-Za-z0-9])[A-Za-z0-9]([^A-Za-z0-9\s]\s?|\s)[A-Za-z0-9](?:\1[A-Za-z0-9]){3}/;

/** The text with spelled-out words written together: `i g n o r e` becomes `ignore`. */
export function squeeze(text: string): Mapped {
  const out = new MapBuilder(text.length + 16);
  let at = 0;
  for (const match of text.matchAll(SPELLED)) {
    out.copy(text, at, match.index);
    const step = 1 + (match[1] ?? ' ').length;
    const end = match.index + match[0].length;
    for (let index = match.index; index < end; index += step) out.add(text[index] as string, index);
    at = end;
  }
  out.copy(text, at, text.length);
  return out.done(text.length);
}

function isAlnum(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
