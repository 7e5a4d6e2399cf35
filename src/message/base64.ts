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
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  const binary = plain.split('=').map(bytesOf).join('');
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function bytesOf(run: string): string {
  const digits = run.replace(/[^A-Za-z0-9+/]/g, '');
  return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}
