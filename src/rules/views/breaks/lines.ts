import { DEEP, isLetter, isWord } from '../bytes.ts';

/** A hyphen or a backslash before the line feed, or the same prefix on this line as on the next, both short. */
export function lineBreaks(codes: Uint8Array, at: number): boolean {
  const next = at + 1;
  let last = at - 1;
  if (codes[last] === 13) last -= 1;
  else if (codes[last] === 114 && codes[last - 1] === 92) last -= 2;
  const before = codes[last];
  if (before === 45) return isLetter(codes[last - 1]) && isLetter(codes[next]);
  if (before === 92) return true;
  if (before === 61) return endsSoftly(codes, last);
  if (before === 34 || before === 39) return goesOnIn(codes, next, before);
  const prefix = codes[next] ?? 0;
  if (prefix >= 48 && prefix <= 53) return isTime(codes, next);
  if (prefix === 62) return true;
  if (prefix !== 35 && prefix !== 42 && prefix !== 124 && prefix !== 47 && prefix !== 59 && prefix !== 37) return false;
  // Comments of a word or two each, three lines of them
  for (let lines = 0, ahead = next; lines < 2; lines += 1) {
    let end = ahead;
    while (end - ahead < 24 && end < codes.length && codes[end] !== 10) end += 1;
    if (codes[end] !== 10 || codes[end + 1] !== prefix || end - ahead < 3) return false;
    ahead = end + 1;
  }
  return true;
}

/** Whether the next line is indented and begins with another string of the same quotes: many languages take the two for one. */
function goesOnIn(codes: Uint8Array, next: number, quote: number): boolean {
  if (codes[next] !== 32 && codes[next] !== 9) return false;
  let at = next + 1;
  while (at - next < DEEP && (codes[at] === 32 || codes[at] === 9)) at += 1;
  return codes[at] === quote;
}

/** `=` at the end of a line as long as those of mail, and no indentation behind it. */
function endsSoftly(codes: Uint8Array, at: number): boolean {
  const next = codes[at + 1] === 13 ? at + 3 : at + 2;
  if (!isWord(codes[next]) && codes[next] !== 61) return false;
  let start = at;
  while (start > 0 && at - start < 78 && codes[start - 1] !== 10) start -= 1;
  return at - start >= 60 && at - start < 78;
}

/** `00:01:10,000 -->`, `01:10.000 -->`: when a subtitle is shown. */
function isTime(codes: Uint8Array, at: number): boolean {
  if (codes[at + 2] !== 58) return false;
  const arrow = codes[at + 5] === 58 ? at + 13 : at + 10;
  return codes[arrow] === 45 && codes[arrow + 1] === 45 && codes[arrow + 2] === 62;
}
