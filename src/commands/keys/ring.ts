import { keysDirOf, openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { nearest } from '../../config/nearest.ts';
import { OktsecError } from '../../errors.ts';
import type { Snapshot } from '../../files/config/config-file.ts';
import { readKeyring } from '../../files/keys/keyring-file.ts';
import { type Key, type Keyring, wasRevoked } from '../../identity/keyring.ts';
import type { OwnEvent } from '../../store/store.ts';

/** The keys as they stand, for a command. */
export type Keys = { readonly snapshot: Snapshot; readonly folder: string; readonly ring: Keyring };

/** @throws OktsecError */
export async function openKeys(context: Context): Promise<Keys> {
  const { snapshot } = await openConfig(context);
  const folder = keysDirOf(snapshot);
  return { snapshot, folder, ring: readKeyring(snapshot.home, folder) };
}

/** The key that an agent signs with now. @throws OktsecError `unknown_agent` (exit 1) */
export function currentKey({ ring, folder }: Keys, agent: string): Key {
  const key = ring.keys.get(agent)?.find(({ until }) => until === undefined);
  if (key !== undefined) return key;
  if (wasRevoked(ring, agent)) {
    throw new OktsecError('key_revoked', `the key of "${agent}" was taken back`, {
      hint: `oktsec keygen --agent ${agent} --force makes a new pair`,
      exit: 1,
    });
  }
  const meant = nearest(agent, ring.keys.keys());
  throw new OktsecError('unknown_agent', `"${agent}" has no key in ${folder}`, {
    hint: meant === undefined ? 'see: oktsec keys list' : `did you mean "${meant}"? see: oktsec keys list`,
    exit: 1,
  });
}

/** The row about it. @throws OktsecError `store_*` */
export async function recordKeyEvent(context: Context, { snapshot }: Keys, event: OwnEvent): Promise<void> {
  const log = await openLog(context, snapshot);
  try {
    log.appendEvent(event);
  } finally {
    log.close();
  }
}
