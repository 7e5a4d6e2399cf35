/**
 * A config's bytes as text. `mark` is the byte order mark, which is no part of it and stays in the file.
 * @throws TypeError when they are no UTF-8
 */
export function decodeText(bytes: Uint8Array): { readonly mark: string; readonly text: string } {
  const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const mark = whole.startsWith('\ufeff') ? '\ufeff' : '';
  return { mark, text: whole.slice(mark.length) };
}
