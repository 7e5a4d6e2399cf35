import { createHash } from 'node:crypto';

/** How a public key is named: SHA-256 of its raw 32 bytes, lower-case hex. */
export function fingerprintOf(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex');
}
