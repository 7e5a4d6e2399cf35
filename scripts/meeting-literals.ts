import { parseSync, Visitor } from 'rolldown/utils';
import { meeting } from '../src/rules/machine-code.ts';

/** A script with every regular expression in it written so that it takes less machine code; what they match stays. */
export function meetingLiterals(name: string, code: string): string {
  const literals: { start: number; end: number; text: string }[] = [];
  new Visitor({
    Literal(node) {
      if (!('regex' in node) || node.regex.flags.includes('v')) return;
      const { pattern, flags } = node.regex;
      literals.push({ start: node.start, end: node.end, text: `/${meeting(pattern)}/${flags}` });
    },
  }).visit(parseSync(name, code).program);
  let text = '';
  let from = 0;
  for (const { start, end, text: literal } of literals) {
    text += code.slice(from, start) + literal;
    from = end;
  }
  return text + code.slice(from);
}
