import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { type Format, type Item, type Member, type Node, syntaxError, type Table } from './tree.ts';

type Growing = { readonly kind: 'table'; readonly members: Member[]; readonly start: number; readonly end: number };

/** TOML 1.0, with tables, dotted keys, inline tables and arrays of tables. */
export const TOML: Format = {
  parse: (text) => {
    const program = parsed(text);
    const root: Growing = { kind: 'table', members: [], start: 0, end: text.length };
    const top = program.body[0];
    for (const part of top.body) {
      if (part.type === 'TOMLKeyValue') put(root, part, text, true);
      else tableAt(root, part, text);
    }
    return root;
  },
  quote: (value) => JSON.stringify(value).replaceAll('\u007f', '\\u007f'),
  movable: (raw) => !raw.startsWith('"""') && !raw.startsWith("'''"),
  key: (name) => `${name} = `,
  sample: (raw) => `a = ${raw}\n`,
};

function parsed(text: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw syntaxError(text, error.index, error.message.charAt(0).toLowerCase() + error.message.slice(1));
  }
}

/** `[a.b]` and `[[a.b]]`: the parser has checked that nothing is defined twice. */
function tableAt(root: Growing, table: AST.TOMLTable, text: string): void {
  const words = table.key.keys;
  let inside = root;
  for (const [at, word] of words.entries()) {
    const last = at === words.length - 1;
    inside = last && table.kind === 'array' ? element(inside, word, table) : child(inside, word);
  }
  for (const pair of table.body) put(inside, pair, text, true);
}

function put(table: Growing, pair: AST.TOMLKeyValue, text: string, block: boolean): void {
  const words = pair.key.keys;
  const name = words.at(-1);
  if (name === undefined) return;
  let inside = table;
  for (const word of words.slice(0, -1)) inside = child(inside, word);
  const [start] = pair.key.range;
  const lead = text.slice(start, name.range[0]);
  inside.members.push({
    key: wordOf(name),
    start,
    keyEnd: name.range[1],
    lead,
    block,
    value: nodeOf(pair.value, text),
  });
}

function nodeOf(node: AST.TOMLContentNode, text: string): Node {
  const [start, end] = node.range;
  if (node.type === 'TOMLInlineTable') {
    const table: Growing = { kind: 'table', members: [], start, end };
    for (const pair of node.body) put(table, pair, text, false);
    return table;
  }
  if (node.type === 'TOMLArray') {
    const items = node.elements.map((one): Item => ({ start: one.range[0], value: nodeOf(one, text) }));
    return { kind: 'list', items, block: false, start, end };
  }
  const written = text.slice(start, end);
  const fixed = written.includes('\n') ? 'it is written over several lines' : undefined;
  const value: unknown = node.value;
  return { kind: 'scalar', value, text: typeof value === 'string' ? value : written, start, end, fixed };
}

/** The table of that name, made when it is new; of an array of tables the newest. */
function child(table: Growing, word: AST.TOMLBare | AST.TOMLQuoted): Growing {
  const key = wordOf(word);
  const there = table.members.find((member) => member.key === key)?.value;
  const inside = there?.kind === 'list' ? there.items.at(-1)?.value : there;
  if (inside?.kind === 'table') return growing(inside);
  return add(table, word, { kind: 'table', members: [], start: word.range[0], end: word.range[1] });
}

function element(table: Growing, word: AST.TOMLBare | AST.TOMLQuoted, { range }: AST.TOMLTable): Growing {
  const made: Growing = { kind: 'table', members: [], start: range[0], end: range[1] };
  const there = table.members.find((member) => member.key === wordOf(word))?.value;
  if (there?.kind === 'list') (there.items as Item[]).push({ start: range[0], value: made });
  else
    add(table, word, {
      kind: 'list',
      items: [{ start: range[0], value: made }],
      block: false,
      start: range[0],
      end: range[1],
    });
  return made;
}

function add<T extends Node>(table: Growing, word: AST.TOMLBare | AST.TOMLQuoted, value: T): T {
  const [start, keyEnd] = word.range;
  table.members.push({ key: wordOf(word), start, keyEnd, lead: '', block: true, value });
  return value;
}

/** Every table of a TOML tree was made here, with members that may still grow. */
function growing(table: Table): Growing {
  return table as Growing;
}

function wordOf(word: AST.TOMLBare | AST.TOMLQuoted): string {
  return word.type === 'TOMLBare' ? word.name : word.value;
}
