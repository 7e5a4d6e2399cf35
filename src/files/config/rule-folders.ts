import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { OktsecError } from '../../errors.ts';
import { reason } from '../home.ts';

const MAX_FILES = 200;

/** The pack files of a folder, absolute when the folder is. @throws OktsecError `rules_unsafe`, `rules_unreadable` */
export function packsIn(folder: string): string[] {
  const stats = statOf(folder);
  if (!stats.isDirectory()) throw new OktsecError('rules_unreadable', `rules folder "${folder}" is no folder`);
  refuseForeign(folder, stats);
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith('.'));
  if (names.length > MAX_FILES) throw new OktsecError('rules_too_many', `more than ${MAX_FILES} packs in "${folder}"`);
  return names.sort().map((name) => join(folder, name));
}

/** The text of one pack. @throws OktsecError `rules_unsafe`, `rules_unreadable`, `rules_too_large` */
export function readPack(path: string): string {
  const stats = statOf(path);
  if (!stats.isFile()) throw new OktsecError('rules_unreadable', `"${path}" is no ordinary file`);
  refuseForeign(path, stats);
  if (stats.size > 1_048_576) throw new OktsecError('rules_too_large', `${path}: larger than 1 MiB`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Whoever can write rules can switch findings off. */
function refuseForeign(path: string, stats: Stats): void {
  const uid = process.getuid?.();
  if (uid === undefined) return;
  if (stats.uid !== uid && stats.uid !== 0) {
    throw new OktsecError('rules_unsafe', `"${path}" belongs to another user`, {
      hint: uid === 0 ? 'run it as the user that they belong to, without sudo' : `chown ${uid} "${path}"`,
    });
  }
  if ((stats.mode & 0o022) !== 0) {
    throw new OktsecError('rules_unsafe', `"${path}" can be written by others`, { hint: `chmod go-w "${path}"` });
  }
}

function statOf(path: string): Stats {
  try {
    return lstatSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** What is said of a rule file or folder that cannot be read. */
export function unreadable(path: string, cause: unknown): OktsecError {
  const hint = isMissing(cause) ? { hint: 'make it, or take its folder out of rules_dir in the config' } : {};
  return new OktsecError('rules_unreadable', `cannot read "${path}": ${reason(cause)}`, { cause, ...hint });
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
