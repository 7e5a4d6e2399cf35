/**
 * Lists by name; a line is one alternative, with `(a|b|)` in it and `{name}`: `{^name}` with a capital first, `{~name}` its first
 * word as a gerund, `{=name}` in the third person.
 */
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
  text = text.replaceAll(/\{([\^~=]?)([A-Za-z]\w*)\}/g, (whole, form: string, name: string) => {
    if (!grammar.has(name)) return whole;
    const inner = expand(grammar, name, dice, depth + 1);
    return inflected(inner, form);
  });
  return text.replaceAll(/[\ue000-\ue00f]/g, (mark) => Object.keys(HELD).find((key) => HELD[key] === mark) ?? '');
}

function inflected(text: string, form: string): string {
  if (form === '') return text;
  if (form === '^') return text.charAt(0).toUpperCase() + text.slice(1);
  return text.replace(/^[a-z]+/, (verb) => {
    if (form === '=') return /(?:s|sh|ch|x|o)$/.test(verb) ? `${verb}es` : `${verb.replace(/([^aeiou])y$/, '$1ie')}s`;
    if (/^(?:get|set|put|run|cut|drop|stop|let|log|wipe|zip|skip|forget|submit|begin|cancel|transfer)$/.test(verb)) {
      return /(?:wipe)$/.test(verb) ? 'wiping' : `${verb}${/(?:cancel)$/.test(verb) ? '' : verb.at(-1)}ing`;
    }
    return `${verb.replace(/([^e])e$/, '$1')}ing`;
  });
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

/** How many lists and lines grammars have. */
export function grammarSize(texts: readonly string[]): { readonly lists: number; readonly lines: number } {
  const lists = texts.flatMap((text) => [...parseGrammar(text).values()]);
  return { lists: lists.length, lines: lists.reduce((sum, lines) => sum + lines.length, 0) };
}
