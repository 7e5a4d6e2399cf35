import { isAlnum, isDigit, near, type Span } from '../span.ts';
import { isTestCard } from './test-cards.ts';

const CONTEXT =
  /\b(?:(?:\w{1,24}_)?(?:cards?|cc)_?(?:number|num|no)|cards?|credit|debit|visa|master ?card|amex|american express|discover|cvv2?|cvc|pan|expir\w{0,5}|exp|tarjeta|carte|karte|kreditkarte)\b/i;

/** A card number that its surroundings announce: grouped as on the card, or beside a word such as "card" or "cvv". */
export function paymentCards(text: string): Span[] {
  return cards(text).filter((card) => isAnnounced(text, card));
}

/** Digits that check as a card number and say so by nothing else, and numbers that are published for tests. */
export function bareCards(text: string): Span[] {
  return cards(text).filter((card) => !isAnnounced(text, card));
}

function isAnnounced(text: string, { start, end, grouped, test }: Card): boolean {
  return !test && (grouped || near(text, start, CONTEXT, 48, end));
}

/** An argument of a call by its name, and its value where that is a number and not a text. */
const NAMED =
  /"(?:(?:\w{0,24}_)?(?:card|credit|debit)(?:_?(?:number|num|no|pan))?|\w{0,24}cardnumber|(?:\w{0,24}_)?pan|cc(?:_?(?:number|num|no))?)"\s{0,3}:\s{0,3}(?:\{[^{}]{0,80}"(?:number|pan|num)"\s{0,3}:\s{0,3})?(\d{13,19})(?=\s{0,3}[,}\]])/gi;

/** Card numbers that a call is given as numbers, under a name that says what they are. */
export function cardNumbers(text: string): Span[] {
  const found: Span[] = [];
  for (const { 0: whole, 1: digits = '', index } of text.matchAll(NAMED)) {
    const end = index + whole.length;
    if (isCard(digits, [digits.length]) && !isTestCard(digits)) found.push({ start: end - digits.length, end });
  }
  return found;
}

type Card = Span & { readonly grouped: boolean; readonly test: boolean };

function cards(text: string): Card[] {
  const found: Card[] = [];
  let at = 0;
  while (at < text.length) {
    if (!isDigit(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const run = digitRun(text, at);
    if (isCard(run.digits, run.groups) && standsAlone(text, run.start, run.end)) {
      const { start, end, digits, groups } = run;
      found.push({ start, end, grouped: groups.length > 1, test: isTestCard(digits) });
    }
    at = run.end;
  }
  return found;
}

type Run = { start: number; end: number; digits: string; groups: number[] };

/** Digits with at most one space or hyphen between two of them. */
function digitRun(text: string, start: number): Run {
  let digits = '';
  let end = start;
  const groups = [0];
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      // A run too long for a card is walked to its end but not kept.
      if (digits.length < 32) digits += text[at];
      groups[groups.length - 1] = (groups.at(-1) ?? 0) + 1;
      end = at + 1;
      continue;
    }
    const separates = (code === 32 || code === 45) && isDigit(text.charCodeAt(at + 1));
    if (!separates) break;
    if (groups.length < 32) groups.push(0);
  }
  return { start, end, digits, groups };
}

function isCard(digits: string, groups: readonly number[]): boolean {
  if (digits.length < 13 || digits.length > 19 || !issued(digits)) return false;
  const shape = groups.join('-');
  if (groups.length > 1 && !/^(?:4-4-4-4|4-6-5|4-6-4|4-4-4-4-3|4-4-4-1)$/.test(shape)) return false;
  // 1111 1111 … and the like are placeholders, though some of them check.
  if (new Set(digits).size < 3 && !digits.startsWith('4111')) return false;
  return luhn(digits);
}

/** Issuer ranges of Visa, Mastercard, Amex, Discover, Diners, JCB, UnionPay and Maestro with the lengths they issue. */
function issued(digits: string): boolean {
  const four = Number(digits.slice(0, 4));
  const size = digits.length;
  if (digits[0] === '4') return size === 13 || size === 16 || size === 19;
  if ((four >= 5100 && four <= 5599) || (four >= 2221 && four <= 2720)) return size === 16;
  if (/^3[47]/.test(digits)) return size === 15;
  if (/^3(?:0[0-5]|[689])/.test(digits)) return size === 14 || size === 16;
  if (/^(?:6011|65|64[4-9])/.test(digits)) return size === 16 || size === 19;
  if (four >= 3528 && four <= 3589) return size === 16;
  if (/^62/.test(digits)) return size >= 16;
  return /^(?:5018|5020|5038|5893|6304|6759|676[123])/.test(digits);
}

/** The check digit of ISO/IEC 7812. */
export function luhn(digits: string): boolean {
  let sum = 0;
  let double = false;
  for (let at = digits.length - 1; at >= 0; at -= 1) {
    let value = digits.charCodeAt(at) - 48;
    if (double) value = value > 4 ? value * 2 - 9 : value * 2;
    sum += value;
    double = !double;
  }
  return sum % 10 === 0;
}

const HEX_BEFORE = /\b(?=\d{0,3}[A-F])[0-9A-F]{4}\s$/;
const HEX_BEHIND = /^\s(?=\d{0,3}[A-F])[0-9A-F]{4}\b/;

/** Part of a longer identifier (a hash, a decimal, a UUID, a path) is no card. */
function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (isAlnum(before) || isAlnum(after) || before === 95 || after === 95) return false;
  if ((before === 46 || before === 45 || before === 47) && isAlnum(text.charCodeAt(start - 2))) return false;
  if ((after === 46 || after === 45 || after === 47) && isAlnum(text.charCodeAt(end + 1))) return false;
  // Columns of hexadecimal numbers hold every row of digits sooner or later.
  return !HEX_BEFORE.test(text.slice(Math.max(0, start - 6), start)) && !HEX_BEHIND.test(text.slice(end, end + 6));
}
