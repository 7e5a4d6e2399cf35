import { CHANNELS, type Channel } from '../message/message.ts';
import { CODE, MAX_LITERAL } from './alphabet.ts';
import { COMPLEX, foldOf, isControl, isUnusual, quick, STAYS } from './characters.ts';
import { hidesText } from './decode.ts';
import { fold } from './fold.ts';
import { digitOf, type Excerpt, excerptAt, hex } from './frame-text.ts';
import { matchUse, nearness, REACH, standsAt } from './match.ts';
import { channelBits, type Literal, type RuledDetector, type RuleSet, type Use } from './rule-set.ts';
import { spellsBytes } from './squeeze.ts';
import { eachRun, type TriggerRun } from './triggers.ts';
import { resolveEscapes } from './unescape.ts';
import { Work } from './work.ts';

/** What a byte means to the first pass: an alphabet code below 64, or one of these. */
const BACKSLASH = 64;
const PERCENT = 65;
const AMPERSAND = 66;
const BEYOND = 67;
const CONTROL = 68;
const KIND = kinds();

const GOLDEN = 0x9e3779b1;
/** Bytes that the spelling of a literal can take at most: each character as `\u0000`. */
const SPAN = 6 * MAX_LITERAL;
const ESCAPED = /%[0-9a-f]{2}|&(?:#|[a-z]{2,8};)|\\[xu]/i;

/**
 * The first pass, over the raw bytes of a frame of valid JSON: true only when no string of it, key or value, can give a
 * finding in any view. A match spread over several strings is not looked for: whoever joins strings scans
 * what he joined. False says nothing: the strings are then decoded and scanned.
 * @param channels that the frame's strings may belong to; all when absent
 */
export function quiet(set: RuleSet, frame: Uint8Array, channels: readonly Channel[] = CHANNELS): boolean {
  return new FirstPass(set, frame, channelBits(channels)).quiet();
}

class FirstPass {
  readonly #set: RuleSet;
  readonly #frame: Uint8Array;
  readonly #channels: number;
  readonly #work: Work;
  /** Where a byte stood last that folds into a symbol of the alphabet, or is dropped. */
  #special = -SPAN;
  /** Where each literal was last seen. */
  readonly #seen: Int32Array;
  #last: { start: number; before: number; after: number; excerpt: Excerpt } | undefined;

  constructor(set: RuleSet, frame: Uint8Array, channels: number) {
    this.#channels = channels;
    this.#set = set;
    this.#frame = frame;
    this.#seen = new Int32Array(set.size).fill(-1_073_741_824);
    // A frame full of candidates is cheaper to decode than to read in excerpts.
    this.#work = new Work(512 + (frame.length >> 4));
  }

  quiet(): boolean {
    return this.#literalsQuiet() && !hidesText(this.#frame) && !spellsBytes(this.#frame) && this.#runsQuiet();
  }

  #literalsQuiet(): boolean {
    const frame = this.#frame;
    const { grams } = this.#set;
    const size = frame.length;
    let gram = 0;
    for (let at = 0; at < size; at += 1) {
      const kind = KIND[frame[at] as number] as number;
      if (kind < 64) {
        gram = ((gram << 6) | kind) & 0xffffff;
        if (grams[Math.imul(gram, GOLDEN) >>> 16] !== 0 && !this.#gramQuiet(gram, at)) return false;
        continue;
      }
      if (kind === BACKSLASH) {
        const escaped = frame[at + 1] as number;
        if (escaped !== 117) {
          // `\/` splits literals and base64; `\b` and `\f` are controls; `\\x41` and `\\u0041` spell characters.
          if (escaped === 47 || escaped === 98 || escaped === 102) return false;
          if (escaped === 92 && spellsCharacter(frame, at + 2)) return false;
          if (escaped === 110 && isColumn(frame, at)) return false;
          gram = 0;
          at += 1;
          continue;
        }
        const unit = hex(frame, at + 2);
        if (unit >= 0xd800 && unit <= 0xdfff) return false;
        const next = this.#character(unit, at, at + 6, gram);
        if (next < 0) return false;
        gram = next;
        at += 5;
        continue;
      }
      if (kind === BEYOND) {
        const byte = frame[at] as number;
        let point: number;
        let length = 2;
        if (byte < 0xe0) point = ((byte & 0x1f) << 6) | ((frame[at + 1] as number) & 0x3f);
        else if (byte < 0xf0) {
          point =
            ((byte & 0x0f) << 12) | (((frame[at + 1] as number) & 0x3f) << 6) | ((frame[at + 2] as number) & 0x3f);
          length = 3;
        } else {
          point = pointAt(frame, at);
          length = 4;
        }
        const next = this.#character(point, at, at + length, gram);
        if (next < 0) return false;
        gram = next;
        at += length - 1;
        continue;
      }
      if (kind === PERCENT) {
        // What needs no escape and has one hides.
        if (isAlnum(digitOf(frame[at + 1] ?? 0) * 16 + digitOf(frame[at + 2] ?? 0)) && digitOf(frame[at + 2] ?? 0) >= 0)
          return false;
        // `%2569` is `%69` twice escaped.
        if (frame[at + 1] === 50 && frame[at + 2] === 53 && digitOf(frame[at + 3] ?? 0) >= 0) return false;
        if ((frame[at + 1] ?? 0) === 117 && digitOf(frame[at + 2] ?? 0) >= 0) return false;
        gram = ((gram << 6) | (CODE[37] as number)) & 0xffffff;
        if (grams[Math.imul(gram, GOLDEN) >>> 16] !== 0 && !this.#gramQuiet(gram, at)) return false;
        continue;
      }
      if (kind === AMPERSAND) {
        if (frame[at + 1] === 35 && !isApostrophe(frame, at + 2)) return false;
        gram = 0;
        continue;
      }
      return false;
    }
    return true;
  }

  /** Pushes what a character beyond ASCII folds to; the new gram, or −1 when the frame is not quiet. */
  #character(point: number, at: number, end: number, gram: number): number {
    // An escape that nothing asked for hides a letter or steers a terminal.
    if (point < 128) return (CODE[point] as number) !== 0 || isControl(point) ? -1 : 0;
    const folded = point < 65_536 ? quick(point) : COMPLEX;
    if (folded === STAYS) return 0;
    if (folded < 128) {
      // Only what stands for a symbol of the alphabet can be part of a literal.
      if ((CODE[folded] as number) === 0) return 0;
      this.#special = at;
      return this.#push(folded, end - 1, gram);
    }
    this.#special = at;
    const frame = this.#frame;
    if (isUnusual(point, pointBefore(frame, at), pointAt(frame, end))) return -1;
    const text = foldOf(point);
    if (text === undefined) return 0;
    let next = gram;
    for (let index = 0; index < text.length && next >= 0; index += 1)
      next = this.#push(text.charCodeAt(index), end - 1, next);
    return next;
  }

  #push(code: number, at: number, gram: number): number {
    const next = ((gram << 6) | (code < 128 ? (CODE[code] as number) : 0)) & 0xffffff;
    if (this.#set.grams[Math.imul(next, GOLDEN) >>> 16] !== 0 && !this.#gramQuiet(next, at)) return -1;
    return next;
  }

  /** A literal's rarest gram may end at byte `at`: whether nothing comes of it. */
  #gramQuiet(gram: number, at: number): boolean {
    const literals = this.#set.literalsAt(Math.imul(gram, GOLDEN) >>> 16);
    const spelled = at - this.#special < SPAN;
    for (const literal of literals) {
      if (literal.gram !== gram) continue;
      const place = this.#place(literal, at, spelled);
      if (place === NOWHERE) continue;
      if (place === UNSURE) {
        this.#seen[literal.number] = at;
        if (!this.#foldedQuiet(literal, at)) return false;
        continue;
      }
      this.#seen[literal.number] = place;
      if (!this.#literalQuiet(literal, place)) return false;
    }
    return true;
  }

  /** Where a literal begins whose rarest gram ends at `at`. */
  #place(literal: Literal, at: number, spelled: boolean): number {
    const frame = this.#frame;
    const { codes, last } = literal;
    const start = at - last;
    for (let index = last; index >= 0; index -= 1) {
      if (CODE[frame[start + index] ?? 0] !== codes[index]) return spelled ? UNSURE : NOWHERE;
    }
    for (let index = last + 1; index < codes.length; index += 1) {
      const byte = frame[start + index] ?? 0;
      if (CODE[byte] === codes[index]) continue;
      return (KIND[byte] ?? 0) >= 64 || byte >= 0x80 ? UNSURE : NOWHERE;
    }
    return start;
  }

  /** Beside characters beyond ASCII the literal is looked for in the folded text around, and what it announces there. */
  #foldedQuiet(literal: Literal, at: number): boolean {
    if (!this.#work.spend(4)) return false;
    const first = startOfCharacter(this.#frame, at);
    if (isWithinEscape(this.#frame, first)) return false;
    const { text } = fold(excerptAt(this.#frame, first, REACH, REACH).text);
    for (let start = 0; start + literal.codes.length <= text.length; start += 1) {
      if (!standsAt(literal, text, start)) continue;
      const end = start + literal.codes.length;
      for (const use of literal.uses)
        if (
          use.pattern.rule.channels & this.#channels &&
          matchUse(use, text, start, end, 0, undefined, this.#work) !== undefined
        )
          return false;
      for (const one of literal.detectors) {
        if ((one.rule.channels & this.#channels) === 0) continue;
        const { reach } = one.detector;
        for (const _ of one.detector.find(text.slice(Math.max(0, start - reach), end + reach))) return false;
      }
      if (this.#work.limited) return false;
    }
    return true;
  }

  #literalQuiet(literal: Literal, start: number): boolean {
    for (const use of literal.uses) if (!this.#useQuiet(literal, use, start)) return false;
    for (const one of literal.detectors)
      if (!this.#detectorQuiet(one, start, start + literal.codes.length)) return false;
    return true;
  }

  #useQuiet(literal: Literal, use: Use, start: number): boolean {
    const { pattern } = use;
    if ((pattern.rule.channels & this.#channels) === 0) return true;
    const near = nearness(use, this.#seen, start);
    // Words that a match needs before this one, further away than it can be long, or only across blanks.
    const longest = use.before * (start - this.#special < 6 * use.before ? 6 : 2) + 64;
    if (near > longest) {
      if (!pattern.spaced() || near > 2 * REACH || inkBetween(this.#frame, start - near, start) > longest) return true;
    }
    const room = near > longest ? REACH : SLACK;
    const size = literal.codes.length;
    let here = this.#excerpt(start, literal.before + room, size + literal.after + room);
    if (room === SLACK && pattern.spaced() && this.#isLoose(use, here, size))
      here = this.#excerpt(start, REACH, size + REACH);
    if (ESCAPED.test(here.text) && !this.#unescapedQuiet(use, here, size)) return false;
    if (matchUse(use, here.text, here.at, here.at + size, 0, undefined, this.#work) !== undefined) return false;
    if (/[^\t\n\r\x20-\x7e]/.test(here.text)) {
      const folded = fold(here.text);
      const at = folded.indexOf(here.at);
      if (matchUse(use, folded.text, at, at + size, 0, undefined, this.#work) !== undefined) return false;
    }
    return !this.#work.limited;
  }

  /** Whether so much of an excerpt is white space that a match may reach beyond it. */
  #isLoose(use: Use, here: Excerpt, size: number): boolean {
    const { text, at } = here;
    if (!/\s{3}/.test(text)) return false;
    const left = text.slice(0, at).replace(/\s{2,}/g, ' ').length;
    const right = text.slice(at + size).replace(/\s{2,}/g, ' ').length;
    // At the string's own end there is nothing more to read.
    const { before, after } = this.#last ?? { before: 0, after: 0 };
    return (left < use.before && at >= before) || (right < use.after && text.length - at >= after);
  }

  /** The last excerpt again when it serves: the uses of one literal ask for the same place. */
  #excerpt(start: number, before: number, after: number): Excerpt {
    const last = this.#last;
    if (last !== undefined && last.start === start && last.before >= before && last.after >= after) return last.excerpt;
    const excerpt = excerptAt(this.#frame, start, before, after);
    this.#last = { start, before, after, excerpt };
    return excerpt;
  }

  /** An address with `%20` in it is read with a space there too. */
  #unescapedQuiet(use: Use, here: Excerpt, size: number): boolean {
    const plain = resolveEscapes(here.text);
    if (plain === undefined) return true;
    const at = plain.indexOf(here.at);
    return matchUse(use, plain.text, at, at + size, 0, undefined, this.#work) === undefined && !this.#work.limited;
  }

  #detectorQuiet(one: RuledDetector, start: number, end: number): boolean {
    if ((one.rule.channels & this.#channels) === 0) return true;
    if (!this.#work.spend(2 + (one.detector.reach >> 6))) return false;
    const { reach } = one.detector;
    const first = startOfCharacter(this.#frame, start);
    const here = excerptAt(this.#frame, first, reach, end - start + reach);
    const plain = ESCAPED.test(here.text) ? resolveEscapes(here.text) : undefined;
    if (plain !== undefined) for (const _ of one.detector.find(plain.text)) return false;
    for (const _ of one.detector.find(here.text)) return false;
    return true;
  }

  #runsQuiet(): boolean {
    const frame = this.#frame;
    let still = true;
    const bytes = { length: frame.length, at: (index: number) => frame[index] as number };
    for (const run of this.#set.triggers.runs) {
      let done = -1;
      const here = run.detectors.filter((one) => one.rule.channels & this.#channels);
      if (here.length === 0) continue;
      eachRun(run, bytes, 0, frame.length, (start, end) => {
        // The excerpt of the run before reaches this one.
        if (!still || start < done) return;
        if (run.member[92] === 1 || run.member[34] === 1) {
          // `\\"` is one character of the string, and the quote that ends it is none.
          if (!holdsRun(this.#frame, run, start, end)) return;
        }
        for (const one of here) {
          const to = Math.min(frame.length, Math.max(end, start + one.detector.reach));
          still &&= this.#detectorQuiet(one, start, to);
          done = Math.max(end, to);
        }
      });
      if (!still) return false;
    }
    return true;
  }
}

/** Characters read beyond what a match needs, so that some white space does not ask for more. */
const SLACK = 96;
const NOWHERE = -1;
const UNSURE = -2;

/** Whether so many members follow each other in the decoded string, too. */
function holdsRun(frame: Uint8Array, run: TriggerRun, start: number, end: number): boolean {
  let members = 0;
  for (let at = frame[start - 1] === 92 ? start - 1 : start; at < end; at += 1) {
    if (frame[at] === 34) members = 0;
    else {
      if (frame[at] === 92) at += 1;
      members = run.member[frame[at] ?? 0] === 1 ? members + 1 : 0;
    }
    if (members >= run.min) return true;
  }
  return false;
}

/** Bytes that are no white space nor its escapes. */
function inkBetween(frame: Uint8Array, start: number, end: number): number {
  let ink = 0;
  for (let at = start; at < end; at += 1) {
    const byte = frame[at] as number;
    if (byte === 32) continue;
    const escaped = byte === 92 ? frame[at + 1] : 0;
    if (escaped === 110 || escaped === 116 || escaped === 114) at += 1;
    else ink += 1;
  }
  return ink;
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

/** `i\ng\nn`: one character a line. */
function isColumn(frame: Uint8Array, at: number): boolean {
  return frame[at + 3] === 92 && frame[at + 4] === 110 && frame[at + 6] === 92 && frame[at + 7] === 110;
}

/** After an escaped backslash: `x41`, `u0041` or `u{41}`. */
function spellsCharacter(frame: Uint8Array, at: number): boolean {
  const letter = (frame[at] ?? 0) | 32;
  if (letter !== 120 && letter !== 117) return false;
  return frame[at + 1] === 123 || (digitOf(frame[at + 1] ?? 0) >= 0 && digitOf(frame[at + 2] ?? 0) >= 0);
}

/** `&#39;` and `&#x27;`, which every template engine writes. */
function isApostrophe(frame: Uint8Array, at: number): boolean {
  const text = String.fromCharCode(...frame.subarray(at, at + 4)).toLowerCase();
  return text.startsWith('39;') || text.startsWith('x27;') || text.startsWith('34;') || text.startsWith('039;');
}

function pointAt(frame: Uint8Array, at: number): number {
  const byte = frame[at] ?? 0;
  if (byte === 92 && frame[at + 1] === 117) return hex(frame, at + 2);
  if (byte < 0x80) return byte;
  const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
  let point = byte & (0xff >> (size + 1));
  for (let more = 1; more < size; more += 1) point = (point << 6) | ((frame[at + more] ?? 0) & 0x3f);
  return point;
}

function pointBefore(frame: Uint8Array, at: number): number {
  let start = at - 1;
  while (start > 0 && ((frame[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  if (start >= 5 && frame[start - 5] === 92 && frame[start - 4] === 117) return hex(frame, start - 3);
  return start < 0 ? 0 : pointAt(frame, start);
}

function isAlnum(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function kinds(): Uint8Array {
  const table = new Uint8Array(256);
  table.set(CODE);
  table.fill(CONTROL, 0, 32);
  // Between the tokens of a frame; within a string they would be no JSON.
  for (const space of [9, 10, 13]) table[space] = 0;
  table[127] = CONTROL;
  table[92] = BACKSLASH;
  table[37] = PERCENT;
  table[38] = AMPERSAND;
  table.fill(BEYOND, 128);
  return table;
}
