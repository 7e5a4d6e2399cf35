/** One string to be read as a command line, and where it stands in the scanned text. */
export type Leaf = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The name that it, or the list that it stands in, has in the JSON around it. */
  readonly key?: string | undefined;
};

const MAX_LEAVES = 256;
const MAX_JSON = 65_536;
const MAX_DEEP = 2;
const MOST_WORDS = 64;

/**
 * The strings of a text that is itself JSON (arguments passed as one string, or JSON within that), and its lists of words as
 * command lines, else the text as a whole. A leaf whose spelling is escaped differently from ours is reported with the whole
 * text as its place.
 */
export function leaves(text: string): Leaf[] {
  const whole = { text, start: 0, end: text.length };
  const value = jsonIn(text);
  if (value === undefined) return [whole];
  const found: Leaf[] = [];
  const open: { readonly value: unknown; readonly spelled: boolean; readonly deep: number; readonly key?: string }[] = [
    { value, spelled: true, deep: 0 },
  ];
  let from = 0;
  // A leaf that is spelled otherwise is not looked for again and again: from there on the place is the whole. [60]
  let lost = false;
  while (open.length > 0 && found.length < MAX_LEAVES) {
    const next = open.pop();
    if (next === undefined) break;
    const { value: one, spelled, deep, key } = next;
    if (typeof one === 'string') {
      const inner = deep < MAX_DEEP ? jsonIn(one) : undefined;
      if (inner !== undefined) open.push({ value: inner, spelled: false, deep: deep + 1 });
      const raw = JSON.stringify(one).slice(1, -1);
      const at = lost || !spelled ? -1 : text.indexOf(raw, from);
      if (at === -1) lost ||= spelled;
      else from = at + raw.length;
      found.push(at === -1 ? { ...whole, text: one, key } : { text: one, start: at, end: from, key });
    } else if (typeof one === 'object' && one !== null) {
      const list = Array.isArray(one);
      const line = list ? commandOf(one) : undefined;
      if (line !== undefined) found.push({ ...whole, text: line, key });
      for (const [name, inner] of Object.entries(one).reverse())
        open.push({ value: inner, spelled, deep, ...(list ? key !== undefined && { key } : { key: name }) });
    }
  }
  return found;
}

function jsonIn(text: string): unknown {
  if (text.length > MAX_JSON || !/^\s{0,16}[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A program and its arguments, one by one: `["rm","-rf","/"]`. */
function commandOf(list: readonly unknown[]): string | undefined {
  const [program] = list;
  if (list.length < 2 || list.length > MOST_WORDS) return undefined;
  if (typeof program !== 'string' || !/^[\w./-]{1,64}$/.test(program)) return undefined;
  const words = list.filter((word) => typeof word === 'string');
  if (words.length < list.length) return undefined;
  return words.map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return /[\s;|&<>()"'`]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : word;
}
