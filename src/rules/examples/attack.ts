import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { Pattern } from '../table/pattern.ts';

/** As long as the window the engine gives to a pattern. */
const WINDOW = 1_024;

/**
 * Texts on which a backtracking matcher works hardest: what the pattern wants at its longest, spoilt at the end or at each
 * part, its own beginnings over and over, and every character it repeats, in long runs after its anchors. [60, 61]
 */
export function attacksOn(pattern: Pattern): readonly string[] {
  const tree = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(pattern.source);
  const texts = new Set<string>();
  for (const alternative of tree.alternatives) {
    const parts = alternative.elements.map((element) => sample(element));
    const whole = parts.join('');
    add(texts, `${whole.slice(0, -1)}\u0001`);
    let prefix = '';
    for (const part of parts.slice(0, 40)) {
      prefix += part;
      if (prefix.length > 0) add(texts, prefix.repeat(Math.ceil(WINDOW / prefix.length)));
      add(texts, prefix + `${part.slice(-1)}`.repeat(WINDOW));
    }
  }
  const pumps = pumpsOf(tree);
  for (const { literal } of pattern.paths.flatMap((path) => path.trigger).slice(0, 8)) {
    for (const pump of pumps.slice(0, 12)) {
      add(texts, literal + pump.repeat(WINDOW));
      add(texts, pump.repeat(400) + literal + pump.repeat(WINDOW));
      add(texts, (literal + pump).repeat(WINDOW));
    }
  }
  return [...texts];
}

function add(texts: Set<string>, text: string): void {
  texts.add(`${text.slice(0, WINDOW - 1)}\u0001`);
}

function sample(element: AST.Element): string {
  switch (element.type) {
    case 'Quantifier':
      return sample(element.element).repeat(Math.min(element.max, WINDOW));
    case 'Group':
    case 'CapturingGroup': {
      const samples = element.alternatives.map((alternative) => alternative.elements.map(sample).join(''));
      return samples.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
    }
    case 'Character':
      return String.fromCharCode(element.value);
    case 'CharacterSet':
    case 'CharacterClass':
      return charsIn(element)[0] ?? '';
    default:
      return '';
  }
}

/** A few characters of a class that other classes are likely to hold too. */
function charsIn(element: AST.CharacterSet | AST.CharacterClass): string[] {
  const regex = new RegExp(`^(?:${element.raw})$`);
  return [...'a0 -_./:"=A\nz9\t,;x'].filter((char) => regex.test(char));
}

function pumpsOf(tree: AST.Pattern): string[] {
  const pumps = new Set<string>();
  const walk = (element: AST.Element): void => {
    if (element.type === 'Quantifier' && element.max > 3) {
      const inner = element.element;
      if (inner.type === 'CharacterSet' || inner.type === 'CharacterClass')
        for (const char of charsIn(inner).slice(0, 4)) pumps.add(char);
      else pumps.add(sample(inner).slice(0, 64));
    }
    if (element.type === 'Quantifier') walk(element.element);
    else if ('alternatives' in element) for (const one of element.alternatives) one.elements.forEach(walk);
  };
  for (const one of tree.alternatives) one.elements.forEach(walk);
  pumps.add(' ').delete('');
  return [...pumps];
}
