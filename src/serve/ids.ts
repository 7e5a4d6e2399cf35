import { randomBytes, randomUUID } from 'node:crypto';
import { newReference } from '../message/words/crockford.ts';

/**
 * A UUID of version 7: 48 bits of time, then random ones, so that what comes together is kept together.
 * @param now microseconds since 1970
 */
export function newId(now: number): string {
  const time = Math.floor(now / 1000)
    .toString(16)
    .padStart(12, '0')
    .slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** Eight characters with a letter among them: whoever knows a reference may ask what became of it. */
export function newRef(): string {
  return newReference(8, randomBytes);
}
