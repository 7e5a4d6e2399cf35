import { isAlnum, type Span } from '../span.ts';

/** Length of an IBAN by country (ISO 13616 registry). */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 ' +
    'LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 ' +
    'RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Account numbers of the right length for their country whose two check digits are right. */
export function ibans(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(/\b[A-Z]{2}[0-9]{2}(?=[ -]?[A-Z0-9]{2})/gi)) {
    const length = LENGTHS.get(match[0].slice(0, 2).toUpperCase());
    if (length === undefined) continue;
    const end = take(text, match.index, length);
    if (end !== undefined && mod97(text.slice(match.index, end))) found.push({ start: match.index, end });
  }
  return found;
}

/** Where `length` letters and digits end, single spaces or hyphens between them not counted. */
function take(text: string, start: number, length: number): number | undefined {
  let left = length;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isAlnum(code)) left -= 1;
    else if (!(code === 32 || code === 45) || !isAlnum(text.charCodeAt(at + 1))) return undefined;
    if (left === 0) return isAlnum(text.charCodeAt(at + 1)) ? undefined : at + 1;
  }
  return undefined;
}

/** The remainder 1 of ISO 7064, the country and check digits moved to the end. */
export function mod97(iban: string): boolean {
  const plain = iban.replace(/[ -]/g, '').toUpperCase();
  let remainder = 0;
  for (const char of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
