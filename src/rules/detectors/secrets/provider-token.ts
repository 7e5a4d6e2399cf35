import { expression } from '../../machine-code.ts';
import type { Span } from '../span.ts';
import { entropy, isPlaceholder } from './placeholder.ts';
import { type TokenFormat, type TokenGroup, tokenFormats } from './token-table.ts';

let formats: readonly TokenFormat[] | undefined;
const SHAPES = new Map<TokenGroup, RegExp>();

/** Below this nobody drew the characters at random: words, one letter over and over. */
const MIN_BITS = 2.5;

/** What announces tokens of a group: the constant parts of its formats. */
export function tokenTriggers(group: TokenGroup): string[] {
  return [...new Set(ofGroup(group).map(({ trigger }) => trigger))];
}

/** Tokens of one group of vendors in their exact form. Placeholders and the values that documentation prints are left out. */
export function providerTokens(group: TokenGroup, text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(shapeOf(group))) {
    const [token] = match;
    const body = token.slice(beginningOf(group, token));
    if (isPlaceholder(body) || entropy(body) < MIN_BITS || isWords(body) || goesOn(text, match.index)) continue;
    found.push({ start: match.index, end: match.index + token.length });
  }
  return found;
}

/** Whether what stands before it is base64 that goes on through it: a long run of any letters of both cases and digits, with a mark of it. */
function goesOn(text: string, start: number): boolean {
  const mark = text[start - 1];
  if (mark !== '/' && mark !== '+') return false;
  const before = text.slice(Math.max(0, start - 1 - RUN), start - 1);
  return before.length === RUN && /^[A-Za-z0-9+/]+$/.test(before) && MIXED.every((kind) => kind.test(before));
}

const RUN = 40;
const MIXED = [/[a-z][A-Z]/, /[A-Z][a-z]/, /[0-9][A-Za-z]/];

/** `live_preview_enabled_for_all_users_of_the_app`: parts of a name, and not a digit among them. */
function isWords(body: string): boolean {
  return /^[a-z]{2,16}(?:[_-][a-z]{1,16}){2,12}$/i.test(body);
}

/** The length of the constant beginning: it holds words, and says nothing about chance. */
function beginningOf(group: TokenGroup, token: string): number {
  return Math.max(0, ...ofGroup(group).map(({ prefix }) => (token.startsWith(prefix) ? prefix.length : 0)));
}

function shapeOf(group: TokenGroup): RegExp {
  let shape = SHAPES.get(group);
  if (shape === undefined) {
    const forms = ofGroup(group).map(({ prefix, rest }) => escaped(prefix) + rest);
    shape = expression(`(?<![A-Za-z0-9_.])(?:${forms.join('|')})(?![A-Za-z0-9_])`, 'g');
    SHAPES.set(group, shape);
  }
  return shape;
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function ofGroup(group: TokenGroup): TokenFormat[] {
  formats ??= tokenFormats();
  return formats.filter((format) => format.group === group);
}
