import { fold } from './fold.ts';
import { mixed, powerOf, type Salt } from './print.ts';
import { MOST_READ, readingsOf } from './readings.ts';

/** A value that was planted and that nobody has a reason to send: only what tells it is kept. */
export type Canary = {
  readonly name: string;
  /** Letters and digits of the value. */
  readonly length: number;
  readonly print: number;
  /** Keyed SHA-256 of the folded value, hex: what has the same fingerprint by chance has not the same of this. */
  readonly digest: string;
  /** Microseconds since 1970. */
  readonly created: number;
};

/** Shorter values could stand in a text by chance. */
export const LEAST_CANARY = 12;
export const MOST_CANARY = 512;
/** @returns hex */
export type Digest = (text: string) => string;

/** The digest of a home. @param hash SHA-256 of a text, hex */
export function digestWith(secret: Uint8Array, hash: Digest): Digest {
  const key = Array.from(secret, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return (text) => hash(`${key} ${text}`);
}

/** What is kept of a value; undefined when it has too few letters and digits, or too many. */
export function canaryOf(name: string, value: string, salt: Salt, digest: Digest, created: number): Canary | undefined {
  const { codes, length } = fold(value, value.length);
  if (length < LEAST_CANARY || length > MOST_CANARY) return undefined;
  let rolling = 0;
  for (let n = 0; n < length; n += 1) rolling = (Math.imul(rolling, salt.base) + codes[n]!) | 0;
  return { name, length, print: mixed(rolling, salt), digest: digest(textOf(codes, 0, length)), created };
}

export type Planted = { readonly canary: Canary; readonly start: number; readonly end: number };

/** The first planted value in a text, in any of its readings. */
export function plantedIn(text: string, canaries: readonly Canary[], salt: Salt, digest: Digest): Planted | undefined {
  const lengths = [...new Set(canaries.map(({ length }) => length))];
  if (text.length < Math.min(...lengths)) return undefined;
  for (const reading of readingsOf(text)) {
    const folded = fold(reading.text, MOST_READ);
    const { codes, at } = folded;
    for (const length of lengths) {
      const lead = powerOf(salt.base, length);
      let rolling = 0;
      for (let n = 0; n < folded.length; n += 1) {
        rolling = (Math.imul(rolling, salt.base) + codes[n]!) | 0;
        if (n >= length) rolling = (rolling - Math.imul(codes[n - length]!, lead)) | 0;
        const first = n - length + 1;
        if (first < 0) continue;
        const print = mixed(rolling, salt);
        const canary = canaries.find((one) => one.length === length && one.print === print);
        if (canary === undefined || digest(textOf(codes, first, length)) !== canary.digest) continue;
        const start = reading.from(at[first]!);
        return { canary, start, end: Math.max(reading.from(at[n]!) + 1, start + 1) };
      }
    }
  }
  return undefined;
}

function textOf(codes: Uint16Array, first: number, length: number): string {
  return String.fromCharCode(...codes.subarray(first, first + length));
}
