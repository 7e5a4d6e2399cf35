import type { Plugin } from 'rolldown';
import { parseSync, Visitor } from 'rolldown/utils';
import { inOneLine } from '../src/rules/wording.ts';

/** What `wording` would put into one line at every start is put there once, by the build. */
export const oneLine: Plugin = {
  name: 'one-line',
  transform: { filter: { id: /[\\/]src[\\/]rules[\\/]/, code: 'wording`' }, handler: (code, id) => joined(id, code) },
};

function joined(name: string, code: string): string {
  let text = '';
  let from = 0;
  new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type !== 'Identifier' || tag.name !== 'wording') return;
      const lines = inOneLine(code.slice(quasi.start, quasi.end)).replaceAll('\\', String.raw`\\`);
      text += code.slice(from, tag.start) + lines;
      from = quasi.end;
    },
  }).visit(parseSync(name, code).program);
  return text + code.slice(from);
}
