import type { Plugin } from 'rolldown';
import { type ESTree, parseSync, Visitor } from 'rolldown/utils';
import { inOneLine } from '../src/rules/wording.ts';

/**
 * What `wording` would put into one line at every start is put there once, by the build. An expression of a text that is known then, names of
 * texts of the same file included, becomes a literal.
 */
export const oneLine: Plugin = {
  name: 'one-line',
  transform: {
    filter: { id: /[\\/]src[\\/]rules[\\/]/, code: /wording`|expression\(/ },
    handler: (code, id) => joined(id, code),
  },
};

type Edit = { readonly start: number; readonly end: number; readonly text: string };

function joined(name: string, code: string): string {
  const edits: Edit[] = [];
  const { program } = parseSync(name, code);
  const texts = textsOf(program);
  new Visitor({
    CallExpression({ callee, arguments: [source, flags, ...others], start, end }) {
      if (!isNamed(callee, 'expression') || source === undefined || others.length > 0) return;
      if (flags !== undefined && (flags.type !== 'Literal' || typeof flags.value !== 'string')) return;
      const text = textOf(source, texts);
      if (text !== undefined) edits.push({ start, end, text: String(new RegExp(text, flags?.value ?? '')) });
    },
    TaggedTemplateExpression({ tag, quasi, start, end }) {
      if (!isNamed(tag, 'wording')) return;
      const text = inOneLine(code.slice(quasi.start, quasi.end)).replaceAll('\\', String.raw`\\`);
      edits.push({ start, end, text });
    },
  }).visit(program);
  return edited(code, edits);
}

/** The texts that a file gives a name, at its top. */
function textsOf({ body }: ESTree.Program): Map<string, string> {
  const texts = new Map<string, string>();
  for (const statement of body) {
    const { declaration } = statement.type === 'ExportNamedDeclaration' ? statement : { declaration: statement };
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue;
    for (const { id, init } of declaration.declarations) {
      const text = init === null ? undefined : textOf(init, texts);
      if (id.type === 'Identifier' && text !== undefined) texts.set(id.name, text);
    }
  }
  return texts;
}

/** What a template with a tag of ours says, where all that stands in it is known. */
function textOf(node: ESTree.Node, texts: ReadonlyMap<string, string>): string | undefined {
  if (node.type !== 'TaggedTemplateExpression') return undefined;
  const wording = isNamed(node.tag, 'wording');
  if (!wording && !isRaw(node.tag)) return undefined;
  const parts = node.quasi.expressions.map((part) => (part.type === 'Identifier' ? texts.get(part.name) : undefined));
  if (parts.includes(undefined)) return undefined;
  const between = node.quasi.quasis.map(({ value: { raw } }) => (wording ? inOneLine(raw) : raw));
  return String.raw({ raw: between }, ...parts);
}

function isRaw(tag: ESTree.Expression): boolean {
  return (
    tag.type === 'MemberExpression' && !tag.computed && isNamed(tag.object, 'String') && tag.property.name === 'raw'
  );
}

function isNamed(node: ESTree.Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** Of edits within one another the outer ones. */
function edited(code: string, edits: readonly Edit[]): string {
  let text = '';
  let from = 0;
  for (const edit of edits.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (edit.start < from) continue;
    text += code.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return text + code.slice(from);
}
