import { runEnd } from '../scan/triggers.ts';
import { base32Value, LONG_RUN, mayList, mayRead, VALUES } from './readable.ts';

/** A stretch of a text that is another text, encoded. */
export type Encoded = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Compressed: these bytes stand for the text, and are only inflated when there is work left for it. */
  readonly packed?: Uint8Array;
};

/** Base64 of 12 characters and more hides a word; shorter runs are words themselves. */
export const MIN_RUN = 16;
export const MIN_SPACED_HEX = 20;
/** Readable characters in a row that chance hardly gives. */
const MIN_READABLE = 10;
const MAX_RUN = 4_194_304;
const MAX_BASE32 = 65_536;

export const BASE64 = members('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_');
export const HEX_LIST = members('0123456789abcdefABCDEFxX ,:;\n\r\t\\[]()-');

/**
 * What a run of base64 characters that begins at `start` stands for, as base64 in its forms or as hexadecimal.
 * @param codes the units of `text`, 255 for all beyond ASCII
 * @returns where it ends, lines that belong to it included: what stands before is not to be read again
 */
export function base64At(text: string, codes: Uint8Array, start: number, found: Encoded[]): number {
  const first = runEnd(codes, BASE64, start + MIN_RUN, codes.length);
  const end = mayRead(codes, start, first) || isBroken(codes, first) ? wrappedEnd(text, start, first) : first;
  const read = end > first || mayRead(codes, start, first) ? readings(text, start, end) : [];
  if (read.length === 0 && isTurned(codes, start)) read.push(...readings(turned(text, start, end), 0, end - start));
  for (const one of read) {
    found.push(typeof one === 'string' ? { start, end, text: one } : { start, end, text: '', packed: one });
  }
  return end;
}

/** The same for a run of what lists of codes are made of. */
export function hexListAt(text: string, codes: Uint8Array, start: number, found: Encoded[]): number {
  const end = runEnd(codes, HEX_LIST, start + MIN_SPACED_HEX, codes.length);
  const list = mayList(codes, start, end) ? codeList(text.slice(start, Math.min(end, start + 65_536))) : undefined;
  if (list !== undefined) found.push({ start, end, text: list });
  return end;
}

/** Whether base64 may go on behind `end`: at a padding or a break. */
export function isBroken(codes: Uint8Array, end: number): boolean {
  const code = codes[end];
  return code === 61 || code === 10 || code === 13 || code === 32 || code === 92;
}

/** Base64 written from its end begins with the padding. An assignment has a name before the sign. */
function isTurned(codes: Uint8Array, start: number): boolean {
  if (codes[start - 1] !== 61) return false;
  const before = codes[start - 2] ?? 32;
  return before === 61 ? (codes[start - 3] ?? 32) <= 34 : before <= 34;
}

function turned(text: string, start: number, end: number): string {
  return [...text.slice(start, Math.min(end, start + LONG_RUN))].reverse().join('');
}

/** The end of base64 that was broken into lines of the same width. */
function wrappedEnd(text: string, start: number, first: number): number {
  const width = first - start;
  let end = first;
  for (let lines = 0; lines < 65_536; lines += 1) {
    const gap = /^(?:\r?\n[ \t>]{0,8}|\\r?\\n|\\n| )/.exec(text.slice(end, end + 12));
    if (gap === null) break;
    const next = end + gap[0].length;
    let stop = next;
    while (stop < text.length && stop - next < width && isMember(BASE64, text.charCodeAt(stop))) stop += 1;
    if (stop === next) break;
    // A shorter line is the last one, and only after full lines is it one at all.
    if (stop - next < width && !/^={1,2}/.test(text.slice(stop, stop + 2)) && lines === 0 && stop - next < 4) break;
    end = stop;
    if (stop - next < width) break;
  }
  while (end < text.length && text[end] === '=') end += 1;
  return end;
}

/** What a run of base64 characters reads as: as hexadecimal, or as base64 from each of its first four characters. */
function readings(text: string, start: number, end: number): (string | Uint8Array)[] {
  const run = text.slice(start, Math.min(end, start + MAX_RUN)).replace(/[^A-Za-z0-9+/_-]+/g, '');
  if (/^(?:[01]{8}){8,}$/.test(run)) {
    const read = textOf(Uint8Array.from(run.match(/.{8}/g) ?? [], (bits) => Number.parseInt(bits, 2)));
    return read === undefined ? [] : [read];
  }
  if (run.length >= 16 && /^(?:0x)?(?:[0-9a-f]{2})+$/i.test(run)) {
    const bytes = Uint8Array.from(run.replace(/^0x/i, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [bytes];
    const read = textOf(bytes);
    return read === undefined ? [] : [read];
  }
  if (/^(?:[A-Z2-7]+|[a-z2-7]+)$/.test(run)) {
    const read = textOf(base32(run.slice(0, MAX_BASE32)));
    if (read !== undefined) return [read];
  }
  // Text in base64 has capitals; a path or a name in small letters is none.
  if (!/[A-Z]/.test(run)) return [];
  if (isPacked(run)) return [base64(run, 0)];
  for (let skip = 0; skip < 4; skip += 1) {
    const parts = skip === 0 || run.length <= LONG_RUN ? [run] : [run.slice(0, LONG_RUN), run.slice(-LONG_RUN)];
    for (const part of parts) {
      const read = textOf(base64(part, skip));
      if (read !== undefined) return [read];
    }
  }
  return [];
}

/** gzip and zlib as base64 begins them. */
function isPacked(run: string): boolean {
  return /^(?:H4sI|eJ[w-z]|eN[o-r]|eF[4-7]|eA[E-H])/.test(run);
}

function base32(run: string): Uint8Array {
  const bytes = new Uint8Array((run.length * 5) >> 3);
  let bits = 0;
  let have = 0;
  let size = 0;
  for (let at = 0; at < run.length; at += 1) {
    bits = ((bits << 5) | base32Value(run.charCodeAt(at))) & 0x1fff;
    have += 5;
    if (have < 8) continue;
    have -= 8;
    bytes[size] = (bits >> have) & 255;
    size += 1;
  }
  return bytes.subarray(0, size);
}

function base64(run: string, skip: number): Uint8Array {
  const bytes = new Uint8Array(((run.length - skip) * 3) >> 2);
  let bits = 0;
  let have = 0;
  let size = 0;
  for (let at = skip; at < run.length; at += 1) {
    bits = (bits << 6) | (VALUES[run.charCodeAt(at)] ?? 0);
    have += 6;
    if (have < 8) continue;
    have -= 8;
    bytes[size] = (bits >> have) & 255;
    size += 1;
  }
  return bytes.subarray(0, size);
}

/** Bytes as text when they hold any: all of UTF-8 or UTF-16, else the readable stretches among them. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length < 8) return undefined;
  const wide = utf16(bytes);
  if (wide !== undefined) return wide;
  const stretches: string[] = [];
  let stretch = '';
  let letters = 0;
  let high = 0;
  const close = (): void => {
    if (stretch.length >= Math.min(MIN_READABLE, bytes.length) && letters * 3 >= stretch.length)
      stretches.push(stretch);
    stretch = '';
    letters = 0;
  };
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const shown = (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13 || byte === 27;
    if (at < bytes.length && (shown || byte >= 0x80)) {
      if (byte >= 0x80) high += 1;
      if ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte === 32)
        letters += 1;
      continue;
    }
    if (at - start >= 8) {
      const part = bytes.subarray(start, at);
      if (high === 0) {
        stretch = latin1(part);
        close();
      } else {
        // Compressed and random bytes are seldom UTF-8 for long; their ASCII stretches still count.
        const text = utf8(part);
        if (text !== undefined) {
          stretch = text;
          letters = text.length;
          close();
        } else stretches.push(...asciiStretches(part));
      }
    }
    start = at + 1;
    letters = 0;
    high = 0;
  }
  return stretches.length === 0 ? undefined : stretches.join('\n');
}

function asciiStretches(bytes: Uint8Array): string[] {
  return (latin1(bytes).match(/[\x20-\x7e\t\n\r]{12,}/g) ?? []).filter(
    (one) => (one.match(/[A-Za-z0-9 ]/g) ?? []).length * 3 >= one.length * 2,
  );
}

/** Little or big endian UTF-16 of mostly ASCII: every second byte is zero. */
function utf16(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  const size = Math.min(bytes.length & ~1, 64);
  for (let at = 0; at < size; at += 1) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  for (const high of [0, 1]) {
    if ((zeros[high] ?? 0) * 4 < size * 1.5 || (zeros[1 - high] ?? 0) > 2) continue;
    let text = '';
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      const unit = ((bytes[at + high] ?? 0) << 8) | (bytes[at + 1 - high] ?? 0);
      if (unit !== 0xfeff) text += String.fromCharCode(unit);
    }
    return text;
  }
  return undefined;
}

/** `69 67 6e`, `0x69, 0x67`, `105, 103, 110`, `151 147 156` and `01101001 …` as what they spell. */
function codeList(text: string): string | undefined {
  // Blanks and brackets alone are the commonest run of all.
  if (!/[0-9a-f]{2}[^0-9a-z]{0,6}(?:0x|\\x)?[0-9a-f]{2,8}[^0-9a-z]/i.test(text)) return undefined;
  const tokens = text.replace(/(?:\b0|\\)x/gi, ' ').match(/[0-9a-f]+/gi) ?? [];
  if (tokens.length < 8) return undefined;
  // Which numbers they are is not always clear: hexadecimal pairs may be decimal numbers.
  const all: string[] = [];
  for (const [shape, radix] of NUMBERS) {
    const fit = tokens.filter((token) => shape.test(token));
    // Words made of the letters a to f may stand before and after.
    if (fit.length * 10 < tokens.length * 8) continue;
    const read = String.fromCharCode(...fit.slice(0, 8_192).map((token) => Number.parseInt(token, radix)));
    const prose = (read.match(/[\x20-\x7e\t\n\r]{8,}/g) ?? []).filter(isProse);
    all.push(...prose);
  }
  return all.length === 0 ? undefined : all.join('\n');
}

const NUMBERS: readonly (readonly [RegExp, number])[] = [
  [/^(?:[0-9a-f]{2}|0{1,4}[0-9a-f]{2})$/i, 16],
  [/^(?:[3-9][0-9]|1[0-2][0-9]|9|10|13)$/, 10],
  [/^0?[01][0-7]{2}$/, 8],
  [/^[01]{7,8}$/, 2],
];

function isProse(text: string): boolean {
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0;
  const plain = text.match(/[\w ./:-]/g)?.length ?? 0;
  return letters >= 8 && plain * 5 >= text.length * 3;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}

const decoder = new TextDecoder();

function utf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? decoder.decode(bytes) : undefined;
}

/** A loop of ours: a decoder that throws on the first bad byte costs a hundred times as much, and most runs are no text. */
function isUtf8(bytes: Uint8Array): boolean {
  let more = 0;
  for (const byte of bytes) {
    if (more > 0) {
      if ((byte & 0xc0) !== 0x80) return false;
      more -= 1;
    } else if (byte >= 0x80) {
      if (byte < 0xc2 || byte > 0xf4) return false;
      more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    }
  }
  return more === 0;
}

function isMember(table: Uint8Array, code: number): boolean {
  return code < 128 && table[code] === 1;
}

function members(set: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const char of set) table[char.charCodeAt(0)] = 1;
  return table;
}
