import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import { OktsecError } from '../errors.ts';
import type { Mode } from '../policy/decisions.ts';
import type { RuleOverride } from './config.ts';
import { formatTime } from './units.ts';

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
 * The text with one more entry under `rules:`. Agents that it names and that have no entry get an empty one, because
 * a name that nothing else knows is refused.
 * @throws OktsecError `config_edit` when the text cannot be edited safely
 */
export function addRuleOverride(text: string, entry: RuleOverride): string {
  let edited = text;
  for (const agent of entry.agents ?? []) edited = addAgent(edited, agent);
  return checked(edited, appendTo(edited, 'rules', flowOf(entry)), (value) => {
    const rules = Array.isArray(value.rules) ? value.rules : [];
    return { ...value, rules: [...rules, parseDocument(flowOf(entry)).toJS()] };
  });
}

/** What `init` knows of an agent it found. */
export type FoundAgent = {
  readonly name: string;
  readonly server: boolean;
  readonly description?: string | undefined;
  readonly tags: readonly string[];
};

/**
 * The text with an entry for each of these agents that has none.
 * @throws OktsecError `config_edit` when the text cannot be edited safely
 */
export function addAgents(text: string, agents: readonly FoundAgent[]): string {
  return agents.reduce((edited, agent) => addAgent(edited, agent.name, agentFlow(agent)), text);
}

/** An agent's entry as one line of flow YAML. */
export function agentFlow({ server, description, tags }: FoundAgent): string {
  const members = [
    ...(server ? ['server: true'] : []),
    ...(description === undefined ? [] : [`description: ${JSON.stringify(description)}`]),
    ...(tags.length === 0 ? [] : [`tags: [${tags.map(word).join(', ')}]`]),
  ];
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
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

type Value = Record<string, unknown>;
type Items = readonly Pair<Node, Node | null>[];

/** A mapping's entry in our own words: an override as one line of flow YAML. */
function flowOf(entry: RuleOverride): string {
  const list = (values: readonly string[] | undefined) => values && `[${values.map(word).join(', ')}]`;
  const members: readonly (readonly [string, string | undefined])[] = [
    ['id', word(entry.id)],
    ['action', entry.action],
    ['severity', entry.severity],
    ['agents', list(entry.agents)],
    ['tools', list(entry.tools)],
    ['channels', list(entry.channels)],
    ['arguments', list(entry.arguments)],
    ['expires', entry.expires === undefined ? undefined : JSON.stringify(formatTime(entry.expires))],
    ['reason', entry.reason === undefined ? undefined : JSON.stringify(entry.reason)],
  ];
  const written = members.filter(([, value]) => value !== undefined).map(([key, value]) => `${key}: ${value}`);
  return `{ ${written.join(', ')} }`;
}

/** A name as YAML: plain where no reader could take it for anything else. */
function word(name: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9._-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name);
  return plain ? name : JSON.stringify(name);
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

function addAgent(text: string, agent: string, flow = '{}'): string {
  const agents = pairOf(parse(text), 'agents');
  if (agents && pairOf(agents.value, agent)) return text;
  const change = (root: Value) => withValue(root, ['agents', agent], parseDocument(flow).toJS());
  if (!agents) {
    const written = isFlow(parse(text)) ? `agents: { ${word(agent)}: ${flow} }` : `agents:\n  ${word(agent)}: ${flow}`;
    return checked(text, insertPair(text, parse(text), written, false), change);
  }
  if (isEmpty(agents.value)) return checked(text, replaceValue(text, agents, `{ ${word(agent)}: ${flow} }`), change);
  return checked(text, insertPair(text, agents.value, `${word(agent)}: ${flow}`, false), change);
}

function appendTo(text: string, key: string, item: string): string {
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

/** One more pair in a mapping: after the first pair where that is one line and `early` asks for it, else at its end. */
function insertPair(text: string, node: Node | null, written: string, early: boolean): string {
  if (!isMap(node) || node.items.length === 0) throw unsafe();
  const items = node.items as Items;
  const last = (early && isScalar(items[0]?.value) ? items[0] : items.at(-1)) as Pair<Node, Node | null>;
  const end = endOf(last);
  if (node.flow) return splice(text, end, end, `, ${written}`);
  return insertLine(text, end, columnOf(text, items[0]?.key.range?.[0] ?? 0), written);
}

function insertLine(text: string, after: number, column: number, written: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = ' '.repeat(column);
  const lines = written
    .split('\n')
    .map((line) => indent + line)
    .join(eol);
  // A block scalar ends behind its line break, everything else before it and before a comment beside it.
  if (after > 0 && text[after - 1] === '\n') return splice(text, after, after, `${lines}${eol}`);
  const found = text.indexOf('\n', after);
  if (found < 0) return `${text}${eol}${lines}${eol}`;
  return splice(text, found + 1, found + 1, `${lines}${eol}`);
}

function replaceValue(text: string, pair: Pair<Node, Node | null>, written: string): string {
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

/** `['tools', 'each', 'x', 'mode']` as `{ tools: { each: { x: { mode: … } } } }`. */
function nestedFlow(path: readonly string[], value: string): string {
  return path.reduceRight((inner, key) => `{ ${word(key)}: ${inner} }`, value);
}

function splice(text: string, start: number, end: number, written: string): string {
  return text.slice(0, start) + written + text.slice(end);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function endOf({ key, value }: Pair<Node, Node | null>): number {
  return Math.max(key.range?.[1] ?? 0, value?.range?.[1] ?? 0);
}

function isFlow(node: Node | null): boolean {
  return isMap(node) && node.flow === true;
}

function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null) || (isMap(node) && node.items.length === 0);
}

function pairOf(node: Node | null | undefined, key: string): Pair<Node, Node | null> | undefined {
  if (!isMap(node)) return undefined;
  return (node.items as Items).find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function parse(text: string): Node | null {
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
  if (document.errors.length > 0) throw unsafe();
  return document.contents as Node | null;
}

/** Whatever the splice did to the letters, it must have done this and nothing else to the meaning. */
function checked(before: string, after: string, change: (value: Value) => Value): string {
  const value = (text: string) => {
    const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
    return document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 0 }) as Value | undefined);
  };
  const meant = value(before);
  if (!meant || JSON.stringify(sorted(value(after))) !== JSON.stringify(sorted(change(meant)))) throw unsafe();
  return after;
}

function withValue(node: unknown, [key, ...rest]: readonly string[], value: unknown): Value {
  const members = typeof node === 'object' && node !== null && !Array.isArray(node) ? Object.entries(node) : [];
  if (key === undefined) return Object.fromEntries(members);
  const inner = members.find(([name]) => name === key)?.[1];
  const next = rest.length === 0 ? value : withValue(inner, rest, value);
  return Object.fromEntries([...members.filter(([name]) => name !== key), [key, next]]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

function unsafe(): OktsecError {
  return new OktsecError('config_edit', 'the config cannot be edited without changing more than is meant', {
    hint: 'edit it by hand; oktsec verify checks it',
  });
}
