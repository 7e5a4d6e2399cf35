import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import { unsafe } from './meaning.ts';

type Items = readonly Pair<Node, Node | null>[];

/** @throws OktsecError `config_edit` when it is no YAML */
export function parse(text: string): Node | null {
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
  if (document.errors.length > 0) throw unsafe();
  return document.contents as Node | null;
}

export function pairOf(node: Node | null | undefined, key: string): Pair<Node, Node | null> | undefined {
  if (!isMap(node)) return undefined;
  return (node.items as Items).find((pair) => isScalar(pair.key) && pair.key.value === key);
}

export function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null) || (isMap(node) && node.items.length === 0);
}

/** Written in braces. */
export function isFlow(node: Node | null): boolean {
  return isMap(node) && node.flow === true;
}

/** A name as YAML: plain where no reader could take it for anything else. */
export function word(name: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9._-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name);
  return plain ? name : JSON.stringify(name);
}

/** A value as flow YAML on one line. */
export function flowText(value: unknown): string {
  if (typeof value === 'string') return word(value);
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return members.length === 0
    ? '{}'
    : `{ ${members.map(([key, inner]) => `${word(key)}: ${flowText(inner)}`).join(', ')} }`;
}

/** `['tools', 'each', 'x', 'mode']` as `{ tools: { each: { x: { mode: … } } } }`. */
export function nestedFlow(path: readonly string[], value: string): string {
  return path.reduceRight((inner, key) => `{ ${word(key)}: ${inner} }`, value);
}

/** One more pair in a mapping: after the first pair where that is one line and `early` asks for it, else at its end. */
export function insertPair(text: string, node: Node | null, written: string, early: boolean): string {
  if (!isMap(node) || node.items.length === 0) throw unsafe();
  const items = node.items as Items;
  const last = (early && isScalar(items[0]?.value) ? items[0] : items.at(-1)) as Pair<Node, Node | null>;
  const end = endOf(last);
  if (node.flow) return splice(text, end, end, `, ${written}`);
  return insertLine(text, end, columnOf(text, items[0]?.key.range?.[0] ?? 0), written);
}

/** One more item at the end of a list at the top, which is made where it is missing. */
export function appendTo(text: string, key: string, item: string): string {
  const root = parse(text);
  const pair = pairOf(root, key);
  if (!pair) return insertPair(text, root, isFlow(root) ? `${key}: [${item}]` : `${key}:\n  - ${item}`, false);
  const list = pair.value;
  if (!isSeq(list) || list.items.length === 0) {
    return replaceValue(text, pair, isFlow(root) ? `[${item}]` : `\n  - ${item}`);
  }
  const last = list.items.at(-1) as Node;
  const end = last.range?.[1] ?? 0;
  if (list.flow) return splice(text, end, end, `, ${item}`);
  const dash = text.lastIndexOf('-', (last.range?.[0] ?? 0) - 1);
  return insertLine(text, end, columnOf(text, dash), `- ${item}`);
}

export function replaceValue(text: string, pair: Pair<Node, Node | null>, written: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const value = written.replaceAll('\n', eol);
  const range = pair.value?.range;
  const isWritten = range && range[1] > range[0];
  const start = isWritten ? range[0] : text.indexOf(':', pair.key.range?.[1] ?? 0) + 1;
  const end = isWritten ? range[1] : start;
  const spaced = text[start - 1] === ' ';
  if (value.startsWith(eol)) return splice(text, spaced ? start - 1 : start, end, value);
  return splice(text, start, end, spaced ? value : ` ${value}`);
}

function insertLine(text: string, after: number, column: number, written: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = ' '.repeat(column);
  const lines = written
    .split('\n')
    .map((line) => indent + line)
    .join(eol);
  // A block scalar ends behind its line break, everything else before it and before a comment beside it.
  const found = after > 0 && text[after - 1] === '\n' ? after - 1 : text.indexOf('\n', after);
  if (found < 0) return `${text}${eol}${lines}${eol}`;
  const start = behindNotes(text, found + 1, column);
  return splice(text, start, start, text[start - 1] === '\n' ? `${lines}${eol}` : `${eol}${lines}${eol}`);
}

/** Behind the lines of comment that follow and stand further in: they are about what is above them. */
function behindNotes(text: string, start: number, column: number): number {
  const note = /[ \t]*#.*(?:\n|$)/y;
  let end = start;
  for (;;) {
    note.lastIndex = end;
    const line = note.exec(text)?.[0];
    if (line === undefined || line.indexOf('#') <= column) return end;
    end += line.length;
  }
}

function splice(text: string, start: number, end: number, written: string): string {
  return text.slice(0, start) + written + text.slice(end);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Where what is written of a pair ends: behind the line break after a block. */
export function endOf({ key, value }: Pair<Node, Node | null>): number {
  return Math.max(key.range?.[1] ?? 0, value?.range?.[1] ?? 0);
}
