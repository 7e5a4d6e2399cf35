import { join } from 'node:path';
import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import { ensureHome } from '../../files/home.ts';
import { replaceKeyPair } from '../../files/keys/key-files.ts';
import { writeRevocation } from '../../files/keys/revocations.ts';
import { secretKeyOf } from '../../identity/ed25519.ts';
import { withLock } from '../../store/lock.ts';
import { parseDuration, rfc3339 } from '../../terminal/durations.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { currentKey, openKeys, recordKeyEvent } from './ring.ts';

export type RotateOptions = { readonly agent: string; readonly grace?: string };

/** `oktsec keys rotate`: a new pair in place of the old one, which counts no more, or only for its grace [131]. */
export async function rotate(context: Context, options: RotateOptions): Promise<number> {
  const { snapshot } = await openKeys(context);
  ensureHome(snapshot.home);
  // One after the other: of two at once each would take the same key back, and the files could be of two pairs.
  return withLock(snapshot.home, 'keys', () => rotated(context, options));
}

async function rotated(context: Context, { agent, grace }: RotateOptions): Promise<number> {
  const { io, globals } = context;
  const keys = await openKeys(context);
  const old = currentKey(keys, agent).public;
  const graceMicros =
    grace === undefined ? keys.snapshot.config.identity.graceSeconds * 1_000_000 : parseDuration(grace, '--grace');
  const secret = secretKeyOf(io.random(32))!;
  const { fingerprint } = secret.public;
  const now = io.now();
  const until = graceMicros === 0 ? undefined : now + graceMicros;
  const note = `key ${fingerprint.slice(0, 16)} in place of ${old.fingerprint.slice(0, 16)}, by ${io.user}`;
  // The row first: what cannot be recorded is not done.
  await recordKeyEvent(context, keys, { name: 'key_rotated', note, from: agent });
  writeRevocation(keys.snapshot.home, {
    agent,
    fingerprint: old.fingerprint,
    revokedAt: now,
    ...(until === undefined ? {} : { until, raw: old.raw }),
    reason: 'rotated',
  });
  replaceKeyPair(keys.folder, agent, secret);
  const path = join(keys.folder, `${agent}.key`);
  if (globals.json) {
    await printJson(io, [
      { agent, fingerprint, revoked: old.fingerprint, until: until === undefined ? null : rfc3339(until) },
    ]);
    return EXIT.done;
  }
  io.stdout.write(`${agent}: ${fingerprint}\n  ${shown(path)}   private, stays with the agent\n`);
  const counts = until === undefined ? 'counts no more' : `counts until ${rfc3339(until)}`;
  io.stdout.write(`  ${old.fingerprint.slice(0, 16)}… ${counts}\n`);
  return EXIT.done;
}
