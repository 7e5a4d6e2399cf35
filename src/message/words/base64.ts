/** Media types whose content is text to whoever reads it; none at all is taken for text. */
export function isTextLike(mimeType: string | undefined): boolean {
  return mimeType === undefined || mimeType === '' || /^\s*text\/|json|xml|yaml|javascript|ecmascript/i.test(mimeType);
}

/** Only characters that base64 uses, padding at the end: nothing in it can be read as it stands. */
export function isBase64(text: string): boolean {
  const padding = text.indexOf('=');
  const body = padding < 0 ? text : text.slice(0, padding);
  return !/[^A-Za-z0-9+/\-_ \t\r\n\v\f]/.test(body) && (padding < 0 || !/[^= \t\r\n\v\f]/.test(text.slice(padding)));
}

/** Whether it may be words all the same: they may be spelled with no other characters, but for a blank between two of them. */
export function mayBeWords(text: string): boolean {
  return (text.includes(' ') || text.includes('\t')) && /\S[ \t]+\S/.test(text);
}

/**
 * Text that the base64 holds, either alphabet, read leniently as clients do: other characters are skipped, and after
 * padding it goes on. Undefined when it is not UTF-8.
 */
export function textOfBase64(text: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(text));
  } catch {
    return undefined;
  }
}

/** All that is legible of such text when it is not UTF-8: without the bytes that are none, which a reader skips too. */
export function legibleOfBase64(text: string): string {
  return lenient(bytesOf(text)).replace(ILLEGIBLE, '');
}

/**
 * The stretches of text in base64 whose media type is no text's: the type is the sender's word, and an order in a "picture" must be read
 * all the same. What it begins with, up to the first byte that no text has, and of the rest what reads as prose; `''` where nothing does.
 * @param clean whether it is base64 and nothing else
 */
export function textWithinBase64(text: string, clean: boolean): string {
  const short = text.length <= SHORT || !BINARY.test(lenient(bytesOf(text.slice(0, 8 * SNIFFED)).slice(0, SNIFFED)));
  const pieces = short ? [lenient(bytesOf(text))] : asciiWithin(text, clean);
  const kept: string[] = [];
  for (const [number, piece] of pieces.entries()) {
    for (const [at, given] of piece.replace(WIDE, narrow).split(UNREADABLE).entries()) {
      const leads = short && number === 0 && at === 0;
      const parts = given.split(ILLEGIBLE);
      for (const [first, part] of parts.entries())
        if (part.length >= SHORTEST && ((leads && first === 0) || isProse(part))) kept.push(part);
      if (parts.length === 1 || !short || given.length < SHORTEST || !isProse(parts.join(''))) continue;
      kept.push(parts.join(''), parts.join(' '));
    }
  }
  return kept.join('\n');
}

/** How many bytes are decoded before it is known whether all are worth it: of a long picture no more are. */
const SNIFFED = 384;
/** So many characters are always decoded as a whole. */
const SHORT = 16_384;
/** The magic of a file format is shorter, an order is longer; in characters. */
const SHORTEST = 24;
/** The WHATWG's binary data bytes. */
const BINARY = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;
const ILLEGIBLE = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ufffd]+/g;
/** A single one may stand within a word or between two. */
const UNREADABLE = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ufffd]{2,}/;
/** ASCII as UTF-16, in either order of bytes. */
const WIDE = /(?:[\x20-\x7e\r\n\t]\x00){12,}|(?:\x00[\x20-\x7e\r\n\t]){12,}/g;

function narrow(wide: string): string {
  return wide.replaceAll('\0', '');
}

/** Words with something between them. Tables, names and chunks of a file format are none. */
function isProse(stretch: string): boolean {
  const start = stretch.slice(0, 4_096);
  const letters = start.match(/[\p{L}\s]/gu)?.length ?? 0;
  const words = start.match(/(?<=\s)\p{L}{2,}(?=[\s.,;:!?])/gu)?.length ?? 0;
  return letters * 4 >= start.length * 3 && (words >= 2 || /[^\x00-\u036f]{12}/.test(start));
}

/** Characters of base64 that are three bytes of ASCII each four, so many of them, hold a short order. */
const STEP = 16;

/**
 * The stretches of ASCII in base64, without decoding the rest: one group of four in four is looked at, and of random bytes
 * seven in eight are none.
 */
function asciiWithin(text: string, clean: boolean): string[] {
  const found: string[] = [];
  for (const digits of plainly(text, clean).split('=')) {
    for (let at = 0; at + 4 <= digits.length; ) {
      if (!isAscii(digits, at)) {
        at += STEP;
        continue;
      }
      let start = at;
      while (start >= 4 && at - start < STEP && isAscii(digits, start - 4)) start -= 4;
      let end = at + 4;
      while (end + 4 <= digits.length && isAscii(digits, end)) end += 4;
      if (end - start >= 2 * STEP) found.push(lenient(bytesOf(digits.slice(start, end))));
      at = Math.max(at + STEP, end - (end % STEP));
    }
  }
  return found;
}

/** Whether four characters of base64 are three bytes below 128. */
function isAscii(digits: string, at: number): boolean {
  const high = (HIGH[digits.charCodeAt(at)] ?? 0) & 32;
  return (high | ((HIGH[digits.charCodeAt(at + 1)] ?? 0) & 8) | ((HIGH[digits.charCodeAt(at + 2)] ?? 0) & 2)) === 0;
}

/** What each character of base64 stands for; of all else nothing that is ASCII. */
const HIGH = new Uint8Array(128).fill(63);
for (const [value, char] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  HIGH[char.charCodeAt(0)] = value;

function lenient(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function bytesOf(text: string): Uint8Array {
  const binary = plainly(text, false).split('=').map(binaryOf).join('');
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** In the usual alphabet, without what a lenient reader skips. */
function plainly(text: string, isBase64: boolean): string {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  if (isBase64 && ![...' \t\r\n\v\f'].some((blank) => plain.includes(blank))) return plain;
  return plain.replace(/[^A-Za-z0-9+/=]+/g, '');
}

function binaryOf(digits: string): string {
  return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}
