/** Lists by name; a line is one alternative, with `{name}`, `{^name}` (a capital first) and `(a|b|)` in it. */
export type Grammar = ReadonlyMap<string, readonly string[]>;
/** A number below `n`. */
export type Dice = (n: number) => number;

/** Reads files of `[name]` and lines; `#` at the start is a remark. The same name in a later file adds nothing: the last stands. */
export function parseGrammar(...texts: readonly string[]): Grammar {
  const lists = new Map<string, string[]>();
  for (const text of texts) {
    let list: string[] | undefined;
    for (const line of text.split('\n')) {
      const head = /^\[([\w]+)\]$/.exec(line);
      if (head?.[1] !== undefined) {
        list = [];
        lists.set(head[1], list);
      } else if (line !== '' && !line.startsWith('# ')) list?.push(line);
    }
  }
  return lists;
}

/** One text that the list `name` yields. @throws Error when a list that is named does not exist */
export function expand(grammar: Grammar, name: string, dice: Dice, depth = 0): string {
  const list = grammar.get(name);
  if (list === undefined || list.length === 0) throw new Error(`no list [${name}]`);
  if (depth > 24) return '';
  return fill(grammar, list[dice(list.length)] ?? '', dice, depth);
}

function fill(grammar: Grammar, line: string, dice: Dice, depth: number): string {
  let text = line.replaceAll('\\n', '\n').replaceAll(/\\([*[\]().])/g, (_, mark: string) => HELD[mark] ?? mark);
  // Innermost choices first.
  for (let again = true; again; ) {
    again = false;
    text = text.replace(/\(([^()]*\|[^()]*)\)/, (_, inner: string) => {
      again = true;
      const ways = inner.split('|');
      return ways[dice(ways.length)] ?? '';
    });
  }
  text = text.replaceAll(/\{(\^?)([A-Za-z]\w*)\}/g, (whole, capital: string, name: string) => {
    if (!grammar.has(name)) return whole;
    const inner = expand(grammar, name, dice, depth + 1);
    return capital === '' ? inner : inner.charAt(0).toUpperCase() + inner.slice(1);
  });
  return text.replaceAll(/[\ue000-\ue00f]/g, (mark) => Object.keys(HELD).find((key) => HELD[key] === mark) ?? '');
}

const HELD: Readonly<Record<string, string>> = Object.fromEntries(
  [...'*[]().'].map((mark, at) => [mark, String.fromCharCode(0xe000 + at)]),
);

/** The same numbers for the same seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed | 0;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}
