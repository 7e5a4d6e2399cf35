import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Format, type Item, type Member, type Node, syntaxError, type Table } from './tree.ts';

/** Plain words that are strings wherever they stand in a YAML file, inside brackets too. */
const PLAIN = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z/][\w./@-]*$/i;

/** YAML 1.2. Read by the library, written by splices: its own writer would re-flow what people wrote. */
export const YAML: Format = {
  parse: (text) => {
    const document = parseDocument(text, { keepSourceTokens: true, uniqueKeys: false });
    const fault = document.errors[0];
    if (fault !== undefined)
      throw syntaxError(text, fault.pos[0], fault.message.split('\n')[0]?.replace(/ at line.*$/, '') ?? '');
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null))
      return { kind: 'table', members: [], start: 0, end: 0 };
    if (!isMap(contents)) throw syntaxError(text, contents.range?.[0] ?? 0, 'a mapping is expected');
    return tableOf(document, contents, text);
  },
  quote: (value) => (PLAIN.test(value) ? value : JSON.stringify(value)),
  movable: (raw) => PLAIN.test(raw) || /^"[^\n]*"$/.test(raw) || /^'[^\n]*'$/.test(raw),
  key: (name) => `${name}: `,
  sample: (raw) => `a: ${raw}\n`,
};

function nodeOf(document: Document, node: unknown, text: string, at: number): Node {
  if (isMap(node)) return tableOf(document, node, text);
  if (isSeq(node)) return listOf(document, node, text);
  if (isScalar(node)) {
    const [start, end] = node.range ?? [at, at];
    const written = text.slice(start, end);
    const value: unknown = node.value;
    const fixed = written.includes('\n') ? 'it is written over several lines' : fixedBy(node);
    return { kind: 'scalar', value, text: typeof value === 'string' ? value : written, start, end, fixed };
  }
  if (isAlias(node)) {
    const [start, end] = node.range ?? [at, at];
    return { kind: 'scalar', value: undefined, text: '', start, end, fixed: `it is the alias *${node.source}` };
  }
  return { kind: 'scalar', value: null, text: '', start: at, end: at };
}

function tableOf(document: Document, map: YAMLMap, text: string): Table {
  const [start, end] = map.range ?? [0, 0];
  const members = map.items.map(({ key, value }): Member => {
    const known = isScalar(key) ? key : undefined;
    const [keyStart, keyEnd] = known?.range ?? [start, start];
    const name: unknown = known?.value;
    const node = nodeOf(document, value, text, keyEnd);
    return { key: String(name), start: keyStart, keyEnd, lead: '', block: map.flow !== true, value: node };
  });
  return { kind: 'table', members, start, end, fixed: fixedBy(map) };
}

function listOf(document: Document, seq: YAMLSeq, text: string): Node {
  const [start, end] = seq.range ?? [0, 0];
  const token = seq.srcToken;
  const dashes =
    token?.type === 'block-seq'
      ? token.items.flatMap((item) => item.start.find(({ type }) => type === 'seq-item-ind')?.offset ?? [])
      : [];
  const items = seq.items.map((item, at): Item => {
    const dash = dashes[at];
    const value = nodeOf(document, item, text, dash === undefined ? start : dash + 1);
    return { start: dash ?? value.start, value };
  });
  return { kind: 'list', items, block: token?.type === 'block-seq', start, end, fixed: fixedBy(seq) };
}

/** An anchor may be referred to elsewhere, and a tag may mean anything. */
function fixedBy(node: {
  readonly anchor?: string | undefined;
  readonly tag?: string | undefined;
}): string | undefined {
  if (node.anchor !== undefined) return `it has the anchor &${node.anchor}`;
  return node.tag === undefined || node.tag.startsWith('tag:yaml.org,2002:') ? undefined : `it has the tag ${node.tag}`;
}
