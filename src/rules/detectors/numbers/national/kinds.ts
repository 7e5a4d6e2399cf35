import { luhn } from '../payment-card.ts';
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
import { codiceFiscale, nhs, nric, pesel, verhoeff } from './check-letters.ts';

/** A kind of number, as one country gives it to people or firms. */
export type Kind = {
  readonly shape: RegExp;
  readonly valid: (digits: string) => boolean;
  /** Words one of which must stand near; absent where the check is strong enough alone. */
  readonly context?: RegExp;
};

const NIF = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Each `shape` is bounded and starts at a word boundary, so that a pass over the text is linear. */
export const KINDS: readonly Kind[] = [
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
  // Netherlands
  { shape: /\b[0-9]{9}\b/g, valid: bsn, context: /\b(?:bsn|burgerservicenummer|sofinummer)\b/i },
  {
    // Belgium
    shape: /\b[0-9]{2}\.?[01][0-9]\.?[0-3][0-9]-?[0-9]{3}\.?[0-9]{2}\b/g,
    valid: belgian,
    context: /\b(?:rijksregister\w{0,8}|registre national|num.ro national|national number|niss)\b/i,
  },
  // Portugal
  { shape: /\b[0-9]{3} ?[0-9]{3} ?[0-9]{3}\b/g, valid: nif, context: /\b(?:nif|contribuinte)\b/i },
  {
    // Sweden
    shape: /\b(?:19|20)?[0-9]{2}[01][0-9][0-3][0-9][-+]?[0-9]{4}\b/g,
    valid: (id) => luhn(id.replace(/\+/, '').slice(-10)),
    context: /\b(?:personnummer|personnr|pnr)\b/i,
  },
  {
    // Finland
    shape: /\b[0-3][0-9][01][0-9]{3}[-+A-F][0-9]{3}[0-9A-Y]\b/gi,
    valid: hetuOf,
    context: /\b(?:hetu|henkil.tunnus\w{0,6})\b/i,
  },
  {
    // Norway
    shape: /\b[0-7][0-9][0-9]{4} ?[0-9]{5}\b/g,
    valid: fodselsnummer,
    context: /\b(?:f.dselsnummer|personnummer|fnr)\b/i,
  },
  {
    // Chile
    shape: /\b[0-9]{1,2}\.?[0-9]{3}\.?[0-9]{3}-[0-9K]\b/gi,
    valid: (id) => rut(id.replace(/\./g, '')),
    context: /\b(?:rut|run)\b/i,
  },
  // Argentina
  { shape: /\b(?:20|2[3-7]|30|33)-?[0-9]{8}-?[0-9]\b/g, valid: cuit, context: /\b(?:cui[tl]|afip)\b/i },
  // Mexico
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
  // Turkey
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
  // Ireland
  { shape: /\b[0-9]{7}[A-W][A-IW]?\b/gi, valid: pps, context: /\b(?:pps\w?|personal public service)\b/i },
  // Romania
  { shape: /\b[1-9][0-9]{2}[01][0-9][0-3][0-9]{7}\b/g, valid: romanian, context: /\b(?:cnp|cod numeric)\b/i },
  // Bulgaria
  { shape: /\b[0-9]{10}\b/g, valid: bulgarian, context: /\begn\b|егн/i },
  // Croatia
  { shape: /\b[0-9]{11}\b/g, valid: mod11and10, context: /\boib\b/i },
  // Switzerland
  { shape: /\b756\.?[0-9]{4}\.?[0-9]{4}\.?[0-9]{2}\b/g, valid: (id) => ahv(id.replace(/\./g, '')) },
];

function hetuOf(id: string): boolean {
  return hetu(id.replace(/[-+]/, ''));
}
