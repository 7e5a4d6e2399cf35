import type { CompiledPattern } from '../../ruled.ts';
import type { LoadedTable } from '../../table/loaded-table.ts';
import { EDGE } from '../../table/neighbours.ts';
import { collapse } from '../../views/collapse.ts';
import { crosses, type Seams } from '../text/seams.ts';
import type { Work } from '../work.ts';
import type { Match, Matches } from './matches.ts';

/** How much text on either side of a candidate is looked at, spaced-out text included. */
export const REACH = 1_024;

/** Whether a code may stand where a set of neighbours says; a blank may stand for any other, and nobody knows beyond ASCII. */
export function mayStand(nears: Uint8Array, near: number, code: number): boolean {
  if (code >= EDGE) return true;
  const first = near * 16;
  if (((nears[first + (code >> 3)] as number) >> (code & 7)) & 1) return true;
  return (code === 32 || (code >= 9 && code <= 13)) && ((nears[first + 4] as number) & 1) === 1;
}

/**
 * The first match of a pattern around a literal that stands at `start` … `end`, behind the pattern's last one. Tried on the text
 * as it stands, and with runs of white space as one space.
 * @param base what stood before `text`
 * @param wide whether three blanks in a row stand anywhere in `text`
 */
export function matchUse(
  loaded: LoadedTable,
  use: number,
  text: string,
  start: number,
  end: number,
  base: number,
  wide: boolean,
  matches: Matches | undefined,
  work: Work,
): Match | undefined {
  const { table } = loaded;
  const pattern = loaded.pattern(table.usePattern[use] as number);
  const floor = matches === undefined ? 0 : matches.endOf(pattern.number) - base;
  if (start < floor) return undefined;
  const before = table.useBefore[use] as number;
  const last = end + (table.useAfter[use] as number);
  const first = Math.max(start - before, floor, 0);
  const left = Math.max(0, first - pattern.look);
  const near = text.slice(left, last + pattern.look);
  if (loaded.holdsGroups(use, near)) {
    const units = 1 + (near.length >> 7);
    if (!work.spendWithin(units, start - before - pattern.look, last + pattern.look, text.length)) return undefined;
    const regex = before === 0 ? pattern.sticky() : pattern.regex();
    const plain = search(regex, pattern, text, near, left, first, last, start);
    if (plain !== undefined) {
      matches?.ended(pattern.number, base + plain.end);
      return { rule: pattern.rule, start: plain.start, end: plain.end, exact: true };
    }
  } else if (!work.pass(0.5)) return undefined;
  if (!wide || !pattern.spaced) return undefined;
  // `ignore`, a screenful of blanks, `previous`: the dialect bounds every \s, so the blanks go.
  const from = spreadLeft(text, start, before + pattern.look);
  const to = spreadRight(text, end, last - end + pattern.look);
  if (from < 0 && to < 0) return undefined;
  return matchSpread(
    loaded,
    use,
    text,
    start,
    end,
    from < 0 ? ~from : from,
    to < 0 ? ~to : to,
    floor,
    base,
    matches,
    work,
  );
}

/** Whether a match around a literal that stands at `start` … `end` may reach over a seam, with all the blanks it can take. */
export function mayCross(
  seams: Seams,
  wide: boolean,
  { table }: LoadedTable,
  use: number,
  text: string,
  start: number,
  end: number,
): boolean {
  const pattern = table.usePattern[use] as number;
  const look = table.patternLook[pattern] as number;
  const before = (table.useBefore[use] as number) + look;
  const after = (table.useAfter[use] as number) + look;
  if (crosses(seams, start - before, end + after)) return true;
  if (!wide || table.patternSpaced[pattern] !== 1 || !crosses(seams, start - REACH, end + REACH)) return false;
  const from = spreadLeft(text, start, before);
  const to = spreadRight(text, end, after);
  return (from >= 0 || to >= 0) && crosses(seams, from < 0 ? ~from : from, to < 0 ? ~to : to);
}

/** Whether a pattern is run at all around a literal in a text as it stands, once `mayHold` let it pass. */
export function isRun(loaded: LoadedTable, use: number, text: string, start: number, end: number): boolean {
  const { usePattern, useBefore, useAfter, patternLook } = loaded.table;
  const look = patternLook[usePattern[use] as number] as number;
  const left = Math.max(0, start - (useBefore[use] as number) - look);
  return loaded.holdsGroups(use, text.slice(left, end + (useAfter[use] as number) + look));
}

/** `matchUse` where runs of white space count as one, in `from` … `to`. */
function matchSpread(
  loaded: LoadedTable,
  use: number,
  text: string,
  start: number,
  end: number,
  from: number,
  to: number,
  floor: number,
  base: number,
  matches: Matches | undefined,
  work: Work,
): Match | undefined {
  const { table } = loaded;
  const pattern = loaded.pattern(table.usePattern[use] as number);
  const around = text.slice(from, to);
  if (!loaded.holdsGroups(use, around)) return undefined;
  if (!work.spend(4) || !mayMatch(pattern.regex(), around)) return undefined;
  const tight = collapse(around);
  const there = tight.indexOf(start - from);
  const first = Math.max(0, there - (table.useBefore[use] as number));
  const last = there + end - start + (table.useAfter[use] as number);
  const left = Math.max(0, first - pattern.look);
  const near = tight.text.slice(left, last + pattern.look);
  const match = search(pattern.regex(), pattern, tight.text, near, left, first, last, there);
  if (match === undefined) return undefined;
  const span = { start: from + tight.offset(match.start), end: from + tight.offset(match.end - 1) + 1 };
  if (span.start < floor) return undefined;
  matches?.ended(pattern.number, base + span.end);
  return { rule: pattern.rule, ...span, exact: true };
}

/** Whether the text with its blanks pressed together holds a match at all: no map of offsets is built where it does not. */
function mayMatch(regex: RegExp, text: string): boolean {
  regex.lastIndex = 0;
  return regex.test(text.replace(/\s{2,}/g, ' '));
}

/** Where `room` characters before `start` begin when a run of white space counts as one; its complement when there is none. */
function spreadLeft(text: string, start: number, room: number): number {
  let blanks = 0;
  let wide = false;
  let left = start;
  for (let more = room; left > 0 && more > 0 && start - left < REACH; left -= 1) {
    blanks = isBlank(text.charCodeAt(left - 1)) ? blanks + 1 : 0;
    if (blanks > 2) wide = true;
    if (blanks < 2) more -= 1;
  }
  return wide ? left : ~left;
}

function spreadRight(text: string, end: number, room: number): number {
  let blanks = 0;
  let wide = false;
  let right = end;
  for (let more = room; right < text.length && more > 0 && right - end < REACH; right += 1) {
    blanks = isBlank(text.charCodeAt(right)) ? blanks + 1 : 0;
    if (blanks > 2) wide = true;
    if (blanks < 2) more -= 1;
  }
  return wide ? right : ~right;
}

function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}

/**
 * The leftmost match that starts in `first` … `literal`.
 * @param near the text from `left` on, as far as a match can see
 */
function search(
  regex: RegExp,
  pattern: CompiledPattern,
  text: string,
  near: string,
  left: number,
  first: number,
  last: number,
  literal: number,
): { start: number; end: number } | undefined {
  let from = first;
  while (from <= literal) {
    regex.lastIndex = from - left;
    const match = regex.exec(near);
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
