import type { AST } from '@eslint-community/regexpp';

export type Size = { readonly min: number; readonly max: number };

/** How long a match of a choice can be. */
export function sizeOfChoice(alternatives: readonly AST.Alternative[]): Size {
  const sizes = alternatives.map((alternative) =>
    alternative.elements
      .map(sizeOf)
      .reduce((sum, size) => ({ min: sum.min + size.min, max: sum.max + size.max }), NOTHING),
  );
  return { min: Math.min(...sizes.map((size) => size.min)), max: Math.max(...sizes.map((size) => size.max)) };
}

const NOTHING: Size = { min: 0, max: 0 };

export function sizeOf(element: AST.Element): Size {
  switch (element.type) {
    case 'Assertion':
    case 'Backreference':
      return NOTHING;
    case 'CapturingGroup':
    case 'Group':
      return sizeOfChoice(element.alternatives);
    case 'Quantifier': {
      const { min, max } = sizeOf(element.element);
      return { min: min * element.min, max: max === 0 ? 0 : max * element.max };
    }
    default:
      return { min: 1, max: 1 };
  }
}

/** How far lookarounds look. */
export function lookOf(alternatives: readonly AST.Alternative[]): number {
  let look = 0;
  const walk = (element: AST.Element): void => {
    if (element.type === 'Quantifier') walk(element.element);
    if (element.type === 'Assertion' && (element.kind === 'lookahead' || element.kind === 'lookbehind')) {
      look = Math.max(look, sizeOfChoice(element.alternatives).max + 1);
    }
    if ('alternatives' in element)
      for (const one of element.alternatives) for (const inner of one.elements) walk(inner);
  };
  for (const one of alternatives) for (const element of one.elements) walk(element);
  return look;
}
