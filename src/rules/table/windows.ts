import { literalFrequency } from './literal-frequency.ts';
import { EDGE, type Near } from './neighbours.ts';

/**
 * Texts are searched four bytes at a time, at every second place. Each literal therefore has two windows of four bytes, one of
 * which falls on such a place wherever it stands; a literal too short for that takes a byte beside it into the window.
 */
export type Window = { readonly key: number; readonly literal: number; readonly offset: number };

/** What a window's bytes are before they are compared: letters without their case, some symbols mixed up. */
export const FOLD = 0x20202020;

/** The entries of one literal. */
export function windowsOf(text: string, literal: number, prev: Near, next: Near): Window[] {
  const bytes = [...text].map((char) => char.charCodeAt(0));
  const windows: Window[] = [];
  for (const parity of [0, 1]) {
    let best = -1;
    for (let at = parity; at + 4 <= bytes.length; at += 2) {
      if (best < 0 || often(text, at) < often(text, best)) best = at;
    }
    if (best >= 0) {
      windows.push({ key: keyOf(bytes.slice(best, best + 4)), literal, offset: best });
      continue;
    }
    const before = besides(prev);
    const after = besides(next);
    if (parity === 1 && (bytes.length < 4 || before.length < after.length)) {
      for (const byte of before) windows.push({ key: keyOf([byte, ...bytes.slice(0, 3)]), literal, offset: -1 });
    } else {
      for (const byte of after)
        windows.push({ key: keyOf([...bytes.slice(parity, parity + 3), byte]), literal, offset: parity });
    }
  }
  return windows;
}

/** How often ordinary text holds the four characters, common words above all. */
function often(text: string, at: number): number {
  return literalFrequency(text.slice(at, at + 4), { begins: false, ends: false });
}

/** Folded bytes that may stand beside a literal: the end of the text and all beyond ASCII among them. */
function besides(near: Near): number[] {
  const bytes = new Set([0x20, 0x7f, 0xff]);
  for (let code = 0; code < EDGE; code += 1) if (near[code] === 1) bytes.add(code | 0x20);
  return [...bytes];
}

function keyOf(bytes: readonly number[]): number {
  return bytes.reduce((key, byte, at) => key | ((byte | 0x20) << (8 * at)), 0);
}
