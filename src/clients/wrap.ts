import type { Root, Shape } from './client.ts';
import { type Entry, entriesOf } from './entry.ts';
import { type Format, memberOf, type Node, plain, type Table } from './formats/tree.ts';
import type { Layer } from './layer.ts';
import { addBehind, applyEdits, type Edit, readSpelling, removeMember, replaceFirst } from './splice.ts';

/** How an entry was spelled before it was wrapped: what `--` does not tell. */
export type Spelling = { readonly command?: string | undefined; readonly bare?: boolean | undefined };

/** What is to be done to one entry; `words` is all that stands before the server's command, `--` included. */
export type Change =
  | { readonly do: 'wrap'; readonly entry: Entry; readonly words: readonly string[] }
  | { readonly do: 'rewrite'; readonly entry: Entry; readonly layer: Layer; readonly words: readonly string[] }
  | { readonly do: 'unwrap'; readonly entry: Entry; readonly layer: Layer; readonly spelling?: Spelling | undefined };

export type Grammar = { readonly format: Format; readonly roots: readonly Root[]; readonly shape: Shape };

/**
 * The text with these changes made, as splices: whatever is not ours stays the same bytes. The entries are of this very
 * text.
 * @throws Error when reading it again would not give what was meant, or anything else had changed: a fault of ours, and
 * better than a client's config with one
 */
export function change(
  text: string,
  grammar: Grammar,
  changes: readonly Change[],
): { readonly text: string; readonly edits: readonly Edit[] } {
  const edits = changes
    .flatMap((one) => editsFor(text, grammar.format, one))
    .filter((edit) => text.slice(edit.start, edit.end) !== edit.text);
  const made = applyEdits(text, edits);
  check(text, made, grammar, changes);
  return { text: made, edits };
}

/** The spelling of an entry that is about to be wrapped. */
export function spellingOf(text: string, { start }: Entry): Spelling {
  if (start?.command === undefined) return {};
  const command = text.slice(start.command.start, start.command.end);
  return start.list === undefined ? { command, bare: true } : { command };
}

function editsFor(text: string, format: Format, one: Change): Edit[] {
  const { start } = one.entry;
  if (start === undefined) throw new Error('an entry without a command cannot be changed');
  const { command, list } = start;
  if (command === undefined) {
    if (list === undefined) throw new Error('an entry without a command cannot be changed');
    const words = one.do === 'unwrap' ? [] : one.words.map(format.quote);
    return [replaceFirst(text, list, one.do === 'wrap' ? 0 : one.layer.length, words)];
  }
  if (one.do === 'unwrap') return unwrapped(text, format, one);
  const [first = '', ...rest] = one.words.map(format.quote);
  const lead: Edit = { start: command.start, end: command.end, text: first };
  if (one.do === 'rewrite') {
    if (list === undefined) throw new Error('a layer has arguments');
    return [lead, replaceFirst(text, list, one.layer.length - 1, rest)];
  }
  const words = [...rest, moved(format, text.slice(command.start, command.end), command.text)];
  if (list !== undefined) return [lead, replaceFirst(text, list, 0, words)];
  const member = start.host.members.find(({ value }) => value === command);
  if (member === undefined) throw new Error('a command stands in its table');
  return [lead, addBehind(text, member, format.key(start.argsKey), words)];
}

function unwrapped(
  text: string,
  format: Format,
  { entry, layer, spelling }: Change & { readonly do: 'unwrap' },
): Edit[] {
  const { command, list, host, argsKey } = entry.start ?? {};
  const item = list?.items[layer.length - 1]?.value;
  if (command === undefined || list === undefined || item === undefined || host === undefined) {
    throw new Error('a layer has arguments');
  }
  const [word = ''] = layer.inner;
  const before = spelling?.command;
  const known = before !== undefined && readSpelling(format, before) === word;
  const lead: Edit = {
    start: command.start,
    end: command.end,
    text: known ? before : moved(format, text.slice(item.start, item.end), word),
  };
  const member = memberOf(host, argsKey ?? '');
  const alone = list.items.length === layer.length;
  if (alone && known && spelling?.bare === true && member !== undefined)
    return [lead, removeMember(text, host, member)];
  return [lead, replaceFirst(text, list, layer.length, [])];
}

/** A word that goes elsewhere in the file: as it was spelled where that means the same there. */
function moved(format: Format, raw: string, value: string): string {
  return format.movable(raw) && readSpelling(format, raw) === value ? raw : format.quote(value);
}

function check(before: string, after: string, { format, roots, shape }: Grammar, changes: readonly Change[]): void {
  const trees = { before: format.parse(before), after: format.parse(after) };
  const entries = new Map(entriesOf(trees.after, roots, shape).map((entry) => [keyOf(entry.at), entry]));
  for (const one of changes) {
    const argv = entries.get(keyOf(one.entry.at))?.start?.argv;
    if (JSON.stringify(argv) !== JSON.stringify(wanted(one)))
      throw new Error(`${keyOf(one.entry.at)} would not be as it was meant`);
  }
  const touched = new Set(changes.map(({ entry }) => keyOf(entry.way)));
  const rest = (tree: Table) => JSON.stringify(without(tree, [], touched, [shape.command, shape.args]));
  if (rest(trees.before) !== rest(trees.after)) throw new Error('something else in the file would change');
}

/** The command that a change is to lead to. */
function wanted(one: Change): readonly string[] {
  if (one.do === 'wrap') return [...one.words, ...(one.entry.start?.argv ?? [])];
  return one.do === 'rewrite' ? [...one.words, ...one.layer.inner] : one.layer.inner;
}

/** The whole file as data, but for the command of the entries that were touched. */
function without(node: Node, at: readonly string[], touched: ReadonlySet<string>, keys: readonly string[]): unknown {
  if (node.kind === 'list') {
    return node.items.map(({ value }, index) => without(value, [...at, String(index)], touched, keys));
  }
  if (node.kind === 'scalar') return plain(node);
  const mine = touched.has(keyOf(at));
  const members = node.members.filter(({ key }) => !mine || !keys.includes(key));
  return { members: members.map(({ key, value }) => [key, without(value, [...at, key], touched, keys)]) };
}

function keyOf(at: readonly string[]): string {
  return JSON.stringify(at);
}
