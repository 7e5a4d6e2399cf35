/** What a stretch of a JSON string reads as. */
export type Excerpt = {
  readonly text: string;
  /** Where in `text` the byte that was asked for stands. */
  readonly at: number;
  /** Whether a character beyond ASCII or a control stands in it, and one that may begin an escape. */
  readonly odd: boolean;
  readonly escaped: boolean;
};

const QUOTE = 34;
const BACKSLASH = 92;
/** No excerpt is longer on either side, in characters, unless asked for. */
const LONGEST = 1_024;
const units = new Uint16Array(12 * LONGEST);

/**
 * Decodes about `before` characters ahead of byte `at` and `after` behind it, within the JSON string around it. A run of white
 * space counts as one, and what a reading of the text may drop counts as none.
 * @param most characters behind `at`
 * `at` must be the first byte of a character, not within an escape.
 */
export function excerptAt(frame: Uint8Array, at: number, before: number, after: number, most = LONGEST): Excerpt {
  const start = startOf(frame, at, before);
  let size = 0;
  let place = 0;
  let room = after;
  let blank = false;
  let odd = false;
  let escaped = false;
  let index = start;
  while (index < frame.length && size < units.length - 2) {
    if (index >= at) {
      if (index === at) {
        place = size;
        // What stands before is not counted here.
        room = after;
      }
      if (room <= 0 || size - place >= most) break;
    }
    // Mostly there is nothing to decode nor to weigh.
    let point = frame[index] as number;
    if (SIMPLE[point] === 1) {
      const ahead = index < at ? at - index : Math.min(room, most - (size - place), frame.length - index);
      const until = index + Math.min(ahead, units.length - 2 - size);
      const from = index;
      do {
        units[size] = point;
        size += 1;
        index += 1;
        point = frame[index] as number;
      } while (index < until && SIMPLE[point] === 1);
      blank = false;
      if (from >= at) room -= index - from;
      continue;
    }
    if (point === QUOTE) break;
    if (point === BACKSLASH) {
      const letter = frame[index + 1] ?? 0;
      point = letter === 117 ? hex(frame, index + 2) : (PLAIN[letter] ?? letter);
      index += letter === 117 ? 6 : 2;
      if (point === BACKSLASH) escaped = true;
    } else if (point >= 0x80) {
      const length = point >= 0xf0 ? 4 : point >= 0xe0 ? 3 : 2;
      point &= 0xff >> (length + 1);
      for (let more = 1; more < length; more += 1) point = (point << 6) | ((frame[index + more] ?? 0) & 0x3f);
      index += length;
    } else index += 1;
    if (point > 0xffff) {
      units[size] = 0xd7c0 + (point >> 10);
      units[size + 1] = 0xdc00 | (point & 0x3ff);
      size += 2;
      odd = true;
      continue;
    }
    units[size] = point;
    size += 1;
    if (point === 32 || (point >= 9 && point <= 13)) {
      if (!blank) room -= 1;
      blank = true;
      continue;
    }
    blank = false;
    if (point >= 127 || point < 32) odd = true;
    else if (point === 37 || point === 38) {
      escaped = true;
      room += 5;
    } else if (point === BACKSLASH) room += 5;
    else room -= 1;
  }
  if (index < at || size === 0) place = size;
  const text = String.fromCharCode.apply(undefined, units.subarray(0, size) as unknown as number[]);
  return { text, at: Math.min(place, size), odd, escaped };
}

/** Printable ASCII that stands for itself and counts as one character. */
const SIMPLE: Uint8Array = simple();

function simple(): Uint8Array {
  const table = new Uint8Array(256).fill(1, 33, 127);
  for (const code of [QUOTE, BACKSLASH, 37, 38]) table[code] = 0;
  return table;
}

/** Where an excerpt begins: the first byte of a character or an escape. */
function startOf(frame: Uint8Array, at: number, before: number): number {
  let start = at;
  // An escape of some characters may be cut.
  let room = before + 8;
  let blank = false;
  for (let left = LONGEST; start > 0 && room > 0 && left > 0; start -= 1) {
    const byte = frame[start - 1] as number;
    if (byte === QUOTE && !isEscaped(frame, start - 1)) return start;
    if (byte === BACKSLASH || byte >= 0x80) {
      if ((byte & 0xc0) !== 0x80) left -= 1;
      continue;
    }
    left -= 1;
    // `\u0041` is one character, and may be one that is dropped.
    if (start > 5 && frame[start - 5] === 117 && frame[start - 6] === BACKSLASH) {
      start -= 5;
      continue;
    }
    const slash = frame[start - 2] === BACKSLASH;
    if (byte === 32 || (slash && (byte === 110 || byte === 116 || byte === 114))) {
      if (!blank) room -= 1;
      blank = true;
      continue;
    }
    blank = false;
    // `%20`, `&nbsp;`, `\x41` and `\\u0041` may stand for one character.
    if (slash && (byte === 117 || byte === 120)) room += 4;
    else if (byte === 37 || byte === 38) room += 5;
    else room -= 1;
  }
  return wholeFrom(frame, start, at);
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

export function isEscaped(frame: Uint8Array, at: number): boolean {
  let slashes = 0;
  while (frame[at - 1 - slashes] === BACKSLASH) slashes += 1;
  return (slashes & 1) === 1;
}

/** What a letter behind a backslash stands for, where that is not itself. */
const PLAIN: Readonly<Record<number, number>> = { 110: 10, 116: 9, 114: 13, 98: 8, 102: 12 };

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
