import { OktsecError } from '../errors.ts';
import { publicKeyOf } from './ed25519.ts';
import { fingerprintOf } from './fingerprint.ts';
import { keyFault } from './key-check.ts';
import { type Key, type Keyring, NO_KEYS, type RefusedKey, type Revocation } from './keyring.ts';

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
