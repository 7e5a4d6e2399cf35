import { type Node as JsonNode, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type Format, type Member, type Node, syntaxError, type Table } from './tree.ts';

/** JSON with comments and trailing commas, as most editors read it. */
export const JSONC: Format = jsonFormat({ strict: false });

/** JSON to the letter: a comment would be an error to the client, and is one here. */
export const JSON_STRICT: Format = jsonFormat({ strict: true });

function jsonFormat({ strict }: { readonly strict: boolean }): Format {
  return {
    parse: (text) => {
      const errors: ParseError[] = [];
      const options = { disallowComments: strict, allowTrailingComma: !strict, allowEmptyContent: true };
      const root = parseTree(text, errors, options);
      const fault = errors[0];
      if (fault !== undefined) throw syntaxError(text, fault.offset, sayCode(printParseErrorCode(fault.error)));
      if (root === undefined) return { kind: 'table', members: [], start: 0, end: 0 };
      const tree = nodeOf(text, root);
      if (tree.kind !== 'table') throw syntaxError(text, tree.start, 'an object is expected');
      return tree;
    },
    quote: (value) => JSON.stringify(value),
    movable: () => true,
    key: (name) => `${JSON.stringify(name)}: `,
    sample: (raw) => `{"a":${raw}}`,
  };
}

/** `PropertyNameExpected` as words. */
function sayCode(code: string): string {
  return code.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase();
}

function nodeOf(text: string, node: JsonNode): Node {
  const range = { start: node.offset, end: node.offset + node.length };
  if (node.type === 'object') return tableOf(text, node);
  if (node.type === 'array') {
    const items = (node.children ?? []).map((child) => ({ start: child.offset, value: nodeOf(text, child) }));
    return { kind: 'list', items, block: false, ...range };
  }
  const value: unknown = node.value;
  const written = text.slice(range.start, range.end);
  return { kind: 'scalar', value, text: typeof value === 'string' ? value : written, ...range };
}

function tableOf(text: string, node: JsonNode): Table {
  const members = (node.children ?? []).flatMap(({ children }): Member[] => {
    const [key, value] = children ?? [];
    if (key === undefined || value === undefined) return [];
    const name: unknown = key.value;
    const keyEnd = key.offset + key.length;
    return [{ key: String(name), start: key.offset, keyEnd, lead: '', block: false, value: nodeOf(text, value) }];
  });
  return { kind: 'table', members, start: node.offset, end: node.offset + node.length };
}
