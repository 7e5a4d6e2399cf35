import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { OktsecError } from '../errors.ts';
import { replaceFile } from './atomic.ts';
import { checkConfigFile, checkHome, ensureHome, reason } from './home.ts';

type Trusted = { readonly path: string; readonly sha256: string };

/**
 * Whether this very content of a working directory's config was accepted: a repository that is cloned brings its own
 * oktsec.yaml, and must not set the policy with it. A file that nobody ever accepted is not opened.
 */
export function isTrusted(home: string, path: string): boolean {
  const entry = readTrust(home).find((one) => one.path === path);
  if (!entry) return false;
  try {
    return sha256(readFileSync(path)) === entry.sha256;
  } catch {
    return false;
  }
}

/**
 * Records that the config at `path` counts as it is now, and returns its real path and SHA-256 (lower-case hex).
 * @param read what was written or looked at, where somebody was asked about it: only that counts, whatever stands there by now
 * @throws OktsecError `config` or `home`
 */
export function trustFile(home: string, path: string, read?: Uint8Array): Trusted {
  ensureHome(home);
  let entry: Trusted;
  try {
    const real = realpathSync(path);
    checkConfigFile(real);
    entry = { path: real, sha256: sha256(read ?? readFileSync(real)) };
  } catch (cause) {
    if (cause instanceof OktsecError) throw cause;
    throw new OktsecError('config', `${path} cannot be read: ${reason(cause)}`, { cause });
  }
  const files = [...readTrust(home).filter((one) => one.path !== entry.path), entry];
  replaceFile(join(home, 'trust.json'), `${JSON.stringify({ files }, undefined, 2)}\n`);
  return entry;
}

/** A file that cannot be read, or is not ours to believe, trusts nothing. */
function readTrust(home: string): readonly Trusted[] {
  let value: unknown;
  try {
    if (!checkHome(home)) return [];
    value = JSON.parse(readFileSync(join(home, 'trust.json'), 'utf8'));
  } catch {
    return [];
  }
  const files = typeof value === 'object' && value !== null && 'files' in value ? value.files : undefined;
  return Array.isArray(files) ? files.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Trusted {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('sha256' in value)) return false;
  return typeof value.path === 'string' && typeof value.sha256 === 'string';
}

/** Asked for only here, because loading node:crypto takes milliseconds that the proxy's start has not. */
function sha256(bytes: Uint8Array): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(bytes).digest('hex');
}
