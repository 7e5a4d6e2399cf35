import type { AST } from '@eslint-community/regexpp';
import { isAnchorChar, MAX_LITERAL, MIN_LITERAL } from '../scan/match/alphabet.ts';
import { literalFrequency } from './literal-frequency.ts';
import { ANYTHING, firstOf, isWord, lastOf, type Near, type Nears } from './neighbours.ts';
import { sizeOf } from './size.ts';

/** A literal of a pattern, how much of a match can stand before and after it, and what can stand right beside it. */
export type Anchor = {
  readonly literal: string;
  readonly before: number;
  readonly after: number;
  readonly prev: Near;
  readonly next: Near;
};

/** A match holds one of `trigger`, and somewhere one literal of each of `others`. */
export type Path = { readonly trigger: readonly Anchor[]; readonly others: readonly (readonly string[])[] };

/** A set of anchors one of which every match holds, and what it may cost to look at all of them. */
type Choice = { readonly anchors: readonly Anchor[]; readonly cost: number };
/** A choice of anchors and the part of the match, in characters at most, that it was read from. */
type Offer = Choice & { readonly from: number; readonly to: number };
type Wanted = readonly string[] | undefined;
/** What may stand before and behind a part. */
type Around = { readonly prev: Nears; readonly next: Nears };

/** Literals that one stretch of a pattern may stand for, `gh[pousr]_` and `sk_(?:live|test)_` written out. */
const MAX_SPELLINGS = 24;
/** More would cost more to ask for than they spare. */
const MAX_GROUPS = 4;
const OPEN: Around = { prev: ANYTHING, next: ANYTHING };

/**
 * For each alternative its rarest literals, which announce it, and others that must be near them.
 * @param wanted only literals that hold one of these count; all when absent
 * @returns undefined when some alternative has none
 */
export function pathsOf(
  alternatives: readonly AST.Alternative[],
  wanted: Wanted,
  around: Around = OPEN,
): Path[] | undefined {
  const paths: Path[] = [];
  for (const { elements } of alternatives) {
    const solid = elements.filter((element) => element.type !== 'Assertion');
    const [only] = solid;
    if (solid.length === 1 && (only?.type === 'Group' || only?.type === 'CapturingGroup')) {
      const inner = pathsOf(only.alternatives, wanted, within(elements, elements.indexOf(only), around));
      if (inner === undefined) return undefined;
      paths.push(...inner);
      continue;
    }
    const [rarest, ...rest] = offersOf(elements, wanted, around).sort((a, b) => a.cost - b.cost);
    if (rarest === undefined) return undefined;
    const chosen = [rarest];
    for (const offer of rest) {
      const free = chosen.every((one) => offer.to <= one.from || one.to <= offer.from);
      if (free && chosen.length < MAX_GROUPS) chosen.push(offer);
    }
    paths.push({
      trigger: rarest.anchors,
      others: chosen.slice(1).map((one) => [...new Set(one.anchors.map((anchor) => anchor.literal))]),
    });
  }
  return paths;
}

function within(elements: readonly AST.Element[], at: number, { prev, next }: Around): Around {
  return { prev: lastOf(elements, at - 1, prev), next: firstOf(elements, at + 1, next) };
}

function offersOf(elements: readonly AST.Element[], wanted: Wanted, around: Around): Offer[] {
  const total = elements.reduce((sum, element) => sum + sizeOf(element).max, 0);
  const offers: Offer[] = [];
  let before = 0;
  let run: Run = EMPTY;
  const close = (end: number): void => {
    const start = before - run.max;
    const serves = (literal: string) => wanted === undefined || wanted.some((keyword) => literal.includes(keyword));
    if (run.texts.every((text) => text.length >= MIN_LITERAL && serves(text.slice(0, MAX_LITERAL)))) {
      const prev = lastOf(elements, run.from - 1, around.prev);
      const next = firstOf(elements, end, around.next);
      const anchors = run.texts.map((text): Anchor => {
        const literal = text.slice(0, MAX_LITERAL);
        const cut = literal.length < text.length;
        return {
          literal,
          before: start,
          after: total - start - literal.length,
          prev: prev[isWord(literal.charCodeAt(0)) ? 1 : 0],
          next: (cut ? ANYTHING : next)[isWord(literal.charCodeAt(literal.length - 1)) ? 1 : 0],
        };
      });
      offers.push({ from: start, to: before, anchors, cost: costOf(anchors) });
    }
    run = EMPTY;
  };
  for (const [at, element] of elements.entries()) {
    // `\b` and the like take no room: text on both sides of them still stands together.
    if (element.type === 'Assertion') continue;
    const size = sizeOf(element);
    const texts = spellings(element);
    const inner = innerAnchors(element, wanted, within(elements, at, around));
    if (inner !== undefined) {
      const rest = total - before - size.max;
      const anchors = inner.map((one) => ({ ...one, before: before + one.before, after: one.after + rest }));
      offers.push({ from: before, to: before + size.max, anchors, cost: costOf(anchors) });
    }
    if (texts === undefined || texts.length * run.texts.length > MAX_SPELLINGS) close(at);
    if (texts !== undefined) {
      // What stands here may be one character of many; it joins what is plain on either side.
      const joined = run.texts.flatMap((left) => texts.map((right) => left + right));
      const from = run === EMPTY ? at : run.from;
      run = { texts: [...new Set(joined)], max: run.max + size.max, from };
    }
    before += size.max;
  }
  close(elements.length);
  return offers;
}

/** How often it is met, times what there is to read around it then. */
function costOf(anchors: readonly Anchor[]): number {
  return anchors.reduce((sum, { literal, before, after, prev, next }) => {
    const often = literalFrequency(literal, { begins: !holdsWord(prev), ends: !holdsWord(next) });
    return sum + often * (200 + 2 * before + after);
  }, 0);
}

function holdsWord(near: Near): boolean {
  return near.some((one, code) => one === 1 && isWord(code));
}

/** All that a stretch of a pattern can be, lower case, how long at most, and the element it begins with. */
type Run = { readonly texts: readonly string[]; readonly max: number; readonly from: number };
const EMPTY: Run = { texts: [''], max: 0, from: 0 };

function innerAnchors(element: AST.Element, wanted: Wanted, around: Around): readonly Anchor[] | undefined {
  if (element.type === 'Group' || element.type === 'CapturingGroup') {
    const all: Anchor[] = [];
    for (const { elements } of element.alternatives) {
      const [rarest] = offersOf(elements, wanted, around).sort((a, b) => a.cost - b.cost);
      if (rarest === undefined) return undefined;
      all.push(...rarest.anchors);
    }
    return all;
  }
  if (element.type !== 'Quantifier' || element.min === 0) return undefined;
  // The anchor may stand in any repetition.
  const inner = innerAnchors(element.element, wanted, element.max > 1 ? OPEN : around);
  const spare = sizeOf(element.element).max * (element.max - 1);
  return inner?.map((one) => ({ ...one, before: one.before + spare, after: one.after + spare }));
}

/** All that an element can be when that is little and every character of it may stand in an anchor. */
function spellings(element: AST.Element): readonly string[] | undefined {
  switch (element.type) {
    case 'Character': {
      const char = String.fromCharCode(element.value);
      return isAnchorChar(char) ? [char.toLowerCase()] : undefined;
    }
    case 'CharacterClass':
      return spellingsOfClass(element);
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
      if (element.max === 1) return texts;
      return texts.length === 1 && element.max <= 16 ? [(texts[0] ?? '').repeat(element.max)] : undefined;
    }
    default:
      return undefined;
  }
}

function spellingsOfClass(element: AST.CharacterClass): readonly string[] | undefined {
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

function charCode(element: AST.CharacterClassElement): number {
  return element.type === 'Character' ? element.value : Number.POSITIVE_INFINITY;
}
