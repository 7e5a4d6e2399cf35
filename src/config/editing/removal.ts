import { type Document, isMap, isScalar, isSeq, type Node, parseDocument, type YAMLSeq } from 'yaml';
import { documentOf } from './document.ts';
import { checked, type Value } from './meaning.ts';
import { endOf, isFlow, pairOf, parse } from './yaml-text.ts';

/**
 * The text without the items of a list at the top that `goes` says of; the list goes too when none is left. Only the
 * lines of what goes are touched; where they are no lines of their own, the whole text is written anew.
 * @throws OktsecError `config_edit` when the text has a fault
 */
export function withoutItems(
  text: string,
  key: string,
  goes: (item: Record<string, unknown>, place: number) => boolean,
): string {
  const document = documentOf(text);
  const list = document.get(key);
  if (!isSeq(list)) return text;
  const gone = list.items.filter(
    (item, place) => isMap(item) && goes(item.toJS(document) as Record<string, unknown>, place),
  );
  if (gone.length === 0) return text;
  const cut = gone.length === list.items.length ? withoutKey(text, document, list) : withoutLines(text, gone);
  if (gone.length === list.items.length) document.delete(key);
  else list.items = list.items.filter((item) => !gone.includes(item));
  const same = cut !== undefined && JSON.stringify(parseDocument(cut).toJS()) === JSON.stringify(document.toJS());
  return same ? cut : document.toString({ lineWidth: 0 });
}

/**
 * The text without the key at the end of this path, and as it is where there is none. What held nothing else stays, as `{}`.
 * @throws OktsecError `config_edit` when the text cannot be edited safely
 */
export function withoutPair(text: string, path: readonly string[]): string {
  const key = path.at(-1) ?? '';
  let holder: Node | null = parse(text);
  let colon = 0;
  for (const name of path.slice(0, -1)) {
    const pair = pairOf(holder, name);
    colon = text.indexOf(':', pair?.key.range?.[1] ?? 0) + 1;
    holder = pair?.value ?? null;
  }
  const pair = pairOf(holder, key);
  if (!pair || !isMap<Node, Node | null>(holder)) return text;
  const items = holder.items;
  const place = items.indexOf(pair);
  const change = (value: Value) => withoutValue(value, path);
  if (isFlow(holder)) {
    const [before, after] = [items[place - 1], items[place + 1]];
    const start = after || !before ? (pair.key.range?.[0] ?? 0) : endOf(before);
    const end = after ? (after.key.range?.[0] ?? 0) : endOf(pair);
    const bare = items.length === 1 ? holder.range : undefined;
    return checked(text, bare ? `${text.slice(0, bare[0])}{}${text.slice(bare[1])}` : cut(text, start, end), change);
  }
  const start = text.lastIndexOf('\n', pair.key.range?.[0] ?? 0) + 1;
  const line = text.indexOf('\n', endOf(pair) - (text[endOf(pair) - 1] === '\n' ? 1 : 0));
  const left = cut(text, start, line < 0 ? text.length : line + 1);
  return checked(text, items.length === 1 ? `${left.slice(0, colon)} {}${left.slice(colon)}` : left, change);
}

/** The text without the lines of these items of a list; undefined where something else stands on them. */
function withoutLines(text: string, gone: readonly unknown[]): string | undefined {
  let left = text;
  for (const item of gone.toReversed()) {
    const range = isMap(item) ? item.range : undefined;
    if (!range) return undefined;
    const start = text.lastIndexOf('\n', range[0]) + 1;
    const end = text[range[2] - 1] === '\n' || range[2] === text.length ? range[2] : -1;
    if (end < 0 || !/^[ \t]*-[ \t]+$/.test(text.slice(start, range[0]))) return undefined;
    left = cut(left, start, end);
  }
  return left;
}

function withoutKey(text: string, { contents }: Document, list: YAMLSeq): string | undefined {
  const pair = isMap(contents) ? contents.items.find(({ value }) => value === list) : undefined;
  const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  const end = list.range?.[2];
  if (start === undefined || end === undefined || (start > 0 && text[start - 1] !== '\n')) return undefined;
  return cut(text, start, end);
}

function withoutValue(value: Value, [key = '', ...rest]: readonly string[]): Value {
  const members = Object.entries(value);
  if (rest.length === 0) return Object.fromEntries(members.filter(([name]) => name !== key));
  return Object.fromEntries(
    members.map(([name, inner]) => [name, name === key ? withoutValue(inner as Value, rest) : inner]),
  );
}

function cut(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(end);
}
