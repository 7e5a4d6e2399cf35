import { CODE } from './alphabet.ts';
import { fold } from './fold.ts';
import { type Excerpt, excerptAt } from './frame-text.ts';
import type { LoadedTable } from './loaded-table.ts';
import { lengthIfStands, matchStretch } from './match.ts';
import { matchUse, mayStand, REACH } from './match-use.ts';
import { Matches } from './matches.ts';
import type { RuleSet } from './rule-set.ts';
import type { RuledDetector } from './ruled.ts';
import { NOWHERE, spelledAt } from './spelled.ts';
import { nextSpelled, squeeze } from './squeeze.ts';
import { eachRun, type TriggerRun } from './triggers.ts';
import { NEAR, unbreak } from './unbreak.ts';
import { resolveEscapes } from './unescape.ts';
import { joinedIn, setApart } from './words.ts';
import { Work } from './work.ts';

/** What the first pass meets in a frame, looked at closely: whether it gives no finding in any reading of the text around. */
export class Candidates {
  /** Up to here a literal may hold a character that folds into a symbol of the alphabet, or is dropped. */
  special = 0;
  readonly #set: RuleSet;
  readonly #frame: Uint8Array;
  readonly #channels: number;
  #work: Work | undefined;
  #asked: Map<RuledDetector, Place[]> | undefined;
  /** Whether the set's companions read this frame. */
  #begun = false;
  /** The excerpt that was read last, and what of it. */
  #excerpt: Excerpt | undefined;
  readonly #breaks: number[] = [];
  #start = -1;
  #before = 0;
  #after = 0;

  constructor(set: RuleSet, frame: Uint8Array, channels: number) {
    this.#set = set;
    this.#frame = frame;
    this.#channels = channels;
  }

  /** A literal's rarest gram may end at byte `at`. */
  gramQuiet(bucket: number, gram: number, at: number): boolean {
    for (const loaded of this.#set.tables) {
      const { buckets, grams, gramAt } = loaded.table;
      const end = buckets[bucket + 1] as number;
      for (let literal = buckets[bucket] as number; literal < end; literal += 1) {
        if (grams[literal] !== gram) continue;
        const start = at - 3 - (gramAt[literal] as number);
        const size = lengthIfStands(loaded, literal, this.#frame, start);
        if (size > 0 ? !this.#literalQuiet(loaded, literal, start, size) : !this.#spelledQuiet(loaded, literal, at))
          return false;
      }
    }
    return true;
  }

  /** A run of members of short classes may begin with the character in `at` … `next`. */
  shortRun(at: number, next: number): void {
    const frame = this.#frame;
    const { short, starts } = this.#set.triggers;
    let bits = starts[frame[next - 1] as number] as number;
    if (bits === 0) return;
    bits &= starts[memberAt(frame, next)] as number;
    if (bits === 0) return;
    for (let bit = 0; bit < short.length; bit += 1) {
      const run = short[bit] as TriggerRun;
      if ((bits & (1 << bit)) === 0 || (run.channels & this.#channels) === 0) continue;
      let end = next;
      let members = 1;
      while (members < run.min && run.member[memberAt(frame, end)] === 1) {
        end += frame[end] === 92 ? 2 : 1;
        members += 1;
      }
      if (members < run.min) continue;
      for (const one of run.detectors) this.#ask(one, at, end);
    }
  }

  /** Runs of a class of characters, and all that detectors were asked for. */
  detectorsQuiet(): boolean {
    const frame = this.#frame;
    eachRun(this.#set.triggers.covers, frame, 0, frame.length, this.#channels, (run, start, end) => {
      for (const one of run.detectors) this.#ask(one, start, end);
    });
    if (this.#asked === undefined) return true;
    for (const [one, places] of this.#asked) {
      places.sort((a, b) => a.start - b.start);
      for (let at = 0; at < places.length; ) {
        const { start, end } = places[at] as Place;
        let last = end;
        const { reach } = one.detector;
        for (at += 1; at < places.length; at += 1) {
          const next = places[at] as Place;
          // Overlapping surroundings in one string are read together.
          if (next.start - last > 2 * reach || next.end - start > MAX_REGION || hasQuote(frame, last, next.start))
            break;
          last = Math.max(last, next.end);
        }
        if (!this.#detectorQuiet(one, start, last)) return false;
      }
    }
    return true;
  }

  /** Words with their letters set apart: `i g n o r e`. */
  spelledOutQuiet(): boolean {
    const frame = this.#frame;
    for (let at = nextSpelled(frame, 0, frame.length); at >= 0; at = nextSpelled(frame, at + REACH / 2, frame.length)) {
      if (!this.#spend(16) || isWithinEscape(frame, at)) return false;
      const text = excerptAt(frame, at, REACH, REACH).text;
      if (!this.#readQuiet(squeeze(text).text)) return false;
    }
    return true;
  }

  /** Something that may break a phrase up stands at byte `at`. */
  broken(at: number): void {
    const last = this.#breaks.at(-1);
    if (last === undefined || at - last >= NEAR / 2) this.#breaks.push(at);
  }

  /** Phrases broken up by line ends, markup or the seams of strings. */
  brokenQuiet(): boolean {
    for (const at of this.#breaks) {
      if (!this.#spend(6) || isWithinEscape(this.#frame, at - 1)) return false;
      const here = excerptAt(this.#frame, at, NEAR, NEAR);
      const text = unbreak(here.text).text;
      if (!this.#readQuiet(text)) return false;
      const plain = here.escaped ? resolveEscapes(text) : undefined;
      if (plain !== undefined && !this.#readQuiet(plain.text)) return false;
    }
    return true;
  }

  /** Words written together. */
  joinedQuiet(): boolean {
    let reached = -1;
    for (const at of joinedIn(this.#frame, 0, this.#frame.length)) {
      if (at < reached) continue;
      reached = at + NEAR;
      if (!this.#spend(8) || isWithinEscape(this.#frame, at)) return false;
      if (!this.#readQuiet(setApart(excerptAt(this.#frame, at, NEAR, 2 * NEAR).text).text)) return false;
    }
    return true;
  }

  /** Reads a text as a scan would. */
  #readQuiet(text: string): boolean {
    const stretch = { text, from: 0, to: text.length, base: 0, channels: this.#channels, unusual: [] };
    const work = new Work();
    this.#begun = false;
    return matchStretch(this.#set, stretch, new Matches(), work).length === 0 && !work.limited;
  }

  #spend(units: number): boolean {
    // A frame full of candidates is cheaper to decode than to read in excerpts.
    this.#work ??= new Work(512 + (this.#frame.length >> 4));
    return this.#work.spend(units);
  }

  #literalQuiet(loaded: LoadedTable, literal: number, start: number, size: number): boolean {
    const { usesAt, askedAt, asked } = loaded.table;
    const lastUse = usesAt[literal + 1] as number;
    for (let use = usesAt[literal] as number; use < lastUse; use += 1) {
      if (!this.#useQuiet(loaded, use, start, size)) return false;
    }
    const lastAsked = askedAt[literal + 1] as number;
    for (let at = askedAt[literal] as number; at < lastAsked; at += 1) {
      this.#ask(loaded.detectors[asked[at] as number] as RuledDetector, start, start + size);
    }
    return true;
  }

  #useQuiet(loaded: LoadedTable, use: number, start: number, size: number): boolean {
    const { table } = loaded;
    const pattern = table.usePattern[use] as number;
    if (((loaded.channels[table.patternRule[pattern] as number] as number) & this.#channels) === 0) return true;
    const frame = this.#frame;
    if (!isBeside(table.nears, table.usePrev[use] as number, frame, start - 1, -1)) return true;
    if (!isBeside(table.nears, table.useNext[use] as number, frame, start + size, 1)) return true;
    if (!this.#begun) {
      this.#set.companions.begin(frame);
      this.#begun = true;
    }
    if (!this.#set.companions.mayHold(loaded, use, start, start + size)) return this.#spend(0.05);
    const look = table.patternLook[pattern] as number;
    if (!this.#spend(0.5)) return false;
    const here = this.#around(
      start,
      (table.useBefore[use] as number) + look,
      size + (table.useAfter[use] as number) + look,
    );
    if (this.#holdsUse(loaded, use, here.text, here.at, size)) return false;
    if (here.escaped) {
      const plain = resolveEscapes(here.text);
      if (plain !== undefined && this.#holdsUse(loaded, use, plain.text, plain.indexOf(here.at), size)) return false;
    }
    if (here.odd) {
      const folded = fold(here.text);
      if (this.#holdsUse(loaded, use, folded.text, folded.indexOf(here.at), size)) return false;
    }
    return this.#work?.limited !== true;
  }

  #holdsUse(loaded: LoadedTable, use: number, text: string, at: number, size: number): boolean {
    this.#work ??= new Work(512 + (this.#frame.length >> 4));
    return matchUse(loaded, use, text, at, at + size, 0, undefined, this.#work) !== undefined;
  }

  /** The last excerpt again when it serves: the uses of one literal ask for the same place. */
  #around(start: number, before: number, after: number): Excerpt {
    if (this.#excerpt !== undefined && this.#start === start && this.#before >= before && this.#after >= after) {
      return this.#excerpt;
    }
    this.#excerpt = excerptAt(this.#frame, start, before, after);
    this.#start = start;
    this.#before = before;
    this.#after = after;
    return this.#excerpt;
  }

  /** A literal may be spelled with characters beyond ASCII: then the folded text around is read as a scan would. */
  #spelledQuiet(loaded: LoadedTable, literal: number, at: number): boolean {
    if (at >= this.special && !isSpecialAhead(this.#frame, at, loaded, literal)) return true;
    if (spelledAt(loaded, literal, this.#frame, at) === NOWHERE) return true;
    if (!this.#spend(16)) return false;
    const first = startOfCharacter(this.#frame, at);
    if (isWithinEscape(this.#frame, first)) return false;
    return this.#readQuiet(fold(excerptAt(this.#frame, first, REACH, REACH).text).text);
  }

  /** Notes where a detector has to look. */
  #ask(one: RuledDetector, start: number, end: number): void {
    if ((one.rule.channels & this.#channels) === 0) return;
    this.#asked ??= new Map();
    const places = this.#asked.get(one);
    if (places === undefined) this.#asked.set(one, [{ start, end }]);
    else places.push({ start, end });
  }

  #detectorQuiet(one: RuledDetector, start: number, end: number): boolean {
    const { reach } = one.detector;
    if (!this.#spend(2 + ((2 * reach + end - start) >> 7))) return false;
    // Escapes move the edges of the cut-out, and what a shell line is taken for may hang on them: a full reading decides.
    if (hasUnicodeEscape(this.#frame, start - 6 * reach, end + 6 * reach)) return false;
    const first = startOfCharacter(this.#frame, start);
    const here = excerptAt(this.#frame, first, reach, end - start + reach, end - start + REACH);
    const plain = here.escaped ? resolveEscapes(here.text) : undefined;
    if (plain !== undefined) for (const _ of one.detector.find(plain.text)) return false;
    for (const _ of one.detector.find(here.text)) return false;
    return true;
  }
}

type Place = { readonly start: number; readonly end: number };
const MAX_REGION = 4_096;

function hasUnicodeEscape(frame: Uint8Array, from: number, to: number): boolean {
  const end = Math.min(frame.length - 1, to);
  for (let at = Math.max(0, from); at < end; at += 1) if (frame[at] === 92 && frame[at + 1] === 117) return true;
  return false;
}

/** Whether a string ends in `from` … `to`. */
function hasQuote(frame: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (frame[at] === 34 && frame[at - 1] !== 92) return true;
  return false;
}

/** The character in a string that begins at byte `at`, as a code; 0 at the end of the string. */
function memberAt(frame: Uint8Array, at: number): number {
  const byte = frame[at] ?? 0;
  if (byte === 92) {
    const escaped = frame[at + 1] ?? 0;
    return escaped === 34 || escaped === 92 || escaped === 47 ? escaped : 0;
  }
  return byte === 34 ? 0 : byte;
}

/** Whether what stands beside a literal is what a use needs there. Beside escapes only the decoded text tells. */
function isBeside(nears: Uint8Array, near: number, frame: Uint8Array, at: number, step: -1 | 1): boolean {
  const byte = frame[at] ?? 34;
  if (mayStand(nears, near, byte) || byte === 34) return true;
  if (step === 1) return byte === 92 || byte === 37 || byte === 38;
  for (let back = 1; back <= 9; back += 1) {
    const before = frame[at - back];
    if (before === 92 || before === 37 || before === 38) return true;
  }
  return false;
}

/** Whether a character beyond ASCII or an escape stands in what may be the rest of a literal. */
function isSpecialAhead(frame: Uint8Array, at: number, { table }: LoadedTable, literal: number): boolean {
  const rest =
    (table.codesAt[literal + 1] as number) - (table.codesAt[literal] as number) - (table.gramAt[literal] as number) - 4;
  for (let ahead = 1; ahead <= rest; ahead += 1) {
    const byte = frame[at + ahead] ?? 0;
    if (byte >= 0x80 || byte === 92) return true;
    if ((CODE[byte] as number) === 0) return false;
  }
  return false;
}

function startOfCharacter(frame: Uint8Array, at: number): number {
  let first = at;
  while (first > 0 && ((frame[first] ?? 0) & 0xc0) === 0x80) first -= 1;
  return first;
}

function isWithinEscape(frame: Uint8Array, at: number): boolean {
  for (let back = 0; back < 6; back += 1) if (frame[at - back] === 92) return true;
  return false;
}
