import { tokenize } from './json/json.ts';
import { Tape } from './json/tape.ts';
import { LIMITS } from './limits.ts';

export type Body = {
  /** The body on one line: what a frame would be. */
  readonly frame: Uint8Array;
  readonly tape: Tape;
  readonly value: unknown;
};

/**
 * Reads a body of JSON as strictly as a frame: no duplicate keys, lone surrogates or invalid UTF-8, bounded depth and keys;
 * but white space between tokens may break lines.
 * @returns the fault in one word where it is none
 */
export function readBody(body: Uint8Array, maxDepth: number = LIMITS.maxDepth): Body | { readonly fault: string } {
  const frame = oneLine(body);
  const tape = tokenize(frame, { ...LIMITS, maxDepth });
  if (!(tape instanceof Tape)) return { fault: tape.fault };
  try {
    // A line break inside a string is no JSON; `oneLine` would have made a blank of it.
    return { frame, tape, value: JSON.parse(decoder.decode(body)) };
  } catch {
    return { fault: 'parse_error' };
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function oneLine(body: Uint8Array): Uint8Array {
  if (!body.includes(0x0a) && !body.includes(0x0d)) return body;
  return body.map((byte) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte));
}
