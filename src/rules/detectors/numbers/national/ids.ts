import { lateExpression } from '../../../machine-code.ts';
import { near, type Span } from '../../span.ts';
import { KINDS } from './kinds.ts';

const ANNOUNCED = lateExpression(() => {
  const contexts = KINDS.flatMap(({ context }) => (context === undefined ? [] : [context.source]));
  // Where a word must begin is asked once for all of them, not for each.
  const begun = contexts.filter((source) => source.startsWith(WORD) && !hasChoices(source));
  const others = contexts.filter((source) => !begun.includes(source));
  return [`${WORD}(?:${begun.map((source) => source.slice(WORD.length)).join('|')})`, ...others].join('|');
}, 'i');
const WORD = '\\b';

/** Whether an expression is alternatives, not one that holds some in groups. */
function hasChoices(source: string): boolean {
  return source.replaceAll(/\([^()]{0,400}(?:\([^()]{0,200}\)[^()]{0,400}){0,8}\)/g, '').includes('|');
}

/** National identity and tax numbers whose check digits are right and, where those are weak, that a word announces. */
export function nationalIds(text: string): Span[] {
  const found: Span[] = [];
  const announced = ANNOUNCED().test(text);
  for (const { shape, valid, context } of KINDS) {
    // Numbers are everywhere; the words for them are not.
    if (context !== undefined && !(announced && context.test(text))) continue;
    for (const match of text.matchAll(shape)) {
      const start = match.index;
      const end = start + match[0].length;
      if (!valid(match[0].replace(/[ ./-]/g, '').toUpperCase())) continue;
      if (context === undefined || near(text, start, context, 48, end)) found.push({ start, end });
    }
  }
  return found;
}
