import type { Plugin } from 'rolldown';
import { type ESTree, parseSync, Visitor } from 'rolldown/utils';
import { inOneLine } from '../src/rules/wording.ts';

/** What `wording` would put into one line at every start is put there once, by the build; an expression of one becomes a literal. */
export const oneLine: Plugin = {
  name: 'one-line',
  transform: { filter: { id: /[\\/]src[\\/]rules[\\/]/, code: 'wording`' }, handler: (code, id) => joined(id, code) },
};

type Edit = { readonly start: number; readonly end: number; readonly text: string };

function joined(name: string, code: string): string {
  const edits: Edit[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [source, flags, ...others], start, end }) {
      if (!isNamed(callee, 'expression') || source?.type !== 'TaggedTemplateExpression' || others.length > 0) return;
      if (!isNamed(source.tag, 'wording') || source.quasi.expressions.length > 0) return;
      if (flags !== undefined && (flags.type !== 'Literal' || typeof flags.value !== 'string')) return;
      const text = inOneLine(source.quasi.quasis[0]?.value.raw ?? '');
      edits.push({ start, end, text: `/${text}/${flags?.value ?? ''}` });
    },
    TaggedTemplateExpression({ tag, quasi, start, end }) {
      if (!isNamed(tag, 'wording')) return;
      const text = inOneLine(code.slice(quasi.start, quasi.end)).replaceAll('\\', String.raw`\\`);
      edits.push({ start, end, text });
    },
  }).visit(parseSync(name, code).program);
  return edited(code, edits);
}

function isNamed(node: ESTree.Expression, name: string): boolean {
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
