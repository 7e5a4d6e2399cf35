import { tokenize } from './json/json.ts';
import { fold } from './json/keys.ts';
import { kindOf, NUMBER, rawOf, STRING, stringAt, Tape } from './json/tape.ts';
import { LIMITS } from './limits.ts';

/** How far into a frame an id is looked for. */
const READ_BYTES = 64 * 1024;

/** So many bytes at the end of a frame are enough for the id that is its last member. */
export const END_BYTES = 512;

/**
 * The `id` of a top-level object as it is spelled, also of a frame that is broken: read from at most the first 64 KiB and, where the
 * object goes on behind them, from the very end. Undefined when there is none, when it is no string or whole number, or when another
 * reader could take another.
 */
export function idOf(frame: Uint8Array): string | undefined {
  if (frame.length <= READ_BYTES) return idAhead(frame).id;
  return idOfEnds(frame.subarray(0, READ_BYTES), frame.subarray(-END_BYTES));
}

/** The same of a frame that was not kept: of its first bytes (64 KiB at most are read) and its last. */
export function idOfEnds(head: Uint8Array, end: Uint8Array): string | undefined {
  const { id, open } = idAhead(head.subarray(0, READ_BYTES));
  const last = open ? LAST_ID.exec(String.fromCharCode(...end))?.[1] : undefined;
  if (last === undefined) return id;
  return id === undefined ? idToken(end, end.length - last.length) : undefined;
}

/** What the TypeScript SDK ends every message with: a top-level object closes where its frame ends. */
const LAST_ID = /,[ \t]*"id"[ \t]*:[ \t]*((?:"[^"\\]{0,255}"|-?\d[-+.\deE]{0,63})[ \t]*\}[ \t\r\n]*)$/;

/** `open`: the object goes on behind what was read. */
type Ahead = { readonly id: string | undefined; readonly open: boolean };

function idAhead(frame: Uint8Array): Ahead {
  // Nobody takes a byte order mark for a message of its own: who waits for what stands behind it is told [11].
  const head = frame[0] === 0xef && frame[1] === 0xbb && frame[2] === 0xbf ? frame.subarray(3) : frame;
  let id: string | undefined;
  let depth = 0;
  let at = 0;
  while (at < head.length) {
    const byte = head[at]!;
    if (byte === 0x22) {
      const end = endOfQuoted(head, at);
      if (depth === 1 && end > 0) {
        const colon = skipSpace(head, end);
        if (head[colon] === 0x3a && isId(head.subarray(at, end))) {
          if (id !== undefined) return NONE;
          id = idToken(head, skipSpace(head, colon + 1));
          if (id === undefined) return NONE;
        }
      }
      if (end < 0) return { id, open: true };
      at = end;
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) {
      if (depth === 0 && (byte === 0x5b || skipSpace(head, 0) !== at)) return NONE;
      depth += 1;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      // With a second message behind the first nobody can tell which of the two the answer would be to [8].
      if (depth === 0) return head[skipSpace(head, at + 1)] === 0x7b ? NONE : { id, open: false };
    } else if (depth === 0 && byte !== 0x20 && byte !== 0x09) {
      return NONE;
    }
    at += 1;
  }
  return { id, open: true };
}
const NONE: Ahead = { id: undefined, open: false };

/**
 * Whether the top-level object, read from at most the first 64 KiB, is an answer rather than a request: it has a result or an
 * error there and no method. Of a frame that is broken or cut as of any other.
 */
export function looksLikeAnswer(frame: Uint8Array): boolean {
  const head = frame.subarray(0, READ_BYTES);
  let depth = 0;
  let answers = false;
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at]!;
    if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    if (byte !== 0x22) continue;
    const end = endOfQuoted(head, at);
    if (end < 0) break;
    if (depth === 1 && head[skipSpace(head, end)] === 0x3a) {
      const key = String.fromCharCode(...head.subarray(at + 1, Math.min(end - 1, at + 8)));
      if (key === 'method') return false;
      if (key === 'result' || key === 'error') answers = true;
    }
    at = end - 1;
  }
  return answers;
}

/** Whether the value token `i` may be an id: a string or a number with a whole, finite value, however spelled. */
export function isIdToken(tape: Tape, i: number): boolean {
  const kind = kindOf(tape, i);
  return kind === STRING || (kind === NUMBER && (isDigits(tape, i) || isWhole(rawOf(tape, i))));
}

/** The ordinary spelling, told without decoding; beyond it only the value counts. */
function isDigits(tape: Tape, i: number): boolean {
  const end = tape.ends[i]!;
  for (let at = tape.starts[i]!; at < end; at += 1) if (tape.frame[at]! < 0x30 || tape.frame[at]! > 0x39) return false;
  return end - tape.starts[i]! <= 300;
}

function isWhole(spelled: string): boolean {
  const [mantissa = '', exponent = '0'] = spelled.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  if (!Number.isFinite(Number(spelled))) return false;
  const digits = (whole + fraction).replace('-', '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return true;
  return Number(exponent) - fraction.length + (digits.length - significant.length) >= 0;
}

function endOfQuoted(head: Uint8Array, start: number): number {
  for (let at = start + 1; at < head.length; at += 1) {
    if (head[at] === 0x5c) at += 1;
    else if (head[at] === 0x22) return at + 1;
  }
  return -1;
}

function skipSpace(head: Uint8Array, start: number): number {
  let at = start;
  while (head[at] === 0x20 || head[at] === 0x09) at += 1;
  return at;
}

/** A key that anybody could read as `id`. */
function isId(token: Uint8Array): boolean {
  if (token.length === 4 && token[1] === 0x69 && token[2] === 0x64) return true;
  if (token.length > READ_ID) return false;
  const read = tokenize(token, LIMITS);
  return read instanceof Tape && fold(stringAt(read, 0)) === 'id';
}
const READ_ID = 256;

/** The whole string or number at an offset, as spelled. */
function idToken(head: Uint8Array, start: number): string | undefined {
  let end = start;
  if (head[start] === 0x22) end = endOfQuoted(head, start);
  else while (end < head.length && /[-+.\deE]/.test(String.fromCharCode(head[end]!))) end += 1;
  if (end < 0 || end >= head.length) return undefined;
  const read = tokenize(head.subarray(start, end), LIMITS);
  return read instanceof Tape && isIdToken(read, 0) ? rawOf(read, 0) : undefined;
}
