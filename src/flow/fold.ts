/** A text as copies of it are told: letters and digits alone, in one case, each with its place in the text. */
export type Folded = {
  readonly codes: Uint16Array;
  /** UTF-16 offsets into the text. */
  readonly at: Uint32Array;
  readonly length: number;
};

const SKIP = 0;
const ASCII = new Uint16Array(128).fill(SKIP);
for (let digit = 48; digit <= 57; digit += 1) ASCII[digit] = digit;
for (let letter = 97; letter <= 122; letter += 1) {
  ASCII[letter] = letter;
  ASCII[letter - 32] = letter;
}

/**
 * Folds case, white space, punctuation, full width and what is invisible; at most `most` characters of the text.
 * @param room to write to, when it is large enough: then it is good until the room is used again
 */
export function fold(text: string, most: number, room?: Pick<Folded, 'codes' | 'at'>): Folded {
  const end = Math.min(text.length, most);
  const fits = room !== undefined && room.codes.length >= end;
  const codes = fits ? room.codes : new Uint16Array(end);
  const at = fits ? room.at : new Uint32Array(end);
  let length = 0;
  for (let index = 0; index < end; index += 1) {
    const code = text.charCodeAt(index);
    const folded = code < 128 ? ASCII[code]! : foldedBeyondAscii(code);
    if (folded === SKIP) {
      // A line break that was escaped once more is still a line break: its letter is none of the text's.
      if (code === 92 && ESCAPES.includes(text.charAt(index + 1))) index += 1;
      continue;
    }
    codes[length] = folded;
    at[length] = index;
    length += 1;
  }
  return { codes, at, length };
}

const ESCAPES = ['n', 'r', 't'];

function foldedBeyondAscii(code: number): number {
  if (code >= 0xff10 && code <= 0xff5a) return ASCII[code - 0xfee0]!;
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return SKIP;
  for (const [from, to] of NOTHING_READ) if (code >= from && code <= to) return SKIP;
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : code;
}

/** Combining marks, general and ideographic punctuation, variation selectors, tags, the byte order mark. */
const NOTHING_READ: readonly (readonly [number, number])[] = [
  [0x300, 0x36f],
  [0x2000, 0x206f],
  [0x3000, 0x303f],
  [0xfe00, 0xfe0f],
  [0xdb40, 0xdb40],
  [0xdc00, 0xdc7f],
  [0xfeff, 0xff0f],
];
