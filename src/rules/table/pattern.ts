import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { withBothCases } from '../examples/cases.ts';
import { MAX_MATCH, MIN_LITERAL } from '../scan/match/alphabet.ts';
import { type Path, pathsOf } from './anchors.ts';
import { charsOf, disjoint } from './char-set.ts';
import { lookOf, sizeOfChoice } from './size.ts';

/** What the engine needs of a pattern: its source with case written out, where it may match, and how far it looks. */
export type Pattern = {
  readonly source: string;
  /** One for each alternative: every match follows one of them. */
  readonly paths: readonly Path[];
  /** Longest match, in characters. */
  readonly max: number;
  /** How far it looks beyond either end of the match. */
  readonly look: number;
};

/** Why a pattern is not of the dialect. */
export class PatternFault extends Error {
  /** Index in the pattern. */
  readonly index: number;
  constructor(message: string, index: number) {
    super(message);
    this.index = index;
  }
}

const MAX_LOOK = 64;
const MAX_WHOLE = 65_536;
const MAX_NESTED = 8;

/**
 * Reads a pattern of the dialect.
 * @param keywords when given, only literals that hold one of these serve as anchors
 * @throws PatternFault
 */
export function readPattern(source: string, caseSensitive: boolean, keywords?: readonly string[]): Pattern {
  const tree = parse(source);
  check(tree.alternatives, false);
  const size = sizeOfChoice(tree.alternatives);
  if (size.max > MAX_MATCH) throw new PatternFault(`can match ${size.max} characters, more than ${MAX_MATCH}`, 0);
  if (size.min === 0) throw new PatternFault('can match nothing at all', 0);
  const wanted = keywords?.map((keyword) => keyword.toLowerCase());
  const paths = pathsOf(tree.alternatives, wanted);
  if (paths === undefined) {
    const which = keywords === undefined ? '' : ' that hold a keyword';
    throw new PatternFault(
      `no anchor: every alternative needs ${MIN_LITERAL} plain characters of [A-Za-z0-9_.:@%=$/-]${which}`,
      0,
    );
  }
  return {
    source: caseSensitive ? source : withBothCases(source, tree),
    paths,
    max: size.max,
    look: Math.max(1, lookOf(tree.alternatives)),
  };
}

/** Whether a pattern is bounded as the dialect asks, anchors aside: what it costs grows with the text and no faster. */
export function isBounded(source: string): boolean {
  try {
    const { alternatives } = parse(source);
    check(alternatives, false);
    return sizeOfChoice(alternatives).max <= MAX_WHOLE;
  } catch (error) {
    if (error instanceof PatternFault) return false;
    throw error;
  }
}

function parse(source: string): AST.Pattern {
  try {
    return new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicode: false });
  } catch (error) {
    if (error instanceof SyntaxError && 'index' in error) {
      throw new PatternFault(error.message.replace(/^.*\/: /, '').toLowerCase(), Number(error.index));
    }
    throw error;
  }
}

/** Refuses what the dialect lacks. `varying`: within a quantifier that varies. */
function check(alternatives: readonly AST.Alternative[], varying: boolean): void {
  for (const alternative of alternatives) {
    for (const element of alternative.elements) checkElement(element, varying);
  }
}

function checkElement(element: AST.Element, varying: boolean): void {
  switch (element.type) {
    case 'Backreference':
      throw new PatternFault('backreferences are not allowed', element.start);
    case 'CapturingGroup':
      check(element.alternatives, varying);
      return;
    case 'Group':
      if (element.modifiers) throw new PatternFault('modifiers are not allowed', element.start);
      check(element.alternatives, varying);
      return;
    case 'Assertion':
      if (element.kind !== 'lookahead' && element.kind !== 'lookbehind') return;
      if (sizeOfChoice(element.alternatives).max > MAX_LOOK) {
        throw new PatternFault(`lookaround of more than ${MAX_LOOK} characters`, element.start);
      }
      check(element.alternatives, varying);
      return;
    case 'Quantifier': {
      if (element.max === Number.POSITIVE_INFINITY) {
        throw new PatternFault(`unbounded quantifier "${element.raw.slice(-1)}": write {0,n}`, element.start);
      }
      const varies = element.max !== element.min && element.max > 1;
      // (a+)+ and its like: exponential in V8. [60-62]
      if (varies && varying) throw new PatternFault('nested quantifiers', element.start);
      if (varies && holdsVarying(element.element) && !isPlainRepetition(element)) {
        throw new PatternFault(
          `nested quantifiers: at most {0,${MAX_NESTED}} of parts that share no character`,
          element.start,
        );
      }
      if (element.element.type === 'Assertion') throw new PatternFault('quantified lookaround', element.start);
      checkElement(element.element, varying || (varies && !holdsVarying(element.element)));
      return;
    }
    default:
      return;
  }
}

function holdsVarying(node: AST.Element): boolean {
  if (node.type === 'Quantifier') return (node.max !== node.min && node.max > 1) || holdsVarying(node.element);
  if (node.type === 'Group' || node.type === 'CapturingGroup') {
    return node.alternatives.some((alternative) => alternative.elements.some(holdsVarying));
  }
  return false;
}

/** `(?:\w{1,12}\s{1,4}){0,4}`: neighbours, the last and the first too, share no character. */
function isPlainRepetition(node: AST.Quantifier): boolean {
  const group = node.element;
  if (node.max > MAX_NESTED || (group.type !== 'Group' && group.type !== 'CapturingGroup')) return false;
  const parts = group.alternatives.length === 1 ? (group.alternatives[0]?.elements ?? []) : [];
  const sets = parts.map((part) => charsOf(part.type === 'Quantifier' ? part.element : part));
  if (sets.length < 2 || parts.some((part) => part.type === 'Quantifier' && part.min === 0)) return false;
  return sets.every((set, at) => {
    const next = sets[(at + 1) % sets.length];
    return set !== undefined && next !== undefined && disjoint(set, next);
  });
}
