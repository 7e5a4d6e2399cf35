import { runEnd } from '../../scan/match/triggers.ts';
import { digitsOf } from './digits.ts';
import { BASE64, type Encoded, MIN_RUN } from './encoded.ts';
import { LONG_RUN, mayRead, VALUES } from './readable.ts';
import { textOf } from './text-of.ts';

const MAX_RUN = 4_194_304;

/**
 * What a run of base64 characters that begins at `start` stands for, as base64 in its forms or as hexadecimal.
 * @param codes the units of `text`, 255 for all beyond ASCII
 * @returns where it ends, lines that belong to it included: what stands before is not to be read again
 */
export function base64At(text: string, codes: Uint8Array, start: number, found: Encoded[]): number {
  const first = runEnd(codes, BASE64, start + MIN_RUN, codes.length);
  const reads = mayRead(codes, start, first);
  const { full, last } = reads || isBroken(codes, first) ? linesOf(text, start, first) : { full: first, last: first };
  const end = reads && last > full && endsBefore(text, start, full, last) ? full : last;
  const read = end > first || reads ? readings(text, start, end) : [];
  if (read.length === 0 && isTurned(codes, start)) read.push(...readings(turned(text, start, end), 0, end - start));
  for (const one of read) {
    found.push(typeof one === 'string' ? { start, end, text: one } : { start, end, text: '', packed: one });
  }
  return end;
}

/** Whether digits end with their full lines: what follows is a word, and taken for their last line it would hide them. */
function endsBefore(text: string, start: number, full: number, last: number): boolean {
  if (digitsOf(runIn(text, start, last)) !== undefined) return false;
  const alone = digitsOf(runIn(text, start, full));
  return alone !== undefined && alone.length > 0;
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

/** Where base64 ends that was broken into lines of the same width: with its full lines, and with the shorter one behind them. */
function linesOf(text: string, start: number, first: number): { full: number; last: number } {
  const width = first - start;
  let full = first;
  let last = first;
  for (let lines = 0; lines < 65_536; lines += 1) {
    const gap = /^(?:\r?\n[ \t>]{0,8}|\\r?\\n|\\n| )/.exec(text.slice(last, last + 12));
    if (gap === null) break;
    const next = last + gap[0].length;
    let stop = next;
    while (stop < text.length && stop - next < width && isMember(text.charCodeAt(stop))) stop += 1;
    if (stop === next) break;
    // A shorter line is the last one, and only after full lines is it one at all.
    if (stop - next < width && !/^={1,2}/.test(text.slice(stop, stop + 2)) && lines === 0 && stop - next < 4) break;
    last = stop;
    if (stop - next < width) break;
    full = last;
  }
  const even = last === full;
  while (last < text.length && text[last] === '=') last += 1;
  return { full: even ? last : full, last };
}

/** What a run of base64 characters reads as: as digits, or as base64 from each of its first four characters. */
function readings(text: string, start: number, end: number): (string | Uint8Array)[] {
  const run = runIn(text, start, end);
  const digits = digitsOf(run);
  if (digits !== undefined) return digits;
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

/** The characters of a run without what its lines are set apart by. */
function runIn(text: string, start: number, end: number): string {
  return text.slice(start, Math.min(end, start + MAX_RUN)).replace(/[^A-Za-z0-9+/_-]+/g, '');
}

function isMember(code: number): boolean {
  return code < 128 && BASE64[code] === 1;
}

/** gzip and zlib as base64 begins them. */
function isPacked(run: string): boolean {
  return /^(?:H4sI|eJ[w-z]|eN[o-r]|eF[4-7]|eA[E-H])/.test(run);
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
