import { sha256 } from '../proxy/world.ts';

/** SHA-256 of a text, lower-case hex. */
export function hashOf(text: string): string {
  return Buffer.from(sha256(Buffer.from(text))).toString('hex');
}
