/** One string to be read as a command line, and where it stands in the scanned text. */
export type Leaf = { readonly text: string; readonly start: number; readonly end: number };

const MAX_LEAVES = 256;
const MAX_JSON = 65_536;

/**
 * The strings of a text that is itself JSON (arguments passed as one string), else the text as a whole. A leaf whose
 * spelling is escaped differently from ours is reported with the whole text as its place.
 */
export function leaves(text: string): Leaf[] {
  const whole = { text, start: 0, end: text.length };
  if (text.length > MAX_JSON || !/^\s{0,16}[[{]/.test(text)) return [whole];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [whole];
  }
  const found: Leaf[] = [];
  const open: unknown[] = [value];
  let from = 0;
  // A leaf that is spelled otherwise is not looked for again and again: from there on the place is the whole. [60]
  let lost = false;
  while (open.length > 0 && found.length < MAX_LEAVES) {
    const next = open.pop();
    if (typeof next === 'string') {
      const spelled = JSON.stringify(next).slice(1, -1);
      const at = lost ? -1 : text.indexOf(spelled, from);
      if (at === -1) lost = true;
      else from = at + spelled.length;
      found.push(at === -1 ? { text: next, start: 0, end: text.length } : { text: next, start: at, end: from });
    } else if (typeof next === 'object' && next !== null) {
      for (const inner of Object.values(next).reverse()) open.push(inner);
    }
  }
  return found;
}
