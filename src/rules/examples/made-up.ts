/** `⟦N36⟧`: thirty-six letters and digits. See `SETS` for the letters. */
const SLOT = /⟦([A-Z])(\d{1,3})⟧/g;
const SETS: Readonly<Record<string, string>> = {
  H: '0123456789abcdef',
  L: 'abcdefghijkmnpqrstuvwxyz23456789',
  U: 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789',
  A: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  C: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  N: 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789',
  K: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  D: '0123456789',
};

/**
 * The text with its slots filled: a secret that a rule must find is made when it is needed, so that none stands in a pack,
 * where the scanners of code hosts would find it too. The same text gives the same characters each time.
 */
export function madeUp(text: string): string {
  return text.replace(SLOT, (slot: string, set: string, size: string, at: number) => {
    const symbols = SETS[set];
    return symbols === undefined ? slot : noise(symbols, Number(size), 7 * text.length + at);
  });
}

/** Characters that look random and are not; no two neighbours are equal. */
export function noise(symbols: string, size: number, seed: number): string {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  let made = '';
  let last = -1;
  while (made.length < size) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const next = (state >>> 16) % symbols.length;
    if (next === last) continue;
    last = next;
    made += symbols[next];
  }
  return made;
}
