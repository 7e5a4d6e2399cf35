/** How far the next line of strings put together is indented at most. */
export const DEEP = 24;

export function isName(codes: Uint8Array, at: number, name: string): boolean {
  if (((codes[at + name.length - 1] ?? 0) | 32) !== (name.charCodeAt(name.length - 1) | 32)) return false;
  for (let index = 0; index < name.length; index += 1)
    if (((codes[at + index] ?? 0) | 32) !== (name.charCodeAt(index) | 32)) return false;
  return true;
}

export function isQuote(code: number | undefined): boolean {
  return code === 34 || code === 39 || code === 96;
}

export function isLetter(code: number | undefined): boolean {
  const letter = (code ?? 0) | 32;
  return letter >= 97 && letter <= 122;
}

export function isWord(code: number | undefined): boolean {
  return isLetter(code) || isHex(code) || code === 95;
}

export function isHex(code: number | undefined): boolean {
  const one = code ?? 0;
  return (one >= 48 && one <= 57) || (one >= 65 && one <= 70);
}
