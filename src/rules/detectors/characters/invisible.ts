import type { Span } from '../span.ts';

/** Subdivision flags are a black flag, tag letters and a cancel tag: the one honest use of tag characters. */
const FLAG = /\u{1F3F4}[\u{E0061}-\u{E007A}\u{E0030}-\u{E0039}]{3,6}\u{E007F}/gu;

/** Runs of tag characters (U+E0000–E007F): text that a model reads and no person sees. */
export function tagCharacters(text: string): Span[] {
  const flags = [...text.matchAll(FLAG)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return runs(text, /[\u{E0000}-\u{E007F}]{1,512}/gu, 1).filter(
    (run) => !flags.some((flag) => flag.start <= run.start && run.end <= flag.end),
  );
}

/** Embeddings, overrides and isolates that turn what follows around; directional *marks* belong to ordinary Arabic and Hebrew. */
export function bidiControls(text: string): Span[] {
  return [...text.matchAll(/[\u202D\u202E]|[\u202A\u202B\u2066-\u2068](?=[\x21-\x7E]{1,64})/gu)]
    .filter((match) => match[0] === '\u202D' || match[0] === '\u202E' || surroundedByLatin(text, match.index))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** An isolate around Latin text within right-to-left prose is good typography. */
function surroundedByLatin(text: string, at: number): boolean {
  return !/[\u0590-\u08FF]/.test(text.slice(Math.max(0, at - 200), at + 200));
}

/** Many invisible characters between visible ones: a phrase cut up to pass a filter, or bits hidden in a carrier. */
export function zeroWidths(text: string): Span[] {
  const found: Span[] = [];
  let start = -1;
  let last = -1;
  let count = 0;
  // A BOM at the very start is an encoding mark.
  for (const match of text
    .slice(0)
    .matchAll(/[\u200B\u2060-\u2064\u180E\uFEFF\u00AD]|(?<=[\x21-\x7E])[\u200C\u200D]/g)) {
    if (match.index === 0 && match[0] === '\uFEFF') continue;
    if (last !== -1 && match.index - last > 12) {
      if (count >= MANY) found.push({ start, end: last + 1 });
      count = 0;
    }
    if (count === 0) start = match.index;
    count += 1;
    last = match.index;
  }
  if (count >= MANY) found.push({ start, end: last + 1 });
  return found;
}

/** Soft hyphens and word joiners stand alone in honest text; this many so near each other do not. */
const MANY = 6;

/** Variation selectors in a row: one chooses a glyph, several carry bytes. */
export function variationSelectors(text: string): Span[] {
  return runs(text, /(?:[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]){3,512}/gu, 3);
}

function runs(text: string, shape: RegExp, least: number): Span[] {
  return [...text.matchAll(shape)]
    .filter((match) => match[0].length >= least)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Marks stacked on one letter beyond what any script writes. */
export function stackedMarks(text: string): Span[] {
  return runs(text, /\p{M}{8,512}/gu, 8);
}
