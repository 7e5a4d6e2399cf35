import { type Node, type Pair, parseDocument } from 'yaml';
import { OktsecError } from '../../errors.ts';
import type { Mode } from '../../policy/decisions.ts';
import { checked, type Value, withValue } from './meaning.ts';
import { insertPair, isEmpty, nestedFlow, pairOf, parse, replaceValue, word } from './yaml-text.ts';

/**
 * The text with another mode: the global one, that of an agent, or that of one of its tools. Comments, order and
 * spelling of all else stay; an entry that is missing is added.
 * @throws OktsecError `config_edit` when the text cannot be edited safely
 */
export function setMode(
  text: string,
  mode: Mode,
  at: { readonly agent?: string; readonly tool?: string } = {},
): string {
  const { agent, tool } = at;
  const path =
    agent === undefined ? [] : tool === undefined ? ['agents', agent] : ['agents', agent, 'tools', 'each', tool];
  return setScalar(text, [...path, 'mode'], mode);
}

/**
 * The text with another value at a path of keys; `written` is YAML on one line (`enforce`, `[a, b]`, `30`).
 * @throws OktsecError `config_edit` when it is no YAML value or the text cannot be edited safely
 */
export function setValue(text: string, path: readonly string[], written: string): string {
  const document = parseDocument(written, { logLevel: 'error', prettyErrors: false });
  if (document.errors.length > 0 || written.includes('\n') || document.contents === null) {
    throw new OktsecError('config_edit', `${JSON.stringify(written)} is no value`, {
      hint: 'a word, a number, or a list like [a, b]; a text with odd characters in quotes of its own: \'"a: b"\'',
    });
  }
  return setScalar(text, path, written, document.toJS({ maxAliasCount: 0 }));
}

function setScalar(text: string, path: readonly string[], value: string, meant: unknown = value): string {
  const change = (root: Value) => withValue(root, path, meant);
  let node = parse(text);
  let depth = 0;
  for (; depth < path.length; depth += 1) {
    const pair: Pair<Node, Node | null> | undefined = pairOf(node, path[depth] ?? '');
    if (!pair) break;
    if (depth === path.length - 1) return checked(text, replaceValue(text, pair, value), change);
    if (isEmpty(pair.value)) {
      return checked(text, replaceValue(text, pair, nestedFlow(path.slice(depth + 1), value)), change);
    }
    node = pair.value;
  }
  const [key = '', ...rest] = path.slice(depth);
  const written = `${word(key)}: ${rest.length === 0 ? value : nestedFlow(rest, value)}`;
  return checked(text, insertPair(text, node, written, depth === 0 && key === 'mode'), change);
}
