import { base32Value } from './readable.ts';
import { textOf } from './text-of.ts';

const MAX_BASE32 = 65_536;

/**
 * What a run of characters stands for as digits: as bits, as hexadecimal or as base32. Bytes are compressed.
 * @returns undefined where it is of none of these forms, or reads as no text as base32, which is base64 as well
 */
export function digitsOf(run: string): (string | Uint8Array)[] | undefined {
  if (/^(?:[01]{8}){8,}$/.test(run)) return texts(bytesOf(run, 8, 2));
  if (run.length >= 16 && /^(?:0x)?(?:[0-9a-f]{2})+$/i.test(run)) {
    const bytes = bytesOf(run.replace(/^0x/i, ''), 2, 16);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? [bytes] : texts(bytes);
  }
  if (!/^(?:[A-Z2-7]+|[a-z2-7]+)$/.test(run)) return undefined;
  const read = textOf(base32(run.slice(0, MAX_BASE32)));
  return read === undefined ? undefined : [read];
}

function texts(bytes: Uint8Array): string[] {
  const read = textOf(bytes);
  return read === undefined ? [] : [read];
}

/** @param digits of one byte */
function bytesOf(run: string, digits: 2 | 8, radix: 2 | 16): Uint8Array {
  const each = run.match(digits === 2 ? /../g : /.{8}/g) ?? [];
  return Uint8Array.from(each, (one) => Number.parseInt(one, radix));
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
