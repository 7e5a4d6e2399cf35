import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { rarestGram } from '../src/rules/table/gram-frequency.ts';

/** Four symbols: a letter without its case, `0` for a digit or an underscore, a blank for everything else and for a text's ends. */
const GRAM = 4;
/** Spellings that one stretch of an expression may stand for. */
const MOST = 48;
const BLANK = ' ';

/** So many sets are kept of a part. */
const SETS = 2;

/** Sets of grams, of each of which what is matched holds one. */
export type NeededGrams = readonly ReadonlySet<string>[];
/** A set, and about how often ordinary text holds any of it. */
type Needed = { readonly grams: ReadonlySet<string>; readonly cost: number };
/** What an expression's stretch can be spelled like, so far. */
type Run = readonly string[];
/** Whether a word must begin before, and end behind, a part. */
type Edges = { readonly begins: boolean; readonly ends: boolean };

/**
 * Of an expression that is read without regard to case: by its alternatives, what every match of one holds, with the characters beside
 * it, the rarest first. `undefined` when some alternative can be matched without any.
 */
export function neededGrams(source: string): readonly NeededGrams[] | undefined {
  const { alternatives } = new RegExpParser().parsePattern(source, 0, source.length);
  const all = alternatives.map(({ elements }) => ofSequence(elements, { begins: false, ends: false }));
  return all.some((needed) => needed.length === 0) ? undefined : all.map((needed) => needed.map(({ grams }) => grams));
}

/** What holds whichever of several was matched: none where one of them needs nothing. */
function together(all: readonly (readonly Needed[])[]): readonly Needed[] {
  if (all.some((needed) => needed.length === 0)) return [];
  return Array.from({ length: SETS }, (_, rank) => {
    const own = all.map((needed) => needed[rank] ?? (needed.at(-1) as Needed));
    return {
      grams: new Set(own.flatMap(({ grams }) => [...grams])),
      cost: own.reduce((sum, { cost }) => sum + cost, 0),
    };
  });
}

/** The rarest of what a sequence cannot do without. */
function ofSequence(elements: readonly AST.Element[], edges: Edges): readonly Needed[] {
  const offers: Needed[] = [];
  let run: Run = [''];
  const close = (ends: boolean): void => {
    const whole = run.map((text) => (ends && isWord(text.at(-1)) ? text + BLANK : text));
    offers.push(...together(whole.map(ofSpelling)));
    run = [''];
  };
  let begins = edges.begins;
  for (const [at, element] of elements.entries()) {
    if (isBoundary(element)) {
      if (run.length === 1 && run[0] === '') begins = true;
      else if (!run.every((text) => isWord(text.at(-1)) || text.endsWith(BLANK))) close(false);
      continue;
    }
    if (element.type === 'Assertion') continue;
    const before = elements[at - 1];
    const inner = insideOf(element, {
      begins: before === undefined ? edges.begins : isBoundary(before),
      ends: endsAt(elements, at + 1, edges),
    });
    offers.push(...inner);
    const texts = spellings(element);
    if (texts === undefined || texts.length * run.length > MOST) close(endsAt(elements, at, edges));
    if (texts !== undefined && texts.length <= MOST) {
      const first = run.length === 1 && run[0] === '';
      const joined = run.flatMap((left) => texts.map((right) => left + right));
      run = [...new Set(first && begins ? joined.map((text) => (isWord(text[0]) ? BLANK + text : text)) : joined)];
    }
    begins = false;
  }
  close(edges.ends);
  return rarest(offers);
}

/** Those that ordinary text holds least often; none that says no more than a rarer one. */
function rarest(offers: readonly Needed[]): readonly Needed[] {
  const kept: Needed[] = [];
  for (const offer of offers.toSorted((a, b) => a.cost - b.cost)) {
    if (!kept.some(({ grams }) => [...grams].every((gram) => offer.grams.has(gram)))) kept.push(offer);
    if (kept.length === SETS) break;
  }
  return kept;
}

function endsAt(elements: readonly AST.Element[], at: number, edges: Edges): boolean {
  const next = elements[at];
  return next === undefined ? edges.ends : isBoundary(next);
}

function isBoundary(element: AST.Element): boolean {
  return element.type === 'Assertion' && element.kind === 'word' && !element.negate;
}

function insideOf(element: AST.Element, edges: Edges): readonly Needed[] {
  if (element.type === 'Group' || element.type === 'CapturingGroup')
    return together(element.alternatives.map(({ elements }) => ofSequence(elements, edges)));
  if (element.type !== 'Quantifier' || element.min === 0) return [];
  return insideOf(element.element, element.max > 1 ? { begins: false, ends: false } : edges);
}

/** All that an element can be, in symbols, when that is little. */
function spellings(element: AST.Element): Run | undefined {
  switch (element.type) {
    case 'Character':
      return symbol(element.value);
    case 'CharacterClass': {
      if (element.negate) return undefined;
      const all = new Set<string>();
      for (const one of element.elements) {
        const here =
          one.type === 'Character' ? symbol(one.value) : one.type === 'CharacterSet' ? setOf(one) : undefined;
        if (here === undefined) return undefined;
        for (const text of here) all.add(text);
      }
      return [...all];
    }
    case 'CharacterSet':
      return setOf(element);
    case 'Group':
    case 'CapturingGroup': {
      const all = new Set<string>();
      for (const { elements } of element.alternatives) {
        let texts: Run = [''];
        for (const inner of elements) {
          const more = inner.type === 'Assertion' ? (isBoundary(inner) ? undefined : ['']) : spellings(inner);
          if (more === undefined || texts.length * more.length > MOST) return undefined;
          texts = texts.flatMap((left) => more.map((right) => left + right));
        }
        for (const text of texts) all.add(text);
      }
      return all.size <= MOST ? [...all] : undefined;
    }
    case 'Quantifier': {
      const texts = element.max <= 1 ? spellings(element.element) : undefined;
      return texts !== undefined && element.min === 0 ? ['', ...texts] : texts;
    }
    default:
      return undefined;
  }
}

function setOf(set: AST.CharacterSet): Run | undefined {
  if (set.kind === 'space' && !set.negate) return [BLANK];
  return set.kind === 'digit' && !set.negate ? ['0'] : undefined;
}

function symbol(code: number): Run {
  const char = String.fromCharCode(code).toLowerCase();
  if (code >= 128) return [BLANK];
  return [/[a-z]/.test(char) ? char : /[0-9_]/.test(char) ? '0' : BLANK];
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && char !== BLANK;
}

/** The grams of a spelling, each a set of its own. */
function ofSpelling(text: string): readonly Needed[] {
  const offers: Needed[] = [];
  for (let at = 0; at + GRAM <= text.length; at += 1) {
    const gram = text.slice(at, at + GRAM);
    if (/[a-z]{2}/.test(gram)) offers.push({ grams: new Set([gram]), cost: rarestGram(gram).frequency });
  }
  return rarest(offers);
}
