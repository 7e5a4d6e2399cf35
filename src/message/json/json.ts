import type { Limits } from '../limits.ts';
import type { Fault } from '../message.ts';
import { hasDuplicateKey } from './duplicates.ts';
import { endOfString, sizeOfCharacter } from './strings.ts';
import { ARRAY, FALSE, KEY, NULL, NUMBER, OBJECT, STRING, Tape, TRUE } from './tape.ts';

/** `at` is the byte offset where reading stopped. */
export type Refused = { readonly fault: Fault; readonly at: number };

/**
 * Reads one JSON value over the whole frame (terminator taken off) into the tape, in one pass, without recursion and
 * without decoding. Stricter than the grammar: see `Fault`. Never throws.
 */
export function tokenize(frame: Uint8Array, limits: Limits, tape: Tape = new Tape()): Tape | Refused {
  tape.begin(frame);
  const at = read(tape, limits);
  return at < 0 ? tape : { fault: faultOf(frame, tape.reason, at), at };
}

/** @returns -1, or the offset of what is wrong with `tape.reason` set. */
function read(tape: Tape, limits: Limits): number {
  const { frame } = tape;
  const { maxDepth, maxKeys, maxStrings } = limits;
  const length = frame.length;
  let { kinds, starts, ends, nexts, open, keys } = tape;
  let count = 0;
  let strings = 0;
  let depth = 0;
  let at = 0;
  let wantsKey = false;
  // Whether a closing bracket may stand here: right after the opening one, not after a comma.
  let mayClose = false;

  for (;;) {
    if (count + 2 > kinds.length) {
      tape.grow();
      ({ kinds, starts, ends, nexts } = tape);
    }
    while (at < length && (frame[at] === 0x20 || frame[at] === 0x09)) at += 1;
    if (at >= length) return at;
    let byte = frame[at]!;

    let closes = mayClose && (wantsKey ? byte === 0x7d : byte === 0x5d);
    mayClose = false;
    if (!closes) {
      if (wantsKey) {
        if (byte !== 0x22) return at;
        const end = endOfString(tape, at + 1);
        if (end < 0) return -1 - end;
        kinds[count] = KEY | tape.escaped;
        starts[count] = at;
        ends[count] = end;
        nexts[count] = count + 1;
        count += 1;
        keys[depth] = keys[depth]! + 1;
        if (keys[depth]! > maxKeys) return wrong(tape, 'too_many_keys', at);
        strings += 1;
        if (strings > maxStrings) return wrong(tape, tooMany(tape), at);
        at = end;
        while (at < length && (frame[at] === 0x20 || frame[at] === 0x09)) at += 1;
        if (at >= length || frame[at] !== 0x3a) return at;
        at += 1;
        while (at < length && (frame[at] === 0x20 || frame[at] === 0x09)) at += 1;
        if (at >= length) return at;
        byte = frame[at]!;
      }

      if (byte === 0x7b || byte === 0x5b) {
        if (depth === maxDepth) return wrong(tape, 'too_deep', at);
        depth += 1;
        if (depth === open.length) {
          tape.deepen();
          ({ open, keys } = tape);
        }
        open[depth] = count;
        keys[depth] = 0;
        wantsKey = byte === 0x7b;
        kinds[count] = wantsKey ? OBJECT : ARRAY;
        starts[count] = at;
        count += 1;
        at += 1;
        mayClose = true;
        continue;
      }

      let kind = NUMBER;
      let end: number;
      if (byte === 0x22) {
        strings += 1;
        if (strings > maxStrings) return wrong(tape, tooMany(tape), at);
        end = endOfString(tape, at + 1);
        kind = STRING | tape.escaped;
      } else if (byte === 0x74) {
        end = endOfWord(frame, at, 'true');
        kind = TRUE;
      } else if (byte === 0x66) {
        end = endOfWord(frame, at, 'false');
        kind = FALSE;
      } else if (byte === 0x6e) {
        end = endOfWord(frame, at, 'null');
        kind = NULL;
      } else {
        end = endOfNumber(frame, at);
      }
      if (end < 0) return -1 - end;
      kinds[count] = kind;
      starts[count] = at;
      ends[count] = end;
      nexts[count] = count + 1;
      count += 1;
      at = end;
    }

    // After a value: commas and closing brackets, until the next value or the end.
    for (;;) {
      if (!closes) {
        while (at < length && (frame[at] === 0x20 || frame[at] === 0x09)) at += 1;
        if (depth === 0) {
          tape.count = count;
          return at < length ? at : -1;
        }
        if (at >= length) return at;
        byte = frame[at]!;
        if (byte === 0x2c) {
          at += 1;
          break;
        }
        if (byte !== (wantsKey ? 0x7d : 0x5d)) return at;
      }
      closes = false;
      const container = open[depth]!;
      at += 1;
      ends[container] = at;
      nexts[container] = count;
      // Two members of one name: one parser takes the first, another the last.
      if (keys[depth]! > 1 && hasDuplicateKey(tape, container, keys[depth]!)) {
        return wrong(tape, 'duplicate_key', starts[container]!);
      }
      depth -= 1;
      wantsKey = depth > 0 && kinds[open[depth]!] === OBJECT;
    }
  }
}

function wrong(tape: Tape, fault: Fault, at: number): number {
  tape.reason = fault;
  return at;
}

/** An array at the top is a batch, and one with so many strings has too many members anyway. */
function tooMany(tape: Tape): Fault {
  return tape.kinds[0] === ARRAY ? 'batch_refused' : 'too_many_strings';
}

function endOfWord(frame: Uint8Array, at: number, word: string): number {
  for (let n = 0; n < word.length; n += 1) if (frame[at + n] !== word.charCodeAt(n)) return -1 - at;
  return at + word.length;
}

/** @returns the offset after the number, or `-1 - offset` of what is wrong. */
function endOfNumber(frame: Uint8Array, start: number): number {
  let at = start;
  if (frame[at] === 0x2d) at += 1;
  if (frame[at] === 0x30) {
    at += 1;
  } else {
    const digits = endOfDigits(frame, at);
    if (digits === at) return -1 - at;
    at = digits;
  }
  if (frame[at] === 0x2e) {
    const digits = endOfDigits(frame, at + 1);
    if (digits === at + 1) return -1 - at;
    at = digits;
  }
  if (frame[at] === 0x65 || frame[at] === 0x45) {
    const sign = frame[at + 1] === 0x2b || frame[at + 1] === 0x2d ? 1 : 0;
    const digits = endOfDigits(frame, at + 1 + sign);
    if (digits === at + 1 + sign) return -1 - at;
    at = digits;
  }
  return at;
}

function endOfDigits(frame: Uint8Array, start: number): number {
  let at = start;
  while (at < frame.length && frame[at]! >= 0x30 && frame[at]! <= 0x39) at += 1;
  return at;
}

/** The name of what is wrong, where another reader's view of the whole frame matters more than where we stopped. */
function faultOf(frame: Uint8Array, fault: Fault, at: number): Fault {
  // A carriage return is a line end to some servers: what we read as one frame they would read as several.
  if (frame.includes(0x0d)) return 'ambiguous_frame';
  if (fault !== 'parse_error') return fault;
  if (isUtf16(frame)) return 'invalid_utf8';
  if (at < frame.length && frame[at]! >= 0x80 && sizeOfCharacter(frame, at) === 0) return 'invalid_utf8';
  return fault;
}

/** UTF-16 of ASCII is valid UTF-8 full of NULs; it is told by the NULs beside its first two characters. */
function isUtf16(frame: Uint8Array): boolean {
  const [a, b, c, d] = frame;
  return (a !== 0 && b === 0 && c !== 0 && d === 0) || (a === 0 && b !== 0 && c === 0 && d !== 0);
}
