import { CODE, hashOf } from './alphabet.ts';
import { collapse } from './collapse.ts';
import type { CompiledPattern, Literal, Ruled, RuledDetector, RuleSet, Use } from './rule-set.ts';
import { eachRun } from './triggers.ts';
import type { Work } from './work.ts';

/** How much text on either side of a candidate is looked at, spaced-out text included. */
export const REACH = 1_024;
const MAX_REGION = 4_096;
/** A rule found this often in one text is found enough; an edited message is scanned again. */
const MAX_HITS = 64;

/** Where rules were found, in units of the text that was given. */
export type Match = { readonly rule: Ruled; readonly start: number; readonly end: number; readonly exact: boolean };

/** What was found in one reading of one text so far. */
export class Matches {
  /** Per pattern: where its last match ended, counted from the beginning of the whole text. */
  readonly ends = new Map<number, number>();
  readonly #counts = new Map<Ruled, number>();
  readonly #seen = new Set<string>();
  readonly #spans = new Map<Ruled, { start: number; end: number }[]>();

  full(rule: Ruled): boolean {
    return (this.#counts.get(rule) ?? 0) >= MAX_HITS;
  }

  /** Says whether this is new. Offsets are from the beginning of the whole text. */
  add(rule: Ruled, start: number, end: number): boolean {
    const key = `${rule.number} ${start} ${end}`;
    if (this.#seen.has(key) || this.full(rule)) return false;
    this.#seen.add(key);
    this.#counts.set(rule, (this.#counts.get(rule) ?? 0) + 1);
    const spans = this.#spans.get(rule);
    if (spans === undefined) this.#spans.set(rule, [{ start, end }]);
    else spans.push({ start, end });
    return true;
  }

  /** Whether a match of the rule that was added holds this span. */
  covers(rule: Ruled, start: number, end: number): boolean {
    return this.#spans.get(rule)?.some((span) => span.start <= start && end <= span.end) === true;
  }
}

/** A stretch of a text to read: literals whose rarest gram ends in `from` … `to`, with all of `text` as surroundings. */
export type Stretch = {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What stood before `text`. */
  readonly base: number;
  readonly channels: number;
  /** Whether an unusual character stands in it. */
  readonly unusual: readonly number[];
};

/** Every match of patterns and detectors announced in a stretch. Stops when the budget is spent. */
export function matchStretch(set: RuleSet, stretch: Stretch, matches: Matches, work: Work): Match[] {
  const { text, from, to, channels } = stretch;
  const { grams } = set;
  const found: Match[] = [];
  const asked = new Map<RuledDetector, Region[]>();
  let gram = 0;
  // Where each literal was last seen; what stood before `from` was announced already, and is only noted.
  const seen = new Int32Array(set.size).fill(UNSEEN);
  for (let at = Math.max(0, from - REACH); at < to; at += 1) {
    const unit = text.charCodeAt(at);
    gram = ((gram << 6) | (unit < 128 ? (CODE[unit] as number) : 0)) & 0xffffff;
    if (grams[hashOf(gram)] === 0) continue;
    for (const literal of set.literalsAt(hashOf(gram))) {
      const start = at - literal.last;
      if (literal.gram !== gram || start < 0 || !standsAt(literal, text, start)) continue;
      seen[literal.number] = start;
      if (at < from) continue;
      const end = start + literal.codes.length;
      for (const one of literal.detectors) if (one.rule.channels & channels) ask(asked, one, start, end, text.length);
      for (const use of literal.uses) {
        if ((use.pattern.rule.channels & channels) === 0 || matches.full(use.pattern.rule)) continue;
        const near = nearness(use, seen, start);
        if (near > (use.pattern.spaced() ? REACH : use.before)) continue;
        const match = matchUse(
          use,
          text,
          start,
          end,
          stretch.base,
          matches.ends,
          work,
          near > use.before ? near : undefined,
        );
        if (match !== undefined) found.push(match);
        if (work.limited) return found;
      }
    }
  }
  const units = { length: text.length, at: (index: number) => Math.min(255, text.charCodeAt(index)) };
  for (const run of set.triggers.runs) {
    const here = run.detectors.filter((one) => one.rule.channels & channels);
    if (here.length === 0) continue;
    eachRun(run, units, from, to, (start, end) => {
      for (const one of here) ask(asked, one, start, end, text.length);
    });
  }
  for (const one of set.triggers.unusual) {
    if (one.rule.channels & channels) for (const at of stretch.unusual) ask(asked, one, at, at + 1, text.length);
  }
  for (const [one, regions] of asked) {
    for (const region of regions) {
      if (!work.spend(1 + ((region.end - region.start) >> 6))) return found;
      for (const span of one.detector.find(text.slice(region.start, region.end))) {
        found.push({ rule: one.rule, start: region.start + span.start, end: region.start + span.end, exact: true });
      }
    }
  }
  return found;
}

const UNSEEN = -1_073_741_824;

/** How far back the furthest of the other literals stands that a use needs; beyond any text when one is missing. */
export function nearness(use: Use, seen: Int32Array, start: number): number {
  let furthest = 0;
  for (const group of use.others) {
    let latest = UNSEEN;
    for (const number of group) {
      const at = seen[number] as number;
      if (at > latest && at < start) latest = at;
    }
    if (start - latest > furthest) furthest = start - latest;
  }
  return furthest;
}

type Region = { start: number; end: number };

function ask(
  asked: Map<RuledDetector, Region[]>,
  one: RuledDetector,
  start: number,
  end: number,
  length: number,
): void {
  const regions = asked.get(one) ?? [];
  if (regions.length === 0) asked.set(one, regions);
  const { reach } = one.detector;
  const from = Math.max(0, start - reach);
  const to = Math.min(length, end + reach);
  const last = regions.at(-1);
  if (last !== undefined && from <= last.end && from >= last.start && to - last.start <= MAX_REGION)
    last.end = Math.max(last.end, to);
  else regions.push({ start: from, end: to });
}

/**
 * The first match of a pattern around a literal that stands at `start`, behind the pattern's last one. Tried on the text as it
 * stands, unless words it needs stand `spread` characters before, too far for that, and with runs of white space as one space.
 */
export function matchUse(
  use: Use,
  text: string,
  start: number,
  end: number,
  base: number,
  ends: Map<number, number> | undefined,
  work: Work,
  spread: number | undefined = undefined,
): Match | undefined {
  const { pattern } = use;
  const floor = (ends?.get(pattern.number) ?? 0) - base;
  if (start < floor) return undefined;
  const regex = use.before === 0 ? pattern.sticky() : pattern.regex();
  if (!work.spend(1 + ((use.before + use.after) >> 7))) return undefined;
  const first = Math.max(start - use.before, floor, 0);
  const plain = spread !== undefined ? undefined : search(regex, pattern, text, first, end + use.after, start);
  if (plain !== undefined) {
    ends?.set(pattern.number, base + plain.end);
    return { rule: pattern.rule, ...plain, exact: true };
  }
  if (!pattern.spaced()) return undefined;
  // `ignore`, a screenful of blanks, `previous`: the dialect bounds every \s, so the blanks go.
  const reach = spread ?? use.before + pattern.look;
  if (!/\s{3}/.test(text.slice(Math.max(0, start - reach), end + use.after + pattern.look))) return undefined;
  const wide = wideAround(text, start, end, use);
  if (wide === undefined || (spread !== undefined && wide.start > start - spread)) return undefined;
  const left = wide.start;
  const around = text.slice(left, wide.end);
  if (!work.spend(4) || !mayMatch(pattern.regex(), around)) return undefined;
  const tight = collapse(around);
  const there = tight.indexOf(start - left);
  const size = end - start;
  const match = search(regex, pattern, tight.text, Math.max(0, there - use.before), there + size + use.after, there);
  if (match === undefined) return undefined;
  const span = { start: left + tight.offset(match.start), end: left + tight.offset(match.end - 1) + 1 };
  if (span.start < floor) return undefined;
  ends?.set(pattern.number, base + span.end);
  return { rule: pattern.rule, ...span, exact: true };
}

/** Whether the text with its blanks pressed together holds a match at all: no map of offsets is built where it does not. */
function mayMatch(regex: RegExp, text: string): boolean {
  regex.lastIndex = 0;
  return regex.test(text.replace(/\s{2,}/g, ' '));
}

/** The text around a literal that a match can take when every run of white space counts as one; undefined when no run does. */
function wideAround(text: string, start: number, end: number, use: Use): { start: number; end: number } | undefined {
  let blanks = 0;
  let wide = false;
  let room = use.before + use.pattern.look;
  let left = start;
  for (; left > 0 && room > 0 && start - left < REACH; left -= 1) {
    blanks = isBlank(text.charCodeAt(left - 1)) ? blanks + 1 : 0;
    if (blanks > 2) wide = true;
    if (blanks < 2) room -= 1;
  }
  room = use.after + use.pattern.look;
  blanks = 0;
  let right = end;
  for (; right < text.length && room > 0 && right - end < REACH; right += 1) {
    blanks = isBlank(text.charCodeAt(right)) ? blanks + 1 : 0;
    if (blanks > 2) wide = true;
    if (blanks < 2) room -= 1;
  }
  return wide ? { start: left, end: right } : undefined;
}

function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}

/** The leftmost match that starts at `first` or later and reaches to or beyond the literal at `literal`. */
function search(
  regex: RegExp,
  pattern: CompiledPattern,
  text: string,
  first: number,
  last: number,
  literal: number,
): { start: number; end: number } | undefined {
  let from = first;
  while (from <= literal) {
    const left = Math.max(0, from - pattern.look);
    regex.lastIndex = from - left;
    const match = regex.exec(text.slice(left, last + pattern.look));
    if (match === null) return undefined;
    const start = left + match.index;
    const end = start + match[0].length;
    if (start > literal) return undefined;
    // A cut window may have ended the match early: what it is with all the room it may take stands.
    if (end < last) return { start, end };
    const whole = text.slice(Math.max(0, start - pattern.look), start + pattern.max + pattern.look);
    regex.lastIndex = Math.min(start, pattern.look);
    const again = regex.exec(whole);
    if (again !== null && again.index === Math.min(start, pattern.look)) return { start, end: start + again[0].length };
    from = start + 1;
  }
  return undefined;
}

export function standsAt(literal: Literal, text: string, start: number): boolean {
  const { codes } = literal;
  for (let at = 0; at < codes.length; at += 1) if (codeAt(text, start + at) !== codes[at]) return false;
  return true;
}

function codeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (CODE[unit] ?? 0) : 0;
}
