import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { isAnchorChar, MAX_LITERAL, MAX_MATCH, MIN_LITERAL } from './alphabet.ts';
import { charsOf, disjoint } from './char-set.ts';
import { rarestGram } from './gram-frequency.ts';

/** A literal of a pattern and how much of a match can stand before and after it. */
export type Anchor = { readonly literal: string; readonly before: number; readonly after: number };

/** A match holds one of `last`, and before it one literal of each of `others`. */
export type Path = { readonly last: readonly Anchor[]; readonly others: readonly (readonly string[])[] };

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
/** Literals that one stretch of a pattern may stand for, `gh[pousr]_` and `sk_(?:live|test)_` written out. */
const MAX_SPELLINGS = 24;
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

type Size = { readonly min: number; readonly max: number };

function sizeOfChoice(alternatives: readonly AST.Alternative[]): Size {
  const sizes = alternatives.map((alternative) =>
    alternative.elements
      .map(sizeOf)
      .reduce((sum, size) => ({ min: sum.min + size.min, max: sum.max + size.max }), NOTHING),
  );
  return { min: Math.min(...sizes.map((size) => size.min)), max: Math.max(...sizes.map((size) => size.max)) };
}

const NOTHING: Size = { min: 0, max: 0 };

function sizeOf(element: AST.Element): Size {
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

function lookOf(alternatives: readonly AST.Alternative[]): number {
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

/** A set of anchors one of which every match holds, and what it may cost: how common the commonest of them is. */
type Choice = { readonly anchors: readonly Anchor[]; readonly cost: number };

type Wanted = readonly string[] | undefined;

function anchorsOfChoice(alternatives: readonly AST.Alternative[], wanted: Wanted): Choice | undefined {
  const choices = alternatives.map((alternative) => anchorsOf(alternative, wanted));
  if (choices.some((choice) => choice === undefined)) return undefined;
  return {
    anchors: choices.flatMap((choice) => choice?.anchors ?? []),
    cost: choices.reduce((sum, choice) => sum + (choice?.cost ?? 0), 0),
  };
}

function anchorsOf(alternative: AST.Alternative, wanted: Wanted): Choice | undefined {
  return offersOf(alternative, wanted).sort((a, b) => a.cost - b.cost)[0];
}

/** A choice of anchors and the part of the match, in characters at most, that it was read from. */
type Offer = Choice & { readonly from: number; readonly to: number };
/** More would cost more to ask for than they spare. */
const MAX_GROUPS = 4;

/** For each alternative its rarest literals, the last of them to be waited for and the others to have been seen. */
function pathsOf(alternatives: readonly AST.Alternative[], wanted: Wanted): Path[] | undefined {
  const paths: Path[] = [];
  for (const alternative of alternatives) {
    const solid = alternative.elements.filter((element) => element.type !== 'Assertion');
    const [only] = solid;
    if (solid.length === 1 && (only?.type === 'Group' || only?.type === 'CapturingGroup')) {
      const inner = pathsOf(only.alternatives, wanted);
      if (inner === undefined) return undefined;
      paths.push(...inner);
      continue;
    }
    const chosen: Offer[] = [];
    for (const offer of offersOf(alternative, wanted).sort((a, b) => a.cost - b.cost)) {
      const free = chosen.every((one) => offer.to <= one.from || one.to <= offer.from);
      if (free && chosen.length < MAX_GROUPS) chosen.push(offer);
    }
    const last = chosen.sort((a, b) => a.from - b.from).pop();
    if (last === undefined) return undefined;
    paths.push({ last: last.anchors, others: chosen.map((one) => one.anchors.map((anchor) => anchor.literal)) });
  }
  return paths;
}

function offersOf(alternative: AST.Alternative, wanted: Wanted): Offer[] {
  const total = alternative.elements.reduce((sum, element) => sum + sizeOf(element).max, 0);
  const offers: Offer[] = [];
  let before = 0;
  let run: Run = EMPTY;
  const close = (): void => {
    const start = before - run.max;
    const literals = run.texts.map((text) => text.slice(0, MAX_LITERAL));
    const serves = (literal: string) => wanted === undefined || wanted.some((keyword) => literal.includes(keyword));
    if (literals.every((literal) => literal.length >= MIN_LITERAL && serves(literal))) {
      offers.push({
        from: start,
        to: before,
        anchors: literals.map((literal) => ({ literal, before: start, after: total - start - literal.length })),
        cost: literals.reduce((sum, literal) => sum + rarestGram(literal).frequency, 0),
      });
    }
    run = EMPTY;
  };
  for (const element of alternative.elements) {
    // `\b` and the like take no room: text on both sides of them still stands together.
    if (element.type === 'Assertion') continue;
    const size = sizeOf(element);
    const texts = spellings(element);
    const inner = innerAnchors(element, wanted);
    if (inner !== undefined) {
      const rest = total - before - size.max;
      const here = before;
      offers.push({
        from: here,
        to: here + size.max,
        anchors: inner.anchors.map((one) => ({
          literal: one.literal,
          before: here + one.before,
          after: one.after + rest,
        })),
        cost: inner.cost,
      });
    }
    if (texts === undefined || texts.length * run.texts.length > MAX_SPELLINGS) close();
    if (texts !== undefined) {
      // What stands here may be one character of many; it joins what is plain on either side.
      const joined = run.texts.flatMap((left) => texts.map((right) => left + right));
      run = { texts: [...new Set(joined)], max: run.max + size.max };
    }
    before += size.max;
  }
  close();
  return offers;
}

/** All that a stretch of a pattern can be, lower case, and how long at most. */
type Run = { readonly texts: readonly string[]; readonly max: number };
const EMPTY: Run = { texts: [''], max: 0 };

function innerAnchors(element: AST.Element, wanted: Wanted): Choice | undefined {
  if (element.type === 'Group' || element.type === 'CapturingGroup') {
    return anchorsOfChoice(element.alternatives, wanted);
  }
  if (element.type !== 'Quantifier' || element.min === 0) return undefined;
  const inner = innerAnchors(element.element, wanted);
  if (inner === undefined) return undefined;
  // The anchor may stand in any repetition.
  const spare = sizeOf(element.element).max * (element.max - 1);
  return {
    anchors: inner.anchors.map((one) => ({
      literal: one.literal,
      before: one.before + spare,
      after: one.after + spare,
    })),
    cost: inner.cost,
  };
}

/** All that an element can be when that is little and every character of it may stand in an anchor. */
function spellings(element: AST.Element): readonly string[] | undefined {
  switch (element.type) {
    case 'Character': {
      const char = String.fromCharCode(element.value);
      return isAnchorChar(char) ? [char.toLowerCase()] : undefined;
    }
    case 'CharacterClass': {
      if (element.negate) return undefined;
      const chars = new Set<string>();
      for (const one of element.elements) {
        if (one.type === 'CharacterSet' || one.type === 'ClassStringDisjunction' || !('raw' in one)) return undefined;
        const [min, max] =
          one.type === 'CharacterClassRange' ? [one.min.value, one.max.value] : [charCode(one), charCode(one)];
        if (max - min > 10) return undefined;
        for (let code = min; code <= max; code += 1) chars.add(String.fromCharCode(code).toLowerCase());
      }
      return chars.size <= 10 && [...chars].every(isAnchorChar) ? [...chars] : undefined;
    }
    case 'Group':
    case 'CapturingGroup': {
      const all: string[] = [];
      for (const alternative of element.alternatives) {
        let texts: readonly string[] = [''];
        for (const inner of alternative.elements) {
          const more = inner.type === 'Assertion' ? undefined : spellings(inner);
          if (more === undefined || texts.length * more.length > MAX_SPELLINGS) return undefined;
          texts = texts.flatMap((left) => more.map((right) => left + right));
        }
        all.push(...texts);
      }
      return all.length <= MAX_SPELLINGS ? all : undefined;
    }
    case 'Quantifier': {
      const texts = element.max <= 1 || element.min === element.max ? spellings(element.element) : undefined;
      if (texts === undefined) return undefined;
      if (element.max === 1 && element.min === 0) return ['', ...texts];
      return texts.length === 1 && element.max <= 16
        ? [(texts[0] ?? '').repeat(element.max)]
        : element.max === 1
          ? texts
          : undefined;
    }
    default:
      return undefined;
  }
}

function charCode(element: AST.CharacterClassElement): number {
  return element.type === 'Character' ? element.value : Number.POSITIVE_INFINITY;
}

/** Writes case out as classes: V8's guard against excessive backtracking does not work beside the flag `i`. */
function withBothCases(source: string, tree: AST.Pattern): string {
  const edits: { start: number; end: number; text: string }[] = [];
  const walk = (element: AST.Element): void => {
    switch (element.type) {
      case 'Quantifier':
        walk(element.element);
        return;
      case 'Character':
        if (isLetter(element.value)) edits.push({ ...place(element), text: `[${both(element.value)}]` });
        return;
      case 'CharacterClass':
        for (const one of element.elements) {
          if (one.type === 'Character' && isLetter(one.value)) edits.push({ ...place(one), text: both(one.value) });
          if (one.type === 'CharacterClassRange') edits.push(...otherCase(one));
        }
        return;
      default:
        if ('alternatives' in element) for (const one of element.alternatives) one.elements.forEach(walk);
    }
  };
  for (const alternative of tree.alternatives) alternative.elements.forEach(walk);
  let text = '';
  let at = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}

function place(node: AST.Node): { start: number; end: number } {
  return { start: node.start, end: node.end };
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function both(code: number): string {
  return String.fromCharCode(code & ~32) + String.fromCharCode(code | 32);
}

function otherCase(range: AST.CharacterClassRange): { start: number; end: number; text: string }[] {
  let extra = '';
  for (const base of [65, 97]) {
    const from = Math.max(range.min.value, base);
    const to = Math.min(range.max.value, base + 25);
    if (from <= to) extra += `${String.fromCharCode(from ^ 32)}-${String.fromCharCode(to ^ 32)}`;
  }
  return extra === '' ? [] : [{ start: range.end, end: range.end, text: extra }];
}
