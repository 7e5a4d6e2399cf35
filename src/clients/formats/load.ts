import { type Format, type Node, syntaxError, type Table } from './tree.ts';

export type FormatId = 'json' | 'jsonc' | 'toml' | 'yaml';

/** The syntax of that name; its library is loaded when a file of the kind is looked at. */
export async function loadFormat(id: FormatId): Promise<Format> {
  const format = await syntaxOf(id);
  return { ...format, parse: (text) => parseBounded(format, text) };
}

async function syntaxOf(id: FormatId): Promise<Format> {
  if (id === 'toml') return (await import('./toml.ts')).TOML;
  if (id === 'yaml') return (await import('./yaml.ts')).YAML;
  const { JSONC, JSON_STRICT } = await import('./json.ts');
  return id === 'json' ? JSON_STRICT : JSONC;
}

/** No client nests its config this deep. */
const MAX_DEPTH = 200;

/** One file that is nested without end must not keep all the others from being looked at. */
function parseBounded(format: Format, text: string): Table {
  try {
    const tree = format.parse(text);
    const deep = belowDepth(tree, MAX_DEPTH);
    if (deep !== undefined) throw syntaxError(text, deep.start, TOO_DEEP);
    return tree;
  } catch (error) {
    // The stack's end, in ours or in a library, one of which makes a fault of the file of it.
    if (error instanceof Error && error.message.includes('call stack')) throw syntaxError(text, 0, TOO_DEEP);
    throw error;
  }
}

const TOO_DEEP = `nested more than ${MAX_DEPTH} deep`;

function belowDepth(node: Node, left: number): Node | undefined {
  if (left === 0) return node;
  const below = node.kind === 'table' ? node.members : node.kind === 'list' ? node.items : [];
  for (const { value } of below) {
    const deep = belowDepth(value, left - 1);
    if (deep !== undefined) return deep;
  }
  return undefined;
}
