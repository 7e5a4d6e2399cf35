import { OktsecError } from '../errors.ts';
import { type PublicKey, publicKeyOf } from './ed25519.ts';
import { fingerprintOf } from './fingerprint.ts';
import { keyFault } from './key-check.ts';

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

/**
 * Builds the ring. A bad key is left out and named; `known` are keys of the ring before, which were checked then.
 * @throws OktsecError `key_shared` when two agents have one key: whoever holds it could speak as either [118]
 */
export function makeKeyring(
  found: readonly { readonly agent: string; readonly raw: Uint8Array }[],
  revocations: readonly Revocation[],
  known: Keyring = NO_KEYS,
): Keyring {
  const checked = new Map([...known.keys.values()].flat().map((key) => [key.public.fingerprint, key.public]));
  const revoked = new Map(revocations.map((one) => [one.fingerprint, one]));
  const keys = new Map<string, Key[]>();
  const owners = new Map<string, string>();
  const refused: RefusedKey[] = [];
  const add = (agent: string, raw: Uint8Array, until?: number) => {
    const before = checked.get(fingerprintOf(raw));
    const fault = before === undefined ? keyFault(raw) : undefined;
    if (fault !== undefined) {
      refused.push({ name: agent, why: fault });
      return;
    }
    const own = before ?? publicKeyOf(raw);
    const owner = owners.get(own.fingerprint) ?? agent;
    if (owner !== agent) {
      throw new OktsecError('key_shared', `"${owner}" and "${agent}" have the same key`, {
        hint: `give one of them its own: oktsec keys rotate --agent ${agent}`,
      });
    }
    owners.set(own.fingerprint, agent);
    if (until === undefined && revoked.has(own.fingerprint)) return;
    const list = keys.get(agent);
    const key: Key = until === undefined ? { agent, public: own } : { agent, public: own, until };
    if (list) list.push(key);
    else keys.set(agent, [key]);
  };
  for (const { agent, raw } of found) add(agent, raw);
  for (const { agent, raw, until } of revocations) if (raw !== undefined && until !== undefined) add(agent, raw, until);
  return { keys, revocations: revoked, refused };
}

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
