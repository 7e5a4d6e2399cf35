import type { PublicKey } from './ed25519.ts';

/** One key that counts. `until` (microseconds since 1970): it was rotated out and has grace until then. */
export type Key = { readonly agent: string; readonly public: PublicKey; readonly until?: number | undefined };

/** A key that was taken back, for ever. With `until` it still counts before that time. */
export type Revocation = {
  readonly agent: string;
  readonly fingerprint: string;
  /** Microseconds since 1970. */
  readonly revokedAt: number;
  readonly until?: number | undefined;
  /** The key itself, kept only for its grace. */
  readonly raw?: Uint8Array | undefined;
  readonly reason?: string | undefined;
};

/** A key that is not in the ring, and why; for a row and a line on stderr. */
export type RefusedKey = { readonly name: string; readonly why: string };

/** Whose signatures count now. A value: a reload makes the next one. */
export type Keyring = {
  /** The keys that may sign for an agent, the current one first. Names from outside are keys of Maps only [133]. */
  readonly keys: ReadonlyMap<string, readonly Key[]>;
  readonly revocations: ReadonlyMap<string, Revocation>;
  readonly refused: readonly RefusedKey[];
};

export const NO_KEYS: Keyring = { keys: new Map(), revocations: new Map(), refused: [] };

/** The keys of an agent that count at this moment. */
export function keysOf(ring: Keyring, agent: string, now: number): readonly Key[] {
  return (ring.keys.get(agent) ?? []).filter(({ until }) => until === undefined || now < until);
}

/** The agent whose key, now or in its grace, has this fingerprint. */
export function ownerOf(ring: Keyring, fingerprint: string): Key | undefined {
  for (const keys of ring.keys.values()) {
    for (const key of keys) if (key.public.fingerprint === fingerprint) return key;
  }
  return undefined;
}

/** Whether a key of this agent was ever taken back. */
export function wasRevoked(ring: Keyring, agent: string): boolean {
  for (const revocation of ring.revocations.values()) if (revocation.agent === agent) return true;
  return false;
}
