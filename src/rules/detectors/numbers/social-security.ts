import { near, type Span } from '../span.ts';

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
