import { near, type Span } from './span.ts';

type Kind = {
  readonly shape: RegExp;
  readonly valid: (digits: string) => boolean;
  /** Words one of which must stand near; absent where the check is strong enough alone. */
  readonly context?: RegExp;
};

const NIF = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Each `shape` is bounded and starts at a word boundary, so that a pass over the text is linear. */
const KINDS: readonly Kind[] = [
  {
    // Spain: DNI and NIE with their letter
    shape: /\b[0-9XYZ][0-9]{7}[ -]?[A-HJ-NP-TV-Z]\b/gi,
    valid: (id) => {
      const number = Number(id.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))));
      return NIF[number % 23] === id.at(-1);
    },
    context: /\b(?:dni|nie|nif|documento|identidad|tax)\b/i,
  },
  {
    // Italy: codice fiscale
    shape: /\b[A-Z]{6}[0-9]{2}[ABCDEHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]\b/gi,
    valid: codiceFiscale,
  },
  {
    // United Kingdom: National Insurance
    shape: /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[A-D]\b/gi,
    valid: (id) => !/^(?:BG|GB|NK|KN|TN|NT|ZZ)/.test(id),
    context: /\b(?:nino|national insurance|insurance (?:number|no)|ni (?:number|no))\b/i,
  },
  {
    // United Kingdom: NHS number
    shape: /\b[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}\b/g,
    valid: nhs,
    context: /\b(?:nhs|health service|patient (?:number|no|id))\b/i,
  },
  {
    // India: Aadhaar
    shape: /\b[2-9][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}\b/g,
    valid: verhoeff,
    context: /\b(?:aadhaa?r|uidai|unique identification)\b/i,
  },
  {
    // India: permanent account number
    shape: /\b[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]\b/gi,
    valid: () => true,
    context: /\b(?:pan|permanent account|income tax)\b/i,
  },
  {
    // Singapore: NRIC and FIN
    shape: /\b[STFGM][0-9]{7}[A-Z]\b/gi,
    valid: nric,
    context: /\b(?:nric|fin|singapore|identity card)\b/i,
  },
  {
    // Poland: PESEL
    shape: /\b[0-9]{11}\b/g,
    valid: pesel,
    context: /\bpesel\b/i,
  },
  {
    // United States: ITIN
    shape: /\b9[0-9]{2}-(?:5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-2]|9[4-9])-[0-9]{4}\b/g,
    valid: () => true,
    context: /\b(?:itin|tax(?:payer)? id\w{0,14})\b/i,
  },
];

/** National identity and tax numbers whose check digits are right and, where those are weak, that a word announces. */
export function nationalIds(text: string): Span[] {
  const found: Span[] = [];
  for (const { shape, valid, context } of KINDS) {
    for (const match of text.matchAll(shape)) {
      const start = match.index;
      const end = start + match[0].length;
      if (!valid(match[0].replace(/[ -]/g, '').toUpperCase())) continue;
      if (context === undefined || near(text, start, context, 48, end)) found.push({ start, end });
    }
  }
  return found;
}

const SSN_CONTEXT =
  /\b(?:ssns?|social security|soc\.? ?sec|social (?:number|no)|seguro social|taxpayer|w-?2|i-?9|employee (?:number|record))\b/i;

/** United States Social Security numbers beside a word that announces them; three-two-four digits alone are not enough. */
export function socialSecurityNumbers(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(/(?<![\w-])([0-9]{3})([- ]?)([0-9]{2})\2([0-9]{4})(?![\w-])/g)) {
    const [whole, area, , group, serial] = match;
    if (area === '000' || area === '666' || Number(area) >= 900 || group === '00' || serial === '0000') continue;
    // The numbers that sample documents print.
    if (/^(?:123|078|219)-?(?:45|05|09)-?(?:6789|1120|9999)$/.test(whole.replace(/ /g, '-'))) continue;
    const end = match.index + whole.length;
    if (near(text, match.index, SSN_CONTEXT, 48, end)) found.push({ start: match.index, end });
  }
  return found;
}

function codiceFiscale(id: string): boolean {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
  let sum = 0;
  for (let at = 0; at < 15; at += 1) {
    const code = id.charCodeAt(at);
    const value = code < 58 ? code - 48 : code - 65;
    sum += at % 2 === 0 ? (odd[value] ?? 0) : value;
  }
  return id.charCodeAt(15) - 65 === sum % 26;
}

function nhs(id: string): boolean {
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += Number(id[at]) * (10 - at);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(id[9]) && new Set(id).size > 2;
}

function pesel(id: string): boolean {
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  return (10 - (sum % 10)) % 10 === Number(id[10]);
}

function nric(id: string): boolean {
  const weights = [2, 7, 6, 5, 4, 3, 2];
  const first = id[0] ?? '';
  const offset = first === 'T' || first === 'G' ? 4 : first === 'M' ? 3 : 0;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(id[at + 1]), offset);
  const letters = first === 'S' || first === 'T' ? 'JZIHGFEDCBA' : first === 'M' ? 'KLJNPQRTUWX' : 'XWUTRQPNMLK';
  const at = first === 'M' ? 10 - (sum % 11) : sum % 11;
  return letters[at] === id.at(-1);
}

/** The dihedral check of Aadhaar: composition in D5 and the permutation (1 5 8 9 4 2 7 0)(3 6). */
function verhoeff(id: string): boolean {
  const step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  let check = 0;
  for (let at = 0; at < id.length; at += 1) {
    let digit = Number(id[id.length - 1 - at]);
    for (let times = at % 8; times > 0; times -= 1) digit = step[digit] ?? 0;
    check = dihedral(check, digit);
  }
  return check === 0;
}

function dihedral(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5;
  return b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5;
}
