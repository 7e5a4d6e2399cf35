import { resolve } from 'node:path';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { confirmLoosening } from '../../exempting/loosening.ts';
import { checkKeyName, readPublicKey, writePublicKey } from '../../files/keys/key-files.ts';
import { publicKeyOf, publicPem } from '../../identity/ed25519.ts';
import { keyFault } from '../../identity/key-check.ts';
import { ownerOf } from '../../identity/keyring.ts';
import { printJson } from '../../terminal/print.ts';
import { openKeys, recordKeyEvent } from './ring.ts';

/** `oktsec keys import`: whoever holds the private half speaks as this agent from now on, so a person is asked. */
export async function importKey(context: Context, file: string, agent: string): Promise<number> {
  const { io, globals } = context;
  checkKeyName(agent);
  const path = resolve(io.cwd, file);
  const raw = readPublicKey(path);
  const fault = keyFault(raw);
  if (fault !== undefined) throw new OktsecError('key_refused', `the key in ${path} is refused: ${fault}`);
  const keys = await openKeys(context);
  const key = publicKeyOf(raw);
  const { fingerprint } = key;
  const owner = ownerOf(keys.ring, fingerprint);
  if (owner !== undefined && owner.agent !== agent) {
    throw new OktsecError('key_shared', `that is the key of "${owner.agent}" already`, {
      hint: 'each agent has its own',
    });
  }
  if (keys.ring.revocations.has(fingerprint)) {
    throw new OktsecError('key_revoked', `the key ${fingerprint.slice(0, 16)}… was revoked`, {
      hint: 'a revoked key never counts again; import a new one',
    });
  }
  const standing = keys.ring.keys.get(agent)?.find(({ until }) => until === undefined)?.public.fingerprint;
  if (standing !== undefined && standing !== fingerprint) {
    throw new OktsecError('key_exists', `"${agent}" has the key ${standing.slice(0, 16)}…`, {
      hint: `revoke it first: oktsec keys revoke --agent ${agent}`,
    });
  }
  const what = [`messages signed with ${fingerprint} will count as written by ${agent}`];
  const by = await confirmLoosening(context, { snapshot: keys.snapshot, word: 'IMPORT', what });
  const note = `key ${fingerprint.slice(0, 16)} imported by ${by}`;
  await recordKeyEvent(context, keys, { name: 'key_imported', note, from: agent });
  writePublicKey(keys.folder, agent, publicPem(key));
  if (globals.json) await printJson(io, [{ agent, fingerprint }]);
  else io.stdout.write(`imported: ${agent} ${fingerprint}\n`);
  return EXIT.done;
}
