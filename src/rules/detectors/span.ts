/** UTF-16 offsets into the scanned text, `end` exclusive. */
export type Span = { readonly start: number; readonly end: number };

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isAlnum(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Whether one of `words` stands in the `reach` characters before `at` or, when `after` is given, in those behind it. */
export function near(text: string, at: number, words: RegExp, reach: number, after?: number): boolean {
  if (words.test(text.slice(Math.max(0, at - reach), at))) return true;
  return after !== undefined && words.test(text.slice(after, after + reach));
}
