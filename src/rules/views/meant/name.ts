/** A name that stands before `=`, and whether nothing stands between. */
export type Named = { readonly name: string; readonly start: number; readonly tight: boolean };

const LONGEST = 40;
const EQUALS = 61;
/** What makes of `=` another sign: `==`, `!=`, `<=`, `=>`, `*=` … */
const OTHERS = new Uint8Array(128);
for (const char of '=!<>*/|&^%~-') OTHERS[char.charCodeAt(0)] = 1;

/** The name that gets a value at `eq`, if one does. @param firsts 1 for the characters that it may begin with */
export function nameBefore(text: string, eq: number, firsts?: Uint8Array): Named | undefined {
  const next = text.charCodeAt(eq + 1);
  let end = eq;
  const before = text.charCodeAt(eq - 1);
  if (next === EQUALS || next === 62 || OTHERS[before] === 1) return undefined;
  // `:=`, `?=`, `+=`
  if (before === 58 || before === 63 || before === 43) end -= 1;
  const joined = end;
  while (eq - end < 24 && isBlank(text.charCodeAt(end - 1))) end -= 1;
  let start = end;
  while (end - start < LONGEST && isNamed(text.charCodeAt(start - 1))) start -= 1;
  const first = text.charCodeAt(start);
  if (start === end || (firsts !== undefined && firsts[first] !== 1) || (first >= 48 && first <= 57)) return undefined;
  return { name: text.slice(start, end), start, tight: end === joined && before !== 58 && before !== 63 };
}

/** Whether a character may be part of a name. */
export function isNamed(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 95 || ((code | 32) >= 97 && (code | 32) <= 122);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
