import { CHANNELS, type Channel } from '../message/message.ts';
import { foldOf, isUnusual, quick, STAYS } from './characters.ts';
import { cipheredIn } from './ciphers.ts';
import type { Mapped } from './collapse.ts';
import { base64At, type Encoded, hexListAt, MIN_RUN, MIN_SPACED_HEX, textOf } from './decode.ts';
import { fold } from './fold.ts';
import { hiddenIn, MIN_HIDDEN } from './hidden.ts';
import { inflated, MAX_INFLATED } from './inflate.ts';
import { leetIn, unleet } from './leet.ts';
import { matchStretch } from './match.ts';
import { REACH } from './match-use.ts';
import { type Match, Matches } from './matches.ts';
import type { Hit, View } from './rule.ts';
import { channelBit, type RuleSet } from './rule-set.ts';
import { crosses, EVERYWHERE, type Seams } from './seams.ts';
import { BASE64, HEX_LIST, LETTERS_RUN } from './shapes.ts';
import { squeeze } from './squeeze.ts';
import { NEAR, unbreak } from './unbreak.ts';
import { escapesIn, resolveEscapes } from './unescape.ts';
import { type Units, unitsOf } from './units.ts';
import { isJoined, setApart } from './words.ts';
import { Work } from './work.ts';

export { loadRuleSet, type RuleSet } from './rule-set.ts';
export { Work } from './work.ts';

/** A text read piece by piece. Offsets of hits count from its beginning. */
export type Scan = {
  /** Takes the next piece, of any size, and returns what is certain by now. */
  push(text: string): readonly Hit[];
  /** How many characters from the beginning can no longer be part of a match. */
  readonly safe: number;
  /** The text is over: returns the rest. */
  end(): readonly Hit[];
};

/** Encodings within encodings are followed this deep. [44] */
const MAX_DEPTH = 4;
/** What decoding may produce, as a multiple of what was given. [43] */
const MAX_GROWTH = 8;
const MAX_ENCODED_HOLD = 65_536;

/** Starts reading a text. One `Work` is shared by all texts of a message. */
export function begin(set: RuleSet, channel: Channel, work: Work): Scan {
  return new TextScan(set, channelBit(channel), work);
}

/** Every hit in a whole text. `work.limited` says whether all of it was read. */
export function scanText(set: RuleSet, channel: Channel, text: string, work: Work): Hit[] {
  const number = CHANNELS.indexOf(channel);
  const known = set.calm.workOf(number, text);
  if (known !== undefined) {
    work.grant(text.length);
    if (!work.limited) work.pass(known);
    return [];
  }
  const mark = work.mark();
  const hits = [...new TextScan(set, 1 << number, work).push(text, true)];
  const taken = work.since(mark);
  if (hits.length === 0 && taken !== undefined) set.calm.add(number, text, taken + (text.length >> 5));
  return hits;
}

/** The same for texts put together: every hit that reaches over one of the seams, but those that are chance there. */
export function scanTogether(set: RuleSet, channel: Channel, text: string, seams: Seams, work: Work): Hit[] {
  const scan = new TextScan(set, channelBit(channel), work, seams);
  return scan.push(text, true).filter(({ start, end }) => crosses(seams, start, end));
}

/** Whether nothing in texts put together had to be looked at closely, in any view. False says nothing. */
export function isCalm(set: RuleSet, channel: Channel, text: string): boolean {
  const work = new Work();
  return scanTogether(set, channel, text, EVERYWHERE, work).length === 0 && work.idle && !work.limited;
}

class TextScan implements Scan {
  readonly #set: RuleSet;
  readonly #channels: number;
  readonly #work: Work;
  readonly #seams: Seams | undefined;
  readonly #matches = new Matches();
  readonly #others = new Matches();
  #text = '';
  /** Of the whole text, where `#text` begins, and where reading goes on. */
  #base = 0;
  #next = 0;

  constructor(set: RuleSet, channels: number, work: Work, seams?: Seams) {
    this.#set = set;
    this.#seams = seams;
    this.#channels = channels;
    this.#work = work;
  }

  get safe(): number {
    return Math.max(0, this.#next - REACH);
  }

  push(text: string, last = false): readonly Hit[] {
    this.#work.grant(text.length);
    this.#text = this.#text === '' ? text : this.#text + text;
    return this.#advance(last);
  }

  end(): readonly Hit[] {
    return this.#advance(true);
  }

  #advance(last: boolean): readonly Hit[] {
    const text = this.#text;
    const from = this.#next - this.#base;
    const to = last ? text.length : Math.min(text.length - REACH, openRun(text, from));
    if (to <= from || this.#work.limited) return [];
    const piece = { text, from, to, base: this.#base, channels: this.#channels, seams: this.#seams };
    const hits = read(this.#set, piece, 0, this.#work, { plain: this.#matches, other: this.#others });
    this.#next = this.#base + to;
    // Twice the reach: a folded or decoded stretch needs surroundings of its own.
    const keep = Math.max(0, to - 2 * REACH);
    this.#text = text.slice(keep);
    this.#base += keep;
    return hits;
  }
}

/** Where a run of encoded characters begins that has not ended yet: it is read when it has, or when it gets too long. */
function openRun(text: string, from: number): number {
  let start = text.length;
  while (start > from && text.length - start < MAX_ENCODED_HOLD && /[A-Za-z0-9+/_=-]/.test(text[start - 1] ?? ''))
    start -= 1;
  return start === from || text.length - start >= MAX_ENCODED_HOLD ? text.length : start;
}

type Piece = {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly base: number;
  readonly channels: number;
  /** What counts of it, when not all of it does. */
  readonly seams: Seams | undefined;
  /** Escapes were resolved or characters folded to make it. */
  readonly escaped?: boolean;
};
/** What another disguise may hide in once characters beyond ASCII are folded: letters set apart, joined words, a run, escapes. */
const LAYERED =
  /(?<![\w-])\w([^\w\s]\s?|\s)\w(?:\1\w){3}|[A-Za-z]{22}|[A-Za-z0-9+/]{32}|[a-z]-\n[a-z]|\w(?:\*\*|\/\*|<\/?[a-z])|(?:%[0-9a-f]{2}|&#x?[0-9a-f]{2,5};|\\[ux][0-9a-f]{2}){3}/i;

type Found = { readonly plain: Matches; readonly other: Matches };

/** Reads a piece in all its views. */
function read(set: RuleSet, piece: Piece, depth: number, work: Work, found: Found): Hit[] {
  const { text, from, to, base, channels, seams } = piece;
  // What is decoded counts as a whole, wherever in it.
  const inside = seams?.together === true ? EVERYWHERE : undefined;
  const shapes = set.shapes(channels);
  const view: View = depth === 0 ? 'plain' : 'decoded';
  const hits: Hit[] = [];
  const add = (match: Match, seen: View, exact: boolean, matches: Matches): void => {
    if (matches.add(match.rule, base + match.start, base + match.end)) {
      hits.push({ rule: match.rule.info(), start: base + match.start, end: base + match.end, view: seen, exact });
    }
  };
  const units = unitsOf(text);
  shapes.look(units, from, to);
  const strange =
    units.ascii && !shapes.odd
      ? NO_STRANGERS
      : strangers(text, units, Math.max(0, from - REACH), Math.min(text.length, to + REACH));
  // An escape that is written out steers no terminal and turns no text around.
  const unusual = piece.escaped === true ? [] : strange.unusual.filter((at) => at >= from && at < to);
  const places: number[] = [];
  for (const match of matchStretch(set, { ...piece, unusual }, units, shapes, found.plain, work, places))
    add(match, view, match.exact, found.plain);
  // Until something else is read; inner readings come last.
  const { spelled } = shapes;
  const encoded = encodings(text, units.codes, shapes.runs, from, to);
  const broken = shapes.breaks.filter((at) => at >= from && at < to);
  const joined = joinedRuns(units.codes, shapes.runs, places);
  const leet = leetIn(text, units.codes, from, to);
  const ciphers = cipheredIn(text, units.codes, from, to, set.cipherGrams);
  if (work.straight && isCut(shapes.runs, text.length)) work.straight = false;
  const others = strange.all.length + encoded.length + broken.length + joined.length + leet.length + ciphers.length;
  if (others > 0 || spelled || strange.unusual.length >= MIN_HIDDEN) work.stir();
  if (strange.all.length > 0) {
    for (const region of regions(strange.all, text.length)) {
      if (!crosses(seams, region.start, region.end)) continue;
      if (!work.pass((region.end - region.start) >> 7)) return hits;
      viewed(region, fold, 'normalised');
      const folded = depth < MAX_DEPTH ? fold(text.slice(region.start, region.end)) : undefined;
      if (folded === undefined || !LAYERED.test(folded.text) || !work.pass(folded.text.length >> 6)) continue;
      again(folded, region.start);
    }
  }
  // A hidden text is at least so many of them.
  if (strange.unusual.length >= MIN_HIDDEN) inner(hiddenIn(text));
  if (spelled)
    viewed({ start: Math.max(0, from - REACH), end: Math.min(text.length, to + REACH) }, squeeze, 'normalised');
  for (const region of regions(broken, text.length, NEAR)) viewed(region, unbreak, 'normalised');
  for (const region of regions(joined, text.length, NEAR)) viewed(region, setApart, 'normalised');
  for (const region of regions(leet, text.length, NEAR)) viewed(region, unleet, 'normalised');
  const escapes = escapesIn(text, Math.max(0, from - REACH), Math.min(text.length, to + REACH));
  if (escapes.length > 0) work.stir();
  for (const region of regions(escapes, text.length)) {
    if (!crosses(seams, region.start, region.end)) continue;
    const mapped = depth < MAX_DEPTH ? resolveEscapes(text.slice(region.start, region.end)) : undefined;
    if (mapped === undefined || !work.pass((region.end - region.start) >> 7)) continue;
    again(mapped, region.start);
  }
  inner(encoded);
  inner(ciphers);
  return hits;

  /** A region read another way. */
  function viewed(region: Region, change: (text: string) => Mapped, seen: View): void {
    if (!crosses(seams, region.start, region.end)) return;
    const here = text.slice(region.start, region.end);
    const mapped = change(here);
    if (mapped.text === here) return;
    const start = mapped.indexOf(Math.max(0, from - region.start));
    const end = mapped.indexOf(Math.min(to, region.end) - region.start);
    const place = {
      before: base + region.start,
      cutStart: base + region.start > 0,
      cutEnd: region.end < text.length,
    };
    const changes = changesOf(mapped);
    const stretch = { text: mapped.text, from: start, to: end, base: 0, place, channels, seams: changes, unusual: [] };
    const changed = unitsOf(mapped.text);
    shapes.look(changed, start, end);
    for (const match of matchStretch(set, stretch, changed, shapes, new Matches(), work)) {
      const span = {
        start: region.start + mapped.offset(match.start),
        end: region.start + mapped.offset(match.end - 1) + 1,
      };
      if (found.plain.covers(match.rule, base + span.start, base + span.end)) continue;
      add({ rule: match.rule, ...span, exact: match.exact }, depth === 0 ? seen : 'decoded', true, found.other);
    }
  }

  /** Away from what was changed a text reads as it is written, and was read. */
  function changesOf({ changes }: Mapped): Seams {
    return { places: changes, margin: MARGIN, together: seams?.together === true };
  }

  /** Reads what was resolved or folded in all its views. */
  function again(mapped: Mapped, shift: number): void {
    const start = mapped.indexOf(Math.max(0, from - shift));
    const end = mapped.indexOf(to - shift);
    const own = { text: mapped.text, from: start, to: end, base: 0, channels };
    const part: Piece = { ...own, seams: changesOf(mapped), escaped: true };
    for (const hit of read(set, part, depth + 1, work, fresh())) back(hit, mapped, shift, 'decoded');
  }

  function back(hit: Hit, mapped: Mapped, shift: number, seen: View): void {
    const rule = set.ruled(hit.rule.id);
    const span = { start: shift + mapped.offset(hit.start), end: shift + mapped.offset(hit.end) };
    if (rule === undefined || found.plain.covers(rule, base + span.start, base + span.end)) return;
    add({ rule, ...span, exact: false }, seen, false, found.other);
  }

  /** Texts that stretches of this one stand for. */
  function inner(list: readonly Encoded[]): void {
    for (const given of list) {
      if (given.end <= from || given.start >= to || !crosses(seams, given.start, given.end)) continue;
      if (depth >= MAX_DEPTH) {
        opaque(given);
        continue;
      }
      const one = given.packed === undefined ? given : unpacked(given, given.packed);
      if (one === undefined) continue;
      const bound = given.packed === undefined ? MAX_GROWTH * (one.end - one.start) : MAX_INFLATED;
      if (one.text.length > bound || !work.spend(1 + (one.text.length >> 6))) {
        work.exceed();
        return;
      }
      const part: Piece = { text: one.text, from: 0, to: one.text.length, base: 0, channels, seams: inside };
      for (const hit of read(set, part, depth + 1, work, fresh())) {
        const rule = set.ruled(hit.rule.id);
        if (rule !== undefined)
          add({ rule, start: one.start, end: one.end, exact: false }, 'decoded', false, found.other);
      }
    }
  }

  function opaque(one: Encoded): void {
    if (set.opaque === undefined || (set.opaque.channels & channels) === 0) return;
    add({ rule: set.opaque, start: one.start, end: one.end, exact: false }, 'decoded', false, found.other);
  }

  /** Inflating is paid for before it is done: many small bombs must not cost more than one. [45] */
  function unpacked(one: Encoded, packed: Uint8Array): Encoded | undefined {
    if (!work.spend(Math.min(MAX_INFLATED, packed.length * 64) >> 6)) return undefined;
    const contents = inflated(packed);
    if (contents === undefined) return undefined;
    if (!contents.whole) opaque(one);
    const text = textOf(contents.bytes);
    return text === undefined ? undefined : { ...one, text };
  }
}

/** What stands beside a match may decide on it. */
const MARGIN = 2;

function fresh(): Found {
  return { plain: new Matches(), other: new Matches() };
}

/** What the runs of a text stand for, those that begin in `from` … `to`. */
function encodings(text: string, codes: Uint8Array, runs: readonly number[], from: number, to: number): Encoded[] {
  const found: Encoded[] = [];
  let base64 = from;
  let hexList = from;
  for (let at = 0; at < runs.length; at += 3) {
    const first = runs[at + 1] as number;
    const last = runs[at + 2] as number;
    if (runs[at] === BASE64) {
      const start = Math.max(first, base64);
      if (start < to && last - start >= MIN_RUN) base64 = base64At(text, codes, start, found);
    } else if (runs[at] === HEX_LIST) {
      const start = Math.max(first, hexList);
      if (start < to && last - start >= MIN_SPACED_HEX) hexList = hexListAt(text, codes, start, found);
    }
  }
  return found;
}

/** Whether a run that may be encoded stands at an end: the other half of it may be the next text. */
function isCut(runs: readonly number[], length: number): boolean {
  for (let at = 0; at < runs.length; at += 3) {
    const kind = runs[at] as number;
    if (kind > LETTERS_RUN) continue;
    if ((runs[at + 1] as number) < NEAR_END || (runs[at + 2] as number) > length - NEAR_END) return true;
  }
  return false;
}
const NEAR_END = 64;

/** Both ends of runs of letters that are words written together, one of them a literal's: none holds a blank. */
function joinedRuns(codes: Uint8Array, runs: readonly number[], places: readonly number[]): number[] {
  const found: number[] = [];
  let place = 0;
  for (let at = 0; at < runs.length; at += 3) {
    if (runs[at] !== LETTERS_RUN) continue;
    const start = runs[at + 1] as number;
    const end = runs[at + 2] as number;
    while (place < places.length && (places[place] as number) < start) place += 1;
    if (place < places.length && (places[place] as number) < end && isJoined(codes, start, end)) found.push(start, end);
  }
  return found;
}

/** Where characters stand that the normalised view changes, and which of them detectors look at. */
type Strangers = { readonly all: readonly number[]; readonly unusual: readonly number[] };
const NO_STRANGERS: Strangers = { all: [], unusual: [] };

function strangers(text: string, { codes, words }: Units, from: number, to: number): Strangers {
  const all: number[] = [];
  const unusual: number[] = [];
  for (let at = from; at < to; at += 1) {
    if ((at & 3) === 0 && isShown(words[at >> 2] as number)) {
      at += 3;
      continue;
    }
    const code = codes[at] as number;
    if (code < 127 && (code >= 32 || code === 10 || code === 9 || code === 13)) continue;
    const unit = text.charCodeAt(at);
    if (quick(unit) === STAYS) continue;
    const point = text.codePointAt(at) ?? 0;
    const wide = point > 0xffff;
    if (foldOf(point) !== undefined) all.push(at);
    if (isUnusual(point, text.charCodeAt(at - 1), text.codePointAt(at + (wide ? 2 : 1)) ?? 0)) unusual.push(at);
    if (wide) at += 1;
  }
  return { all, unusual };
}

/** Whether four characters are all of ASCII that is drawn. */
function isShown(word: number): boolean {
  return ((word | (word + 0x01010101) | (word - 0x20202020)) & 0x80808080) === 0;
}

type Region = { start: number; end: number };

/** Places with their surroundings, overlapping ones together. */
function regions(places: readonly number[], length: number, reach = REACH): Region[] {
  const list: Region[] = [];
  for (const at of places) {
    const start = Math.max(0, at - reach);
    const end = Math.min(length, at + reach);
    const last = list.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else list.push({ start, end });
  }
  return list;
}
