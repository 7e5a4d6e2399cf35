import type { Ruled } from '../../ruled.ts';

/** A rule found this often in one text is found enough; an edited message is scanned again. */
const MAX_HITS = 64;

/** Where rules were found, in units of the text that was given. */
export type Match = { readonly rule: Ruled; readonly start: number; readonly end: number; readonly exact: boolean };

type Span = { readonly start: number; readonly end: number };

/** What was found in one reading of one text so far. Mostly nothing: it holds nothing then. */
export class Matches {
  #ends: Map<number, number> | undefined;
  #spans: Map<number, Span[]> | undefined;

  full(rule: number): boolean {
    return this.#spans !== undefined && (this.#spans.get(rule)?.length ?? 0) >= MAX_HITS;
  }

  /** Where the last match of a pattern ended, counted from the beginning of the whole text. */
  endOf(pattern: number): number {
    return this.#ends === undefined ? 0 : (this.#ends.get(pattern) ?? 0);
  }

  ended(pattern: number, end: number): void {
    this.#ends ??= new Map();
    this.#ends.set(pattern, end);
  }

  /** Says whether this is new. Offsets are from the beginning of the whole text. */
  add(rule: Ruled, start: number, end: number): boolean {
    this.#spans ??= new Map();
    const spans = this.#spans.get(rule.number);
    if (spans === undefined) {
      this.#spans.set(rule.number, [{ start, end }]);
      return true;
    }
    if (spans.length >= MAX_HITS || spans.some((span) => span.start === start && span.end === end)) return false;
    spans.push({ start, end });
    return true;
  }

  /** Whether a match of the rule that was added holds this span. */
  covers(rule: Ruled, start: number, end: number): boolean {
    return this.#spans?.get(rule.number)?.some((span) => span.start <= start && end <= span.end) === true;
  }
}
