import type { Part } from '../message/message.ts';

/** Messages of one sender to one recipient that are read together. */
const MAX_MESSAGES = 10;
/**
 * Characters of them that are kept. A match is at most 512 long; the rest is room for invisible characters and
 * encodings, which stretch what is written without stretching what is read.
 */
export const REACH = 2048;

/** What one earlier message left in the window. */
type Said = {
  readonly pieces: readonly string[];
  /** Its bytes held nothing that any rule could begin with. */
  readonly quiet: boolean;
  /** Rules that were found in it already; they are not found again in what follows [52]. */
  readonly found: readonly string[];
};

/** The joined window: what one sender lately said to one recipient, as far as a split phrase could need it [50-53]. */
export type Tail = { readonly said: readonly Said[] };
export const NO_TAIL: Tail = { said: [] };

/** The free content of a message: what is read together with its neighbours. */
export function joinable(parts: readonly Part[]): Part[] {
  return parts.filter((part) => part.joins && !part.key && part.text !== '');
}

/** The window after one more message. A message without free content leaves it as it is. */
export function extend(tail: Tail, parts: readonly Part[], quiet: boolean, found: readonly string[]): Tail {
  const pieces: string[] = [];
  let room = REACH;
  for (let i = parts.length - 1; i >= 0 && room > 0; i -= 1) {
    const piece = lastOf(parts[i]?.text ?? '', room);
    room -= piece.length;
    pieces.unshift(piece);
  }
  if (pieces.length === 0) return tail;
  const said: Said[] = [{ pieces, quiet, found }];
  for (let i = tail.said.length - 1; i >= 0 && room > 0 && said.length < MAX_MESSAGES; i -= 1) {
    const earlier = tail.said[i];
    if (!earlier) break;
    for (const piece of earlier.pieces) room -= piece.length;
    said.unshift(earlier);
  }
  return { said };
}

/** A short string of its own: a slice would keep the whole message alive for as long as the window holds it. */
function lastOf(text: string, length: number): string {
  if (text.length <= length && text.length <= 2 * REACH) return text;
  return Array.from({ length: Math.min(length, text.length) }, (_, i) => text[text.length - length + i] ?? '').join('');
}
