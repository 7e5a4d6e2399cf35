import { lateExpression } from '../../machine-code.ts';
import { isAlnum, isDigit, near, type Span } from '../span.ts';
import {
  ahv,
  belgian,
  bsn,
  bulgarian,
  chinese,
  cnpj,
  cpf,
  cuit,
  curp,
  fodselsnummer,
  hetu,
  korean,
  mod11and10,
  myNumber,
  nif,
  nir,
  pps,
  romanian,
  rut,
  steuerId,
  taxFile,
  turkish,
  varied,
} from './check-digits.ts';
import { luhn } from './payment-card.ts';

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
  // Brazil
  { shape: /\b[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}-?[0-9]{2}\b/g, valid: cpf, context: /\bcpf\b/i },
  { shape: /\b[0-9]{2}\.?[0-9]{3}\.?[0-9]{3}\/?[0-9]{4}-?[0-9]{2}\b/g, valid: cnpj, context: /\bcnpj\b/i },
  {
    // France
    shape: /\b[12] ?[0-9]{2} ?[0-9]{2} ?(?:[0-9]{2}|2[AB]) ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}\b/gi,
    valid: nir,
    context: /\b(?:nir|s.curit. sociale|insee|num.ro de s.cu)\b/i,
  },
  {
    // Germany
    shape: /\b[1-9][0-9] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}\b/g,
    valid: steuerId,
    context: /\b(?:steuer-?id\w{0,24}|steuernummer|idnr|tin)\b/i,
  },
  { shape: /\b[0-9]{9}\b/g, valid: bsn, context: /\b(?:bsn|burgerservicenummer|sofinummer)\b/i },
  {
    // Belgium
    shape: /\b[0-9]{2}\.?[01][0-9]\.?[0-3][0-9]-?[0-9]{3}\.?[0-9]{2}\b/g,
    valid: belgian,
    context: /\b(?:rijksregister\w{0,8}|registre national|num.ro national|national number|niss)\b/i,
  },
  { shape: /\b[0-9]{3} ?[0-9]{3} ?[0-9]{3}\b/g, valid: nif, context: /\b(?:nif|contribuinte)\b/i },
  {
    // Sweden
    shape: /\b(?:19|20)?[0-9]{2}[01][0-9][0-3][0-9][-+]?[0-9]{4}\b/g,
    valid: (id) => luhn(id.replace(/\+/, '').slice(-10)),
    context: /\b(?:personnummer|personnr|pnr)\b/i,
  },
  {
    shape: /\b[0-3][0-9][01][0-9]{3}[-+A-F][0-9]{3}[0-9A-Y]\b/gi,
    valid: hetuOf,
    context: /\b(?:hetu|henkil.tunnus\w{0,6})\b/i,
  },
  {
    shape: /\b[0-7][0-9][0-9]{4} ?[0-9]{5}\b/g,
    valid: fodselsnummer,
    context: /\b(?:f.dselsnummer|personnummer|fnr)\b/i,
  },
  {
    shape: /\b[0-9]{1,2}\.?[0-9]{3}\.?[0-9]{3}-[0-9K]\b/gi,
    valid: (id) => rut(id.replace(/\./g, '')),
    context: /\b(?:rut|run)\b/i,
  },
  { shape: /\b(?:20|2[3-7]|30|33)-?[0-9]{8}-?[0-9]\b/g, valid: cuit, context: /\b(?:cui[tl]|afip)\b/i },
  { shape: /\b[A-Z]{4}[0-9]{6}[HM][A-Z]{5}[0-9A-Z][0-9]\b/g, valid: curp },
  {
    // China
    shape: /\b[1-8][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9][0-9]{3}[0-9X]\b/gi,
    valid: chinese,
  },
  {
    // South Korea
    shape: /\b[0-9]{2}[01][0-9][0-3][0-9]-[1-8][0-9]{6}\b/g,
    valid: korean,
  },
  {
    // Japan
    shape: /\b[0-9]{4} ?[0-9]{4} ?[0-9]{4}\b/g,
    valid: myNumber,
    context: /\b(?:my ?number|individual number|kojin bango)\b|マイナンバー|個人番号/i,
  },
  {
    // Canada
    shape: /\b[1-79][0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}\b/g,
    valid: (id) => varied(id) && luhn(id),
    context: /\b(?:social insurance|sin (?:number|no|card|is)|sin ?[:#=]|assurance sociale)/i,
  },
  {
    // Australia
    shape: /\b[0-9]{3} ?[0-9]{3} ?[0-9]{3}\b/g,
    valid: taxFile,
    context: /\b(?:tfn|tax file)\b/i,
  },
  { shape: /\b[1-9][0-9]{10}\b/g, valid: turkish, context: /\b(?:tckn|t\.?c\.? ?kimlik|kimlik no)\b/i },
  {
    // South Africa
    shape: /\b[0-9]{2}[01][0-9][0-3][0-9] ?[0-9]{4} ?[01][89][0-9]\b/g,
    valid: luhn,
    context: /\b(?:south africa\w{0,2}|sa id|rsa id|id number|identity number)\b/i,
  },
  {
    // Israel
    shape: /\b[0-9]{9}\b/g,
    valid: (id) => varied(id) && luhn(id),
    context: /\b(?:teudat zehut|israeli id|mispar zehut)\b|תעודת זהות/i,
  },
  { shape: /\b[0-9]{7}[A-W][A-IW]?\b/gi, valid: pps, context: /\b(?:pps\w?|personal public service)\b/i },
  { shape: /\b[1-9][0-9]{2}[01][0-9][0-3][0-9]{7}\b/g, valid: romanian, context: /\b(?:cnp|cod numeric)\b/i },
  { shape: /\b[0-9]{10}\b/g, valid: bulgarian, context: /\begn\b|егн/i },
  { shape: /\b[0-9]{11}\b/g, valid: mod11and10, context: /\boib\b/i },
  { shape: /\b756\.?[0-9]{4}\.?[0-9]{4}\.?[0-9]{2}\b/g, valid: (id) => ahv(id.replace(/\./g, '')) },
];

function hetuOf(id: string): boolean {
  return hetu(id.replace(/[-+]/, ''));
}

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

const SHORTEST = 8;

/**
 * Whether a run of digits may be one of them: eight digits are none without a letter, a sign or more digits beside them, and are what
 * dates, names of users and numbers of pages have.
 */
export function mayBeId(codes: Uint8Array, start: number, end: number): boolean {
  if (end - start > SHORTEST) return true;
  const before = codes[start - 1] ?? 0;
  const after = codes[end] ?? 0;
  if (before === BLANK ? isDigit(codes[start - 2] ?? 0) : isAlnum(before) || before === 45 || before === 46)
    return true;
  return after === BLANK
    ? isAlnum(codes[end + 1] ?? 0)
    : isAlnum(after) || after === 43 || (after >= 45 && after <= 47);
}

const BLANK = 32;

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
    if (/^(\d)\1\1[- ]?(\d)\2[- ]?(\d)\3{3}$/.test(whole)) continue;
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
