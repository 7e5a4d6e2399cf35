import { MapBuilder, type Mapped } from '../collapse.ts';
import { ORDER_WORDS, ORDINARY_WORDS } from './order-words.ts';
import { isEscape, isOrderWord, readWord, run, SMALL, toNextWord } from './words.ts';

/** So far before a word that orders are made of, and so many words behind it, others are looked for. */
const BEFORE = 48;
const BEHIND = 4;

/**
 * Where words of orders are joined by marks instead of blanks (`Ignore_all_previous_instructions`, `Ignore<br>all<br>previous`), as
 * starts and ends. Names of code are joined as well, but hold few such words.
 * @param places of literals, ascending: every order holds some
 */
export function jointsIn(text: string, codes: Uint8Array, places: readonly number[]): number[] {
  const found: number[] = [];
  let reached = -1;
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] as number;
    if (place < reached) continue;
    let start = place;
    while (start > 0 && SMALL[codes[start - 1] as number] !== 0) start -= 1;
    // `\nprevious`: the letter belongs to the escape.
    if (isEscape(codes, start - 1)) start += 1;
    const orders = isOrderWord(codes, start);
    const { end } = run;
    reached = end;
    if (!orders || isProse(codes, start, end) || !isJoined(text, codes, start)) continue;
    found.push(Math.max(0, start - BEFORE), Math.min(text.length, run.end));
  }
  return found;
}

/** Words so joined with blanks between them: every joint, or only the ones that stand there again, so that addresses stay whole. */
export function withoutJoints(text: string, onlyRepeated: boolean): Mapped {
  const codes = Uint8Array.from({ length: text.length }, (_, at) => Math.min(255, text.charCodeAt(at)));
  const gaps: { readonly start: number; readonly end: number; readonly kind: string }[] = [];
  const counts = new Map<string, number>();
  for (let at = 0; at < codes.length; ) {
    if (SMALL[codes[at] as number] === 0) {
      at += 1;
      continue;
    }
    readWord(codes, at);
    const { end } = run;
    at = end;
    if (!toNextWord(codes, end)) continue;
    at = run.start;
    if (!run.joined) continue;
    const kind = kindOf(text.slice(end, at));
    gaps.push({ start: end, end: at, kind });
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const out = new MapBuilder();
  let at = 0;
  for (const { start, end, kind } of gaps) {
    if (onlyRepeated && (counts.get(kind) ?? 0) < 3) continue;
    out.copy(text, at, start);
    out.add(' ', start);
    at = end;
  }
  out.copy(text, at, text.length);
  return out.done(text.length);
}

/** Whether single blanks part a word from the two before it and the two behind it: nearly all words of a text, and cheap to tell. */
function isProse(codes: Uint8Array, start: number, end: number): boolean {
  let at = end;
  for (let words = 0; words < 2; words += 1) {
    if (codes[at] !== 32 || SMALL[codes[at + 1] ?? 0] === 0) return false;
    at += 2;
    while (SMALL[codes[at] ?? 0] !== 0) at += 1;
  }
  at = start - 1;
  for (let words = 0; words < 2 && at >= 0; words += 1) {
    if (codes[at] !== 32 || SMALL[codes[at - 1] ?? 0] === 0) return false;
    at -= 2;
    while (SMALL[codes[at] ?? 0] !== 0) at -= 1;
  }
  return true;
}

/** Joints that differ in what they count are one. */
function kindOf(joint: string): string {
  return joint.replace(/\d+/g, '0').replace(/\s+/g, ' ');
}

/**
 * Whether enough of the words around an order's are an order's too, or stand among them, and enough of those are joined. Leaves in
 * `run` where it ended.
 */
function isJoined(text: string, codes: Uint8Array, start: number): boolean {
  let at = Math.max(0, start - BEFORE);
  // Not from within a word
  while (at > 0 && at < start && SMALL[codes[at - 1] as number] !== 0) at += 1;
  while (at < start && SMALL[codes[at] as number] === 0) at += 1;
  let first = at;
  let between = 0;
  let before = readWord(codes, at);
  let behind = 0;
  while (behind < BEHIND) {
    if (!toNextWord(codes, run.end)) {
      if (run.end > start) break;
      // What stands farther off has nothing to do with it.
      between = 0;
      first = start;
      before = readWord(codes, start);
      continue;
    }
    const next = readWord(codes, run.start);
    if (run.joined && next && before) between += 1;
    before = next;
    if (run.start > start) behind += 1;
  }
  if (between === 0) return false;
  const here = text
    .slice(first, run.end)
    .replace(/\\[nrt]/g, ' ')
    .toLowerCase();
  const words = here.match(/[a-z]+/g) ?? [];
  const own = new Set(words.filter((word) => ORDER_WORDS.has(word))).size;
  const ordinary = words.filter((word) => ORDINARY_WORDS.has(word)).length;
  if (own >= 3) return own + ordinary > 3 || !isName(here);
  return between >= 2 && (own === 2 || ordinary >= 3);
}

/** Whether all that joins words is what joins those of names in code: `override_system_prompt`. */
function isName(text: string): boolean {
  return (text.match(/(?<=[a-z])[^a-z\s]+(?=[a-z])/g) ?? []).every((joint) => /^[_.-]$/.test(joint));
}
