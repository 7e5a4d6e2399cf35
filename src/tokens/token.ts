import { createHash } from 'node:crypto';
import { OktsecError } from '../errors.ts';
import { isAgentName } from '../message/words/agent-name.ts';

/** 32 random bytes in base62 are at most 43 digits; the last six are a checksum, so that a slip is told from a stranger. */
const BODY = 43;
const CHECK = 6;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHAPE = new RegExp(`^okt_[0-9A-Za-z]{${BODY + CHECK}}$`);

export const TOKEN_BYTES = 32;

/** @throws OktsecError `usage`: a token is called what an agent may be called */
export function checkTokenName(name: string): void {
  if (isAgentName(name)) return;
  throw new OktsecError('usage', `"${name}" is no name for a token`, {
    hint: '1 to 64 of A-Z a-z 0-9 . _ - and none of . _ - at the start',
  });
}

/** What a bearer shows: `okt_`, the random bytes, a checksum. @param random 32 bytes */
export function formatToken(random: Uint8Array): string {
  const body = base62(random, BODY);
  return `okt_${body}${checksum(body)}`;
}

/** Whether a text is a token that somebody's oktsec made: its shape and its checksum. */
export function isToken(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const body = text.slice(4, 4 + BODY);
  return text.slice(4 + BODY) === checksum(body);
}

/** What is stored in place of the token. With 256 random bits no salt and no slow hash is needed. */
export function tokenHash(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

function checksum(body: string): string {
  const hash = createHash('sha256').update('oktsec/token/v1\0').update(body).digest();
  return base62(hash.subarray(0, 4), CHECK);
}

function base62(bytes: Uint8Array, width: number): string {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (; value > 0n; value /= 62n) text = `${DIGITS[Number(value % 62n)]}${text}`;
  return text.padStart(width, '0');
}
