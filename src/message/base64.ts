/** Media types whose content is text to whoever reads it; none at all is taken for text. */
export function isTextLike(mimeType: string | undefined): boolean {
  return mimeType === undefined || mimeType === '' || /^\s*text\/|json|xml|yaml|javascript|ecmascript/i.test(mimeType);
}

/** Only characters that base64 uses, padding at the end: nothing in it can be read as it stands. */
export function isBase64(text: string): boolean {
  const padding = text.indexOf('=');
  const body = padding < 0 ? text : text.slice(0, padding);
  return !/[^A-Za-z0-9+/\-_\s]/.test(body) && (padding < 0 || !/[^=\s]/.test(text.slice(padding)));
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
 * What stands before the first byte that no text has, of base64 whose media type is no text's: the type is the sender's
 * word, and an order in a "picture" must be read all the same. `''` where that is too short for one.
 */
export function leadingTextOfBase64(text: string): string {
  const start = lenient(bytesOf(text.slice(0, 8 * SNIFFED)).slice(0, SNIFFED));
  const end = start.search(BINARY);
  const all = end >= 0 ? start.slice(0, end) : lenient(bytesOf(text));
  const cut = all.search(BINARY);
  const leading = (cut < 0 ? all : all.slice(0, cut)).replace(ILLEGIBLE, '');
  return leading.length < SHORTEST ? '' : leading;
}

/** How many bytes are decoded before it is known whether all are worth it: of a picture no more are. */
const SNIFFED = 384;
/** The magic of a file format is shorter, an order is longer; in characters. */
const SHORTEST = 24;
/** The WHATWG's binary data bytes. */
const BINARY = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;
const ILLEGIBLE = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ufffd]+/g;

function lenient(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function bytesOf(text: string): Uint8Array {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  const binary = plain.split('=').map(binaryOf).join('');
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

function binaryOf(run: string): string {
  const digits = run.replace(/[^A-Za-z0-9+/]/g, '');
  return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}
