import type { Tape } from './tape.ts';
import { ESCAPED } from './tape.ts';

const PLAIN = 0;
const QUOTE = 1;
const BACKSLASH = 2;
const CONTROL = 3;

/** What a byte is inside a string: the four above, or 4 for the start (or a misplaced rest) of a longer character. */
const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < 0x20) return CONTROL;
  if (byte === 0x22) return QUOTE;
  if (byte === 0x5c) return BACKSLASH;
  return byte < 0x80 ? PLAIN : 4;
});

/** Bytes read one by one before the words are tried: short strings never pay for them. */
const RUN = 16;
/** The place of a byte in a word is told by its bits only where the lowest byte comes first. */
const WORDS_TELL_PLACES = new Uint8Array(Int32Array.of(1).buffer)[0] === 1;

/**
 * Reads a string from the byte after its opening quote to the byte after its closing one, checking UTF-8 and escapes.
 * @returns that offset, or `-1 - offset` of what is wrong, with `tape.reason` set.
 */
export function endOfString(tape: Tape, from: number): number {
  const { frame } = tape;
  const length = frame.length;
  let at = from;
  let run = at + RUN;
  tape.escaped = 0;
  while (at < length) {
    const kind = CLASSES[frame[at]!]!;
    if (kind === PLAIN) {
      at += 1;
      if (at >= run) {
        at = endOfPlainWords(tape, at);
        run = at + 4;
      }
    } else if (kind === QUOTE) {
      return at + 1;
    } else if (kind === BACKSLASH) {
      tape.escaped = ESCAPED;
      const past = endOfEscape(tape, at);
      if (past < 0) return past;
      at = past;
    } else if (kind === CONTROL) {
      return refused(tape, at);
    } else {
      const size = sizeOfCharacter(frame, at);
      if (size === 0) {
        tape.reason = 'invalid_utf8';
        return -1 - at;
      }
      at += size;
    }
  }
  return refused(tape, length);
}

/** Skips bytes that are none of quote, backslash, control or non-ASCII, four at a time. */
function endOfPlainWords(tape: Tape, from: number): number {
  const { frame } = tape;
  if (!WORDS_TELL_PLACES) return from;
  if (tape.words === undefined) tape.words = new Int32Array(frame.buffer, 0, frame.buffer.byteLength >> 2);
  const { words } = tape;
  const base = frame.byteOffset;
  let at = from;
  for (; ((at + base) & 3) !== 0; at += 1) if (at >= frame.length || CLASSES[frame[at]!] !== PLAIN) return at;
  let word = (at + base) >> 2;
  const past = (frame.length + base) >> 2;
  for (; word < past; word += 1) {
    const four = words[word]!;
    // A subtraction borrows into a byte's top bit when the byte is below the one subtracted; the lowest such is exact.
    const odd =
      (four | (four - 0x20202020) | ((four ^ 0x22222222) - 0x01010101) | ((four ^ 0x5c5c5c5c) - 0x01010101)) &
      0x80808080;
    if (odd !== 0) return (word << 2) - base + ((31 - Math.clz32(odd & -odd)) >> 3);
  }
  return (word << 2) - base;
}

/** Bytes of the UTF-8 character at `at`, or 0 where there is none (overlong, surrogate, beyond U+10FFFF, cut). */
export function sizeOfCharacter(frame: Uint8Array, at: number): number {
  const lead = frame[at]!;
  if (lead < 0x80) return 1;
  const second = frame[at + 1] ?? 0;
  if ((second & 0xc0) !== 0x80) return 0;
  if (lead < 0xe0) return lead >= 0xc2 ? 2 : 0;
  if (((frame[at + 2] ?? 0) & 0xc0) !== 0x80) return 0;
  if (lead < 0xf0) return (lead === 0xe0 && second < 0xa0) || (lead === 0xed && second >= 0xa0) ? 0 : 3;
  if (((frame[at + 3] ?? 0) & 0xc0) !== 0x80) return 0;
  return lead > 0xf4 || (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second >= 0x90) ? 0 : 4;
}

function endOfEscape(tape: Tape, at: number): number {
  const { frame } = tape;
  switch (frame[at + 1]) {
    case 0x22: // "
    case 0x5c: // \
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return at + 2;
    case 0x75: // u
      break;
    default:
      return refused(tape, at);
  }
  const unit = hexUnit(frame, at + 2);
  if (unit < 0) return refused(tape, at);
  if (unit < 0xd800 || unit > 0xdfff) return at + 6;
  // Two texts with different lone surrogates encode to the same bytes: one would be checked and the other one used.
  const low = frame[at + 6] === 0x5c && frame[at + 7] === 0x75 ? hexUnit(frame, at + 8) : -1;
  if (unit < 0xdc00 && low >= 0xdc00 && low <= 0xdfff) return at + 12;
  tape.reason = 'lone_surrogate';
  return -1 - at;
}

/** Four hexadecimal digits as a number, or -1. */
export function hexUnit(frame: Uint8Array, at: number): number {
  let unit = 0;
  for (let digit = at; digit < at + 4; digit += 1) {
    const byte = frame[digit] ?? 0;
    const lower = byte | 0x20;
    if (byte >= 0x30 && byte <= 0x39) unit = unit * 16 + byte - 0x30;
    else if (lower >= 0x61 && lower <= 0x66) unit = unit * 16 + lower - 0x57;
    else return -1;
  }
  return unit;
}

function refused(tape: Tape, at: number): number {
  tape.reason = 'parse_error';
  return -1 - at;
}
