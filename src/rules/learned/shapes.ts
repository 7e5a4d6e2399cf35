/** What kind of character: 0 parts words, 1 ASCII letter, 2 digit, 3 ends a sentence, 4 symbol of code, 5 quote, 6 line end. */
export const KIND = kinds();

export const LETTER_N = 110;
export const LETTER_R = 114;

/** What follows a backslash in the writing of a string: a quote, the letter of a line end or a tab. */
function isEscape(code: number): boolean {
  return code === 34 || code === LETTER_N || code === LETTER_R || code === 116;
}

/** Where the escape that begins at `at` ends, its backslashes written twice or more included; `at` where none does. */
export function escapeEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (bytes[end] === 92) end += 1;
  return end > at && isEscape(bytes[end] as number) ? end + 1 : at;
}

/** Prose that was wrapped: the next line goes on in lower case, and is no `key: ` of a record. */
export function isWrapped(bytes: Uint8Array, at: number): boolean {
  let end = at + 1;
  while (end - at < 24 && isKey(bytes[end] as number)) end += 1;
  return end > at + 1 && !(bytes[end] === 58 && (bytes[end + 1] as number) <= 32) && bytes[at + 1] !== 95;
}

function isKey(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 95;
}

/** Of bytes as `bytesOf` gives them. */
export function isFieldStart(bytes: Uint8Array, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && bytes[before] === 32) before -= 1;
  if (before < 0) return true;
  const code = bytes[before] as number;
  if (code === 91 || code === 123 || code === 40) return true;
  if (code !== 58 && code !== 44 && code !== 61) return false;
  // `"key": "` and `", "`, not `he said: "`, nor a page as browsers list it: `- paragraph [ref=e2]: "`
  const earlier = before === 0 ? 0 : (bytes[before - 1] as number);
  return earlier === 34 || earlier === 39 || code === 61 || (code === 44 && (earlier === 93 || earlier === 125));
}

/** Of bytes as `bytesOf` gives them. */
export function isFieldEnd(bytes: Uint8Array, at: number): boolean {
  let after = at + 1;
  while (bytes[after] === 32) after += 1;
  const code = bytes[after] as number;
  if (code === 125 || code === 93) return true;
  if (code !== 58 && code !== 44) return false;
  let next = after + 1;
  while (bytes[next] === 32 || bytes[next] === 10) next += 1;
  const then = bytes[next] as number;
  return then === 34 || then === 39 || then === 123 || then === 91 || (then >= 48 && then <= 57);
}

/** The longest field that may hold an order and nothing else: a file or a letter is longer. */
const SHORT_FIELD = 240;

/** Whether a field that begins at a quote ends soon, or with the text. Of bytes as `bytesOf` gives them. */
export function isShortField(bytes: Uint8Array, at: number, length: number): boolean {
  const limit = at + SHORT_FIELD;
  for (let ahead = at + 1; ahead < limit; ahead += 1) {
    if (ahead >= length) return true;
    if (KIND[bytes[ahead] as number] === 5 && isFieldEnd(bytes, ahead)) return true;
  }
  return false;
}

export function isApostrophe(text: string, at: number): boolean {
  const after = text.charCodeAt(at + 2);
  const more = text.charCodeAt(at + 3);
  // n't, 's, 're, 'll, l'utilisateur: at most a few letters on one side
  return !isLetter(after) || !isLetter(more) || !isLetter(text.charCodeAt(at - 2));
}

export function isMail(text: string, at: number): boolean {
  for (let ahead = at + 1; ahead < at + 40; ahead += 1) {
    const code = text.charCodeAt(ahead);
    if (code === 64) return true;
    if (!isLetter(code) && !isNumeric(code) && code !== 45 && code !== 95) return false;
  }
  return false;
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isNumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 44 || code === 46;
}

export function isHost(code: number): boolean {
  return (
    isLetter(code) ||
    (code >= 48 && code <= 57) ||
    code === 46 ||
    code === 64 ||
    code === 45 ||
    code === 95 ||
    code === 43
  );
}

export function isUrl(code: number): boolean {
  return (
    code > 32 &&
    code !== 34 &&
    code !== 39 &&
    code !== 60 &&
    code !== 62 &&
    code !== 41 &&
    code !== 93 &&
    code !== 44 &&
    code !== 96
  );
}

export function isBreak(code: number): boolean {
  return (
    code <= 32 ||
    code === 34 ||
    code === 39 ||
    code === 41 ||
    code === 60 ||
    code === 93 ||
    code === 125 ||
    code === 42 ||
    code === 95
  );
}

export function isBlank(code: number): boolean {
  return (
    Number.isNaN(code) ||
    code <= 32 ||
    code === 34 ||
    code === 39 ||
    code === 96 ||
    code === 40 ||
    code === 61 ||
    code === 58
  );
}

export function isLower(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (bytes[at] === 32) at += 1;
  const code = bytes[at] as number;
  return code >= 97 && code <= 122;
}

/** A letter or mark beyond ASCII that is part of a word; neither punctuation nor pictures. */
export function isForeign(code: number): boolean {
  if (code < 0xc0 || code >= 0xfe00 || (code >= 0x2000 && code < 0x2c00)) return false;
  if (code >= 0x2e80) return code >= 0xa000 && code < 0xd800 && !isIdeograph(code);
  return code !== 0x964 && code !== 0x61f && code !== 0x60c && code !== 0xd7 && code !== 0xf7;
}

export function isIdeograph(code: number): boolean {
  return (code >= 0x3040 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af);
}

function kinds(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 65; code <= 90; code += 1) {
    table[code] = 1;
    table[code + 32] = 1;
  }
  for (let code = 48; code <= 57; code += 1) table[code] = 2;
  for (const mark of '.!?') table[mark.charCodeAt(0)] = 3;
  for (const mark of '<>(){}[];=\\$|/~:#*`&+^') table[mark.charCodeAt(0)] = 4;
  table[34] = 5;
  table[39] = 5;
  table[10] = 6;
  return table;
}
