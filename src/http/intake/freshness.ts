import type { IdentityPolicy } from '../../identity/letter.ts';
import type { Standing } from '../services.ts';

/** What the config asks of signatures, in the units of `identity/`. */
export function identityPolicy({ config }: Standing): IdentityPolicy {
  const { requireSignature, formats, maxAgeSeconds, maxAheadSeconds } = config.identity;
  return {
    requireSignature,
    formats,
    maxAgeMicros: maxAgeSeconds * 1_000_000,
    maxAheadMicros: maxAheadSeconds * 1_000_000,
  };
}

/** A letter can be fresh until then; after a jump of the clock the later end stands. */
export function replayEnd(signedAt: number, now: number, standing: Standing): number {
  return Math.max(signedAt, now) + windowOf(standing);
}

/** For how long a letter can be fresh, in microseconds. */
export function windowOf({ config }: Standing): number {
  return (config.identity.maxAgeSeconds + config.identity.maxAheadSeconds) * 1_000_000;
}
