/** What a stretch of a JSON string reads as. */
export type Excerpt = {
  readonly text: string;
  /** Where in `text` the byte that was asked for stands. */
  readonly at: number;
};

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Decodes about `before` characters ahead of byte `at` and `after` behind it, within the JSON string around it.
 * `at` must be the first byte of a character, not within an escape.
 */
export function excerptAt(frame: Uint8Array, at: number, before: number, after: number): Excerpt {
  let start = at;
  let head = false;
  // Neither a backslash nor what continues a character counts, and `\u0041` counts once.
  for (let left = before; start > 0 && left > 0; start -= 1) {
    const byte = frame[start - 1] as number;
    if (byte === QUOTE && !isEscaped(frame, start - 1)) {
      head = true;
      break;
    }
    if (byte === 117 && frame[start - 2] === BACKSLASH) left += 4;
    else if (byte !== BACKSLASH && (byte & 0xc0) !== 0x80) left -= 1;
  }
  if (!head) start = wholeFrom(frame, start, at);
  const left = decode(frame, start, at, Number.POSITIVE_INFINITY);
  return { text: left + decode(frame, at, frame.length, after), at: left.length };
}

/** The first byte from `start` on that begins a character or an escape. */
function wholeFrom(frame: Uint8Array, start: number, limit: number): number {
  let at = start;
  for (let back = 1; back <= 5; back += 1) {
    const slash = at - back;
    if (slash >= 0 && frame[slash] === BACKSLASH && !isEscaped(frame, slash)) {
      const size = frame[slash + 1] === 117 ? 6 : 2;
      if (slash + size > at) at = slash + size;
      break;
    }
  }
  while (at < limit && ((frame[at] ?? 0) & 0xc0) === 0x80) at += 1;
  return Math.min(at, limit);
}

function isEscaped(frame: Uint8Array, at: number): boolean {
  let slashes = 0;
  while (frame[at - 1 - slashes] === BACKSLASH) slashes += 1;
  return (slashes & 1) === 1;
}

/** Characters of a JSON string from `at` to its closing quote, `end`, or about `max` of them. */
function decode(frame: Uint8Array, at: number, end: number, max: number): string {
  let text = '';
  let index = at;
  while (index < end && text.length < max) {
    // Mostly there is nothing to decode.
    let plain = index;
    const last = Math.min(end, index + max - text.length, index + 4_096);
    while (plain < last && SIMPLE[frame[plain] as number] === 1) plain += 1;
    if (plain > index) text += latin1(frame.subarray(index, plain));
    if (plain >= last) {
      index = plain;
      continue;
    }
    const byte = frame[plain] as number;
    if (byte === QUOTE) break;
    if (byte === BACKSLASH) {
      const escaped = frame[plain + 1] ?? 0;
      text += String.fromCharCode(escaped === 117 ? hex(frame, plain + 2) : (PLAIN.get(escaped) ?? escaped));
      index = plain + (escaped === 117 ? 6 : 2);
      continue;
    }
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    let point = byte & (0xff >> (size + 1));
    for (let more = 1; more < size; more += 1) point = (point << 6) | ((frame[plain + more] ?? 0) & 0x3f);
    text += String.fromCodePoint(point > 0x10ffff ? 0xfffd : point);
    index = plain + size;
  }
  return text;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode.apply(undefined, bytes as unknown as number[]);
}

const SIMPLE = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);

const PLAIN: ReadonlyMap<number, number> = new Map([
  [110, 10],
  [116, 9],
  [114, 13],
  [98, 8],
  [102, 12],
]);

/** Four hexadecimal digits; 0xfffd for anything else. */
export function hex(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let index = at; index < at + 4; index += 1) {
    const digit = digitOf(bytes[index] ?? 0);
    if (digit < 0) return 0xfffd;
    value = value * 16 + digit;
  }
  return value;
}

export function digitOf(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
