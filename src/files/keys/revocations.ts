import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OktsecError } from '../../errors.ts';
import { fingerprintOf } from '../../identity/fingerprint.ts';
import type { Revocation } from '../../identity/keyring.ts';
import { formatTimestamp, parseTimestamp } from '../../identity/timestamp.ts';
import { makeFolder } from '../../machine/make-folder.ts';
import { replaceFile } from '../atomic.ts';
import { codeOf, ensureHome, reason } from '../home.ts';

/**
 * One file per key that was taken back, in HOME/revoked: two processes that revoke at once lose nothing, the folder's time
 * tells running processes, and it outlasts a database that had to be set aside.
 */
export function readRevocations(home: string): readonly Revocation[] {
  let names: string[];
  try {
    names = readdirSync(folderOf(home)).filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    throw new OktsecError('keys', `the revoked keys in ${folderOf(home)} cannot be read: ${reason(cause)}`, { cause });
  }
  return names.sort().map((name) => revocationIn(join(folderOf(home), name), name.slice(0, 64)));
}

/** From when this returns the key counts nowhere, but for its grace. @throws OktsecError `keys`, `home` */
export function writeRevocation(home: string, revocation: Revocation): void {
  const { agent, fingerprint, revokedAt, until, raw, reason: why } = revocation;
  const value = {
    agent,
    fingerprint,
    revoked_at: formatTimestamp(revokedAt),
    ...(until === undefined || raw === undefined
      ? {}
      : { until: formatTimestamp(until), public_key: Buffer.from(raw).toString('base64') }),
    ...(why === undefined ? {} : { reason: why }),
  };
  ensureHome(home);
  try {
    makeFolder(folderOf(home));
    replaceFile(join(folderOf(home), `${fingerprint}.json`), `${JSON.stringify(value, undefined, 2)}\n`);
  } catch (cause) {
    throw new OktsecError('keys', `${folderOf(home)} cannot be written: ${reason(cause)}`, { cause });
  }
}

/** Differs once a key was added, exchanged or revoked: looked at before every commit. Never throws. */
export function keysStamp(home: string, keysDir: string): string {
  return `${timeOf(folderOf(home))} ${timeOf(keysDir)}`;
}

/** Differs once one of the public keys' files was written. Never throws. */
export function keyFilesStamp(keysDir: string): string {
  try {
    const names = readdirSync(keysDir).filter((name) => name.endsWith('.pub'));
    return names.map((name) => `${name} ${timeOf(join(keysDir, name))}`).join('\n');
  } catch {
    return '';
  }
}

function folderOf(home: string): string {
  return join(home, 'revoked');
}

function timeOf(path: string): string {
  try {
    const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
    return stat === undefined ? '' : `${stat.mtimeNs} ${stat.ino}`;
  } catch {
    return '';
  }
}

/** The file's name alone revokes: what stands in it can only be lost, never let the key count again. */
function revocationIn(path: string, fingerprint: string): Revocation {
  const bare: Revocation = { agent: '', fingerprint, revokedAt: 0 };
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return bare;
  }
  if (typeof value !== 'object' || value === null) return bare;
  const field = (name: string) => {
    const found: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
    return typeof found === 'string' ? found : undefined;
  };
  const raw = Buffer.from(field('public_key') ?? '', 'base64');
  const until = parseTimestamp(field('until') ?? '');
  const graced = until !== undefined && raw.length === 32 && fingerprintOf(raw) === fingerprint;
  return {
    agent: field('agent') ?? '',
    fingerprint,
    revokedAt: parseTimestamp(field('revoked_at') ?? '') ?? 0,
    ...(graced ? { until, raw: Uint8Array.from(raw) } : {}),
    reason: field('reason'),
  };
}
