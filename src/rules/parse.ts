import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseAllDocuments, visit } from 'yaml';
import { OktsecError } from '../errors.ts';
import { CHANNELS } from '../message/message.ts';
import { madeUp } from './examples/made-up.ts';
import { CATEGORIES, type Rule, SEVERITIES } from './rule.ts';
import { type Clock, type Fault, faultOf } from './table/lint.ts';

export const MAX_PACK_CHARACTERS = 1_048_576;
export const MAX_PACK_RULES = 5_000;

/**
 * The rules of one pack: a YAML sequence of rules, or a stream of documents each being a rule or a sequence of them.
 *
 * A pattern is a JavaScript regular expression, without flags, in a bounded dialect (`lint.ts` checks it):
 * - case is ignored unless `caseSensitive: true`; `^` and `$` stand at line ends;
 * - every way through it passes an *anchor*: at least 4, better 5 or more, consecutive characters of
 *   `[A-Za-z0-9_.:@%=$/-]`, written plainly, that common text seldom holds; where a pattern is a choice, each alternative has one;
 * - every quantifier has an upper bound (`{0,20}`, `?`; no `*`, no `+`), and a match is at most 512 long;
 * - a varying quantifier holds no other, but `(?:\w{1,12}\s{1,4}){0,4}`: at most 8 times, neighbours that share no character;
 * - no backreferences; lookaround at most 32 long, no quantifier on it.
 * `patternsOf` takes those of earlier rules of the same pack as well: for what weighs otherwise on another channel.
 * It is matched on the text as it stands and on its normalised and decoded readings, so `\s{1,4}` suffices for any spacing.
 *
 * @param file is named in errors
 * @param taken ids that exist already, and where; grows by the pack's
 * @param now a clock in milliseconds, to refuse patterns that are slow on their attack strings
 * @throws OktsecError `rules_invalid`, `rules_too_large`, each naming `file:line:column`
 */
export function parsePack(text: string, file: string, taken: Map<string, string> = new Map(), now?: Clock): Rule[] {
  if (text.length > MAX_PACK_CHARACTERS) throw new OktsecError('rules_too_large', `${file}: larger than 1 MiB`);
  const lines = new LineCounter();
  const fail = (offset: number, message: string, hint?: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new OktsecError('rules_invalid', `${file}:${line}:${col}: ${message}`, hint === undefined ? {} : { hint });
  };
  const rules: Rule[] = [];
  // `failsafe` would leave numbers as text; `core` without custom tags constructs nothing but plain values.
  const documents = parseAllDocuments(text, { lineCounter: lines, schema: 'core', uniqueKeys: true, strict: true });
  for (const document of 'empty' in documents ? [] : documents) {
    const [error] = [...document.errors, ...document.warnings];
    if (error !== undefined)
      fail(error.pos[0], (error.message.split('\n')[0] ?? '').replace(/ at line .*$/, '').toLowerCase());
    // `!!js/function` and every other tag, and aliases that multiply. [230]
    visit(document, {
      Alias: (_, node) => fail(node.range?.[0] ?? 0, 'aliases are not allowed in a pack'),
      Node: (_, node) => {
        if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:'))
          fail(node.range?.[0] ?? 0, `tag ${node.tag}`);
        const written = 'source' in node || isMap(node) || isSeq(node) ? node.srcToken : undefined;
        if (written !== undefined && hasTag(text, node)) fail(node.range?.[0] ?? 0, 'tags are not allowed in a pack');
      },
    });
    const root = document.contents;
    if (root === null) continue;
    for (const node of isSeq(root) ? root.items : [root]) {
      if (rules.length >= MAX_PACK_RULES) fail(startOf(node), `more than ${MAX_PACK_RULES} rules`);
      rules.push(
        readRule(node, { taken, place: `${file}:${lines.linePos(startOf(node)).line}`, before: rules, fail, now }),
      );
    }
  }
  return rules;
}

type Fail = (offset: number, message: string, hint?: string) => never;
type Pack = {
  readonly taken: Map<string, string>;
  /** Of the rule: file and line. */
  readonly place: string;
  /** The rules of the pack that stand before it. */
  readonly before: readonly Rule[];
  readonly fail: Fail;
  readonly now: Clock | undefined;
};

/** What a field may hold. */
type Shape = 'text' | 'texts' | 'boolean' | 'examples' | readonly string[] | { readonly each: readonly string[] };

const FIELDS: ReadonlyMap<string, { readonly shape: Shape; readonly required: boolean }> = new Map([
  ['id', { shape: 'text', required: true }],
  ['name', { shape: 'text', required: true }],
  ['description', { shape: 'text', required: true }],
  ['severity', { shape: SEVERITIES, required: true }],
  ['category', { shape: CATEGORIES, required: true }],
  ['channels', { shape: { each: ['any', ...CHANNELS] }, required: true }],
  ['keywords', { shape: 'texts', required: false }],
  ['patterns', { shape: 'texts', required: false }],
  ['patternsOf', { shape: 'texts', required: false }],
  ['detector', { shape: 'text', required: false }],
  ['caseSensitive', { shape: 'boolean', required: false }],
  ['remediation', { shape: 'text', required: true }],
  ['references', { shape: 'texts', required: false }],
  ['examples', { shape: 'examples', required: true }],
]);

function readRule(node: unknown, { taken, place, before, fail, now }: Pack): Rule {
  if (!isMap(node)) return fail(startOf(node), 'a rule is a mapping');
  const values = new Map<string, unknown>();
  const places = new Map<string, Node>();
  for (const pair of node.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    const field = FIELDS.get(key);
    if (field === undefined)
      return fail(startOf(pair.key), `unknown key "${key}"`, `known: ${[...FIELDS.keys()].join(', ')}`);
    values.set(key, readField(pair.value, field.shape, key, startOf(pair.key), fail));
    if (isNode(pair.value)) places.set(key, pair.value);
  }
  for (const [key, field] of FIELDS) {
    if (field.required && !values.has(key)) return fail(startOf(node), `missing "${key}"`);
  }
  // Every field was read by its shape above.
  const { patternsOf = [], ...own } = Object.fromEntries(values) as Rule & { readonly patternsOf?: readonly string[] };
  const others = [...new Set(patternsOf)].flatMap(
    (id) =>
      patternsOfRule(id, own, before) ??
      fail(startOf(places.get('patternsOf')), `no earlier rule ${id} of this pack has patterns that take case alike`),
  );
  const rule = others.length === 0 ? own : { ...own, patterns: [...(own.patterns ?? []), ...others] };
  if (!/^[A-Z][A-Z0-9]{0,15}(?:-[A-Z0-9]{1,15}){1,3}$/.test(rule.id)) {
    return fail(startOf(places.get('id')), `bad id "${rule.id}"`, 'capitals, digits and hyphens: CRED-001');
  }
  const earlier = taken.get(rule.id);
  // A pack that redefined a built-in rule could switch it off in silence. [231]
  if (earlier !== undefined) {
    return fail(
      startOf(places.get('id')),
      `rule ${rule.id} exists already in ${earlier}`,
      'change it under "rules:" in the config',
    );
  }
  const fault = faultOf(rule, now);
  if (fault !== undefined) return fail(placeOf(places, fault.path, node), fault.message);
  taken.set(rule.id, place);
  return rule;
}

function patternsOfRule(id: string, { caseSensitive }: Rule, before: readonly Rule[]): Rule['patterns'] {
  return before.find((one) => one.id === id && one.caseSensitive === caseSensitive)?.patterns;
}

function readField(node: unknown, shape: Shape, key: string, at: number, fail: Fail): unknown {
  if (shape === 'text') return readText(node, key, at, fail);
  if (shape === 'boolean') {
    return isScalar(node) && typeof node.value === 'boolean' ? node.value : fail(at, `"${key}" must be true or false`);
  }
  if (shape === 'examples') return readExamples(node, at, fail);
  if (shape === 'texts') return items(node, key, at, fail).map((item) => readText(item, key, at, fail));
  if ('each' in shape) {
    const list = items(node, key, at, fail).map((item) => oneOf(item, shape.each, key, at, fail));
    return list.length > 0 ? list : fail(at, `"${key}" is empty`);
  }
  return oneOf(node, shape, key, at, fail);
}

function readExamples(node: unknown, at: number, fail: Fail): Rule['examples'] {
  if (!isMap(node)) return fail(at, '"examples" must hold "match" and "ignore"');
  for (const pair of node.items) {
    const key = isScalar(pair.key) ? pair.key.value : undefined;
    if (key !== 'match' && key !== 'ignore') fail(startOf(pair.key), `unknown key "${String(key)}"`);
  }
  const list = (key: 'match' | 'ignore') =>
    items(node.get(key, true), `examples.${key}`, at, fail).map((item) => {
      if (!isMap(item)) return madeUp(readText(item, `examples.${key}`, at, fail));
      for (const pair of item.items) {
        const name = isScalar(pair.key) ? pair.key.value : undefined;
        if (name !== 'text' && name !== 'channel') fail(startOf(pair.key), `unknown key "${String(name)}"`);
      }
      return {
        text: madeUp(readText(item.get('text', true), 'text', startOf(item), fail)),
        channel: oneOf(item.get('channel', true), CHANNELS, 'channel', startOf(item), fail),
      };
    });
  return { match: list('match'), ignore: list('ignore') };
}

function items(node: unknown, key: string, at: number, fail: Fail): readonly unknown[] {
  return isSeq(node) ? node.items : fail(at, `"${key}" must be a list`);
}

function readText(node: unknown, key: string, at: number, fail: Fail): string {
  return isScalar(node) && typeof node.value === 'string' && node.value !== ''
    ? node.value
    : fail(isNode(node) ? startOf(node) : at, `"${key}" must be a text`, 'put it in quotes');
}

function oneOf<const T extends string>(node: unknown, known: readonly T[], key: string, at: number, fail: Fail): T {
  const value = isScalar(node) ? node.value : undefined;
  return (
    known.find((one) => one === value) ??
    fail(isNode(node) ? startOf(node) : at, `unknown ${key} "${String(value)}"`, `known: ${known.join(', ')}`)
  );
}

function placeOf(places: ReadonlyMap<string, Node>, path: Fault['path'], fallback: Node): number {
  const [key = '', index] = path;
  const node = places.get(String(key));
  const item = isSeq(node) && typeof index === 'number' ? node.items[index] : undefined;
  return startOf(item ?? node ?? fallback);
}

function hasTag(text: string, node: Node): boolean {
  const start = node.range?.[0] ?? 0;
  return (
    text[start] === '!' ||
    (node.tag !== undefined && /![^\s]{0,200}\s{1,80}$/.test(text.slice(Math.max(0, start - 281), start)))
  );
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
