import { CHANNELS, type Channel } from '../message/message.ts';
import { CODE, MAX_LITERAL } from './alphabet.ts';
import { Candidates } from './candidates.ts';
import { COMPLEX, foldOf, isControl, isUnusual, quick, STAYS } from './characters.ts';
import { holdsCipher } from './ciphers.ts';
import { hidesText } from './decode.ts';
import { digitOf, hex } from './frame-text.ts';
import { mayLeet } from './leet.ts';
import { channelBits, type RuleSet } from './rule-set.ts';
import { pointAt, pointBefore } from './spelled.ts';
import { BREAKERS, breaksAt } from './unbreak.ts';

/** What a byte means to the first pass: an alphabet code below 64, or one of these. */
const BACKSLASH = 64;
const PERCENT = 65;
const AMPERSAND = 66;
const BEYOND = 67;
const CONTROL = 68;
/** It may begin a run that a detector waits for. */
const START = 69;
const KIND = kinds();

/** Bytes that the spelling of a literal can take at most: each character as `\u0000`. */
const SPAN = 6 * MAX_LITERAL;

/**
 * The first pass, over the raw bytes of a frame of valid JSON: true only when no string of it, key or value, can give a
 * finding in any view. A match spread over several strings is not looked for: whoever joins strings scans
 * what he joined. False says nothing: the strings are then decoded and scanned.
 * @param channels that the frame's strings may belong to; all when absent
 */
export function quiet(set: RuleSet, frame: Uint8Array, channels: readonly Channel[] = CHANNELS): boolean {
  const candidates = new Candidates(set, frame, channelBits(channels));
  return (
    literalsQuiet(set, frame, candidates) &&
    !hidesText(frame) &&
    !holdsCipher(frame) &&
    !mayLeet(frame) &&
    candidates.spelledOutQuiet() &&
    candidates.brokenQuiet() &&
    candidates.joinedQuiet() &&
    candidates.detectorsQuiet()
  );
}

function literalsQuiet(set: RuleSet, frame: Uint8Array, candidates: Candidates): boolean {
  const kinds = kindsFor(set);
  const { grams } = set;
  const size = frame.length;
  let gram = 0;
  for (let at = 0; at < size; at += 1) {
    const kind = kinds[frame[at] as number] as number;
    if (kind < 64) {
      gram = ((gram << 6) | kind) & 0xffffff;
      const bucket = grams[Math.imul(gram, 0x9e3779b1) >>> 16] as number;
      if (bucket !== 0 && !candidates.gramQuiet(bucket, gram, at)) return false;
      continue;
    }
    if (kind === START || kind === PERCENT) {
      candidates.shortRun(at, at + 1);
      if (BREAKERS[frame[at] as number] === 1 && breaksAt(frame, at)) candidates.broken(at);
      if (kind === PERCENT && isHiding(frame, at)) return false;
      gram = ((gram << 6) | (CODE[frame[at] as number] as number)) & 0xffffff;
      const bucket = grams[Math.imul(gram, 0x9e3779b1) >>> 16] as number;
      if (bucket !== 0 && !candidates.gramQuiet(bucket, gram, at)) return false;
      continue;
    }
    if (kind === BACKSLASH) {
      const escaped = frame[at + 1] as number;
      if (escaped !== 117) {
        // `\/` splits literals and base64; `\b` and `\f` are controls; `\\x41` and `\\u0041` spell characters.
        if (escaped === 47 || escaped === 98 || escaped === 102) return false;
        if (escaped === 92 && spellsCharacter(frame, at + 2)) return false;
        if (escaped === 110) {
          if (isColumn(frame, at)) return false;
          if (breaksAt(frame, at)) candidates.broken(at);
        } else if (escaped === 34 || escaped === 92) candidates.shortRun(at + 1, at + 2);
        gram = 0;
        at += 1;
        continue;
      }
      const unit = hex(frame, at + 2);
      if (unit >= 0xd800 && unit <= 0xdfff) return false;
      // Runs of other scripts are looked for in their bytes, which an escape has none of.
      if (set.triggers.beyond && isOtherScript(unit)) return false;
      gram = character(set, candidates, frame, unit, at, at + 6, gram);
      if (gram < 0) return false;
      at += 5;
      continue;
    }
    if (kind === BEYOND) {
      const byte = frame[at] as number;
      const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      gram = character(set, candidates, frame, pointAt(frame, at), at, at + length, gram);
      if (gram < 0) return false;
      at += length - 1;
      continue;
    }
    if (kind === AMPERSAND) {
      candidates.shortRun(at, at + 1);
      if (frame[at + 1] === 35 && !isApostrophe(frame, at + 2)) return false;
      gram = 0;
      continue;
    }
    return false;
  }
  return true;
}

/** Pushes what a character beyond ASCII folds to; the new gram, or −1 when the frame is not quiet. */
function character(
  set: RuleSet,
  candidates: Candidates,
  frame: Uint8Array,
  point: number,
  at: number,
  end: number,
  gram: number,
): number {
  // An escape that nothing asked for hides a letter or steers a terminal.
  if (point < 128) return (CODE[point] as number) !== 0 || isControl(point) ? -1 : 0;
  const folded = point < 65_536 ? quick(point) : COMPLEX;
  if (folded === STAYS) return 0;
  if (folded < 128) {
    // Only what stands for a symbol of the alphabet can be part of a literal.
    const code = CODE[folded] as number;
    if (code === 0) return 0;
    candidates.special = at + SPAN;
    if (folded < 58 && folded >= 48) return -1;
    return push(set, candidates, code, end - 1, gram);
  }
  if (isUnusual(point, pointBefore(frame, at), pointAt(frame, end))) return -1;
  const text = foldOf(point);
  if (text === undefined) return 0;
  // Marks between the digits of a number, which no literal announces
  if (text === '' && isDigit(frame[end])) return -1;
  candidates.special = at + SPAN;
  let next = gram;
  for (let index = 0; index < text.length && next >= 0; index += 1) {
    const code = text.charCodeAt(index);
    next = push(set, candidates, code < 128 ? (CODE[code] as number) : 0, end - 1, next);
  }
  return next;
}

function push(set: RuleSet, candidates: Candidates, code: number, at: number, gram: number): number {
  const next = ((gram << 6) | code) & 0xffffff;
  const bucket = set.grams[Math.imul(next, 0x9e3779b1) >>> 16] as number;
  return bucket !== 0 && !candidates.gramQuiet(bucket, next, at) ? -1 : next;
}

/** Letters beyond Latin; typographic marks are none. */
function isOtherScript(unit: number): boolean {
  return (unit >= 0x370 && unit < 0x2000) || unit >= 0x2e80;
}

/** What needs no escape and has one hides; `%2569` is `%69` twice escaped. */
function isHiding(frame: Uint8Array, at: number): boolean {
  const first = frame[at + 1] ?? 0;
  const second = frame[at + 2] ?? 0;
  if (digitOf(second) < 0) return false;
  if (first === 117) return true;
  if (digitOf(first) < 0) return false;
  return (
    isAlnum(digitOf(first) * 16 + digitOf(second)) ||
    (first === 50 && second === 53 && digitOf(frame[at + 3] ?? 0) >= 0)
  );
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

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

function isAlnum(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

const kindsOfSet = new WeakMap<RuleSet, Uint8Array>();

/** With the characters that may begin a run which some detector of the set waits for. */
function kindsFor(set: RuleSet): Uint8Array {
  let table = kindsOfSet.get(set);
  if (table === undefined) {
    table = KIND.slice();
    for (let code = 0; code < 128; code += 1) {
      // A quote stands unescaped only between strings; the others have a meaning of their own that is looked at first.
      const begins = set.triggers.starts[code] !== 0 || BREAKERS[code] === 1;
      if (begins && (table[code] as number) < 64 && code !== 34) table[code] = START;
    }
    kindsOfSet.set(set, table);
  }
  return table;
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
