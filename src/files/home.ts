import { type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OktsecError } from '../errors.ts';
import { makeFolder } from '../machine/make-folder.ts';

/**
 * Makes the home where there is none (0700), and refuses one that is not safely ours.
 * @throws OktsecError `home`
 */
export function ensureHome(home: string): void {
  if (checkHome(home)) return;
  try {
    makeFolder(home);
  } catch (cause) {
    throw new OktsecError('home', `the home ${home} cannot be made: ${reason(cause)}`, { cause });
  }
}

/**
 * Whether the home is there.
 * @throws OktsecError `home` when it is no folder, or another user owns it or can write to it
 */
export function checkHome(home: string): boolean {
  const stat = look(home, 'home');
  if (!stat) return false;
  if (!stat.isDirectory()) throw new OktsecError('home', `the home ${home} is no folder`);
  refuseForeign(home, stat, 'home', `the home ${home}`);
  return true;
}

/**
 * Refuses a config file that somebody else could change: it, or the folder in which it could be exchanged.
 * @throws OktsecError `config`
 */
export function checkConfigFile(path: string): void {
  const stat = look(path, 'config');
  if (!stat) throw new OktsecError('config', `there is no config ${path}`);
  if (!stat.isFile()) throw new OktsecError('config', `the config ${path} is no file`);
  refuseForeign(path, stat, 'config', `the config ${path}`);
  const folder = dirname(path);
  const around = look(folder, 'config');
  // In a sticky folder such as /tmp only the owner of a file can exchange it.
  if (process.platform !== 'win32' && around && (around.mode & 0o1002) === 0o002) {
    throw new OktsecError('config', `the folder ${folder} of the config can be written by everybody`, {
      hint: `chmod o-w ${folder}`,
    });
  }
}

/**
 * What other users own or can write is no ground to stand on. Root may own it: root can do anything anyway.
 * @throws OktsecError with `code`
 */
export function refuseForeign(path: string, stat: Stats, code: string, what: string): void {
  const own = process.getuid?.();
  if (own === undefined) return;
  if (stat.uid !== own && stat.uid !== 0) {
    throw new OktsecError(code, `${what} belongs to another user`, { hint: ownerHint(path, own) });
  }
  if (stat.mode & 0o022) {
    throw new OktsecError(code, `${what} can be written by other users`, { hint: `chmod go-w ${path}` });
  }
}

/** Root that took the folder over would lock its user out: what was meant is the same command without sudo. */
function ownerHint(path: string, own: number): string {
  return own === 0 ? 'run it as the user that it belongs to, without sudo' : `chown ${own} ${path}`;
}

/** A folder that cannot be looked into because it is root's: oktsec was run with sudo there. */
export function lockedHint(path: string): { readonly hint?: string } {
  const folder = dirname(path);
  const own = process.getuid?.();
  try {
    if (own === undefined || own === 0 || statSync(folder).uid !== 0) return {};
    return { hint: `oktsec was run with sudo here: sudo chown -R ${own} ${folder}` };
  } catch {
    return {};
  }
}

function look(path: string, code: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    throw new OktsecError(code, `${path} cannot be read: ${reason(cause)}`, { cause, ...lockedHint(path) });
  }
}

/** What went wrong, for people: the system's word for it in ours, `permission denied (EACCES)`, or the error's message. */
export function reason(cause: unknown): string {
  const code = codeOf(cause);
  if (code !== undefined) return WORDS.has(code) ? `${WORDS.get(code)} (${code})` : code;
  return cause instanceof Error ? cause.message : String(cause);
}

/** The system's word for what went wrong: `EACCES`. */
export function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a folder of its path is a file'],
  ['ELOOP', 'it is a symbolic link'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the quota is used up'],
  ['EROFS', 'the file system is read-only'],
]);
