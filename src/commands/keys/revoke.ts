import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import { writeRevocation } from '../../files/keys/revocations.ts';
import { printJson } from '../../terminal/print.ts';
import { currentKey, openKeys, recordKeyEvent } from './ring.ts';

/** `oktsec keys revoke`: the key counts nowhere from now on, and can never come back [130]. */
export async function revoke(
  context: Context,
  { agent, reason }: { readonly agent: string; readonly reason?: string },
): Promise<number> {
  const { io, globals } = context;
  const keys = await openKeys(context);
  const { fingerprint } = currentKey(keys, agent).public;
  const revokedAt = io.now();
  // The other way round than with what loosens: a log that cannot be written must not keep a lost key alive.
  writeRevocation(keys.snapshot.home, { agent, fingerprint, revokedAt, reason: reason ?? 'revoked' });
  const why = reason === undefined ? '' : `: ${reason}`;
  const note = `key ${fingerprint.slice(0, 16)} revoked by ${io.user}${why}`;
  await recordKeyEvent(context, keys, { name: 'key_revoked', note, from: agent });
  if (globals.json) await printJson(io, [{ agent, fingerprint, reason: reason ?? null }]);
  else io.stdout.write(`revoked: ${agent} ${fingerprint}\n`);
  return EXIT.done;
}
