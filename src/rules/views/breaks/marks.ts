import { DEEP, isHex, isLetter, isQuote, isWord } from '../bytes.ts';

/** `a//b`, `a/./b`, `a/x/../b`: not the two of an address, nor the one above a folder that is not named. */
export function stepsInVain(codes: Uint8Array, at: number): boolean {
  if (!endsStep(codes[at - 1] ?? 0)) return false;
  const after = codes[at + 1];
  if (after === 47) return isWord(codes[at + 2]) || codes[at + 2] === 46 || codes[at + 2] === 47;
  if (after !== 46) return false;
  return codes[at + 2] === 47 || (codes[at + 2] === 46 && codes[at + 3] === 47 && codes[at - 1] !== 46);
}

export function endsStep(code: number): boolean {
  return isWord(code) || code === 46 || code === 126 || code === 125 || code === 45;
}

/** Where blanks and line ends end, as far as strings put together are apart. */
function skipped(codes: Uint8Array, from: number): number {
  let at = from;
  while (at - from < DEEP && (codes[at] === 32 || codes[at] === 10)) at += 1;
  return at;
}

/** `x/*…*\/y`: a word again behind the comment; a pattern of paths has none. */
export function commentEnds(codes: Uint8Array, from: number): boolean {
  let end = from;
  while (end < from + 41 && end < codes.length && codes[end] !== 42) end += 1;
  return codes[end] === 42 && codes[end + 1] === 47 && isWord(codes[end + 2]);
}

/** `x</b>y`, `x<b></b>y`: letters again behind the tags. */
export function tagEnds(codes: Uint8Array, at: number): boolean {
  let end = at;
  for (let tags = 0; tags < 4 && codes[end] === 60; tags += 1) {
    const first = codes[end + 1] ?? 0;
    if (!isLetter(first) && first !== 47 && first !== 33) return false;
    const limit = end + 64;
    while (end < limit && codes[end] !== 62 && end < codes.length) end += 1;
    if (codes[end] !== 62) return false;
    end += 1;
  }
  return isLetter(codes[end]);
}

/** A quote on either side: `"ig" + "nore"`. */
export function isSeam(codes: Uint8Array, at: number): boolean {
  let left = at - 1;
  while (at - left < DEEP && (codes[left] === 32 || codes[left] === 10)) left -= 1;
  if (!isQuote(codes[left])) return false;
  const right = codes[skipped(codes, at + 1)];
  return isQuote(right) || right === 92;
}

/** `a+b+c`: blanks as forms write them. Base64 has capitals and digits between its signs. */
export function isPlusForm(codes: Uint8Array, at: number): boolean {
  if (!isWord(codes[at - 1]) && !isLoose(codes[at - 1] ?? 0)) return false;
  let start = at + 1;
  let small = false;
  let capital = false;
  let words = 0;
  for (let ahead = start; ahead < at + 40; ahead += 1) {
    const code = codes[ahead] ?? 0;
    if (code === 43) {
      if ((small && capital) || ahead === start || ahead - start > 30) return false;
      words += 1;
      if (words === 2) return true;
      start = ahead + 1;
      small = false;
      capital = false;
    } else if (code === 37) {
      if (!isHex(codes[ahead + 1]) || !isHex(codes[ahead + 2])) return false;
      ahead += 2;
    } else if (code >= 65 && code <= 90) capital ||= ahead > start;
    else if (code >= 97 && code <= 122) small = true;
    else if (!isLoose(code)) return words === 1;
  }
  return false;
}

/** Digits and what stands in addresses and command lines; base64 has capitals beside its digits and slashes. */
function isLoose(code: number): boolean {
  return (code >= 44 && code <= 58) || code === 95 || code === 124 || code === 38 || code === 62;
}

/** `+AEkA`: UTF-16 in base64. */
export function isShifted(codes: Uint8Array, at: number): boolean {
  return codes[at + 1] === 65 && (codes[at + 2] ?? 0) >= 65 && (codes[at + 2] ?? 0) <= 68 && isWord(codes[at + 3]);
}
