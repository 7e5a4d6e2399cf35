import { mayEnd } from './sentence-end.ts';

const encoder = new TextEncoder();
const BEYOND = 255;
const STOP = 46;
let scratch = new Uint8Array(4_096);

/**
 * A text's units as bytes, those beyond ASCII as 255, a full stop of another script as one. Good until the next call.
 */
export function bytesOf(text: string): Uint8Array {
  if (scratch.length < text.length) scratch = new Uint8Array(2 * text.length);
  const bytes = scratch;
  const { read, written } = encoder.encodeInto(text, bytes);
  if (read === text.length && written === read) return bytes;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes[at] = unit < 128 ? unit : mayEnd(unit) ? STOP : BEYOND;
  }
  return bytes;
}
