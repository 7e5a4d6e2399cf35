import { accessSync, chmodSync, closeSync, constants, lstatSync, openSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OktsecError } from '../errors.ts';
import { makeFolder } from '../machine/make-folder.ts';

export function databasePath(home: string): string {
  return join(home, 'oktsec.db');
}

// Magic numbers of statfs(2). SQLite's WAL needs shared memory and true locks, which these do not give.
const NETWORK = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x5346414f, 'AFS'],
  [0x01021997, '9P'],
]);

/** The name of the network file system that this statfs type is, or undefined for a local one. */
export function networkFileSystem(type: number): string | undefined {
  return NETWORK.get(type >>> 0);
}

/**
 * Makes the home when it is missing and refuses one whose contents somebody else could swap under us [188] or that
 * SQLite cannot work on [189].
 * @throws OktsecError store_unsafe, store_readonly, store_network, store_unopenable
 */
export function checkLocation(home: string): void {
  try {
    makeFolder(home);
  } catch (error) {
    throw unopenable(home, error);
  }
  checkOwned(home, 'directory');
  const kind = networkFileSystem(statfsSync(home).type);
  if (kind !== undefined) {
    throw new OktsecError('store_network', `the audit log cannot be kept on ${kind}: ${home}`, {
      hint: 'choose a folder on a local disk with --home',
    });
  }
  try {
    accessSync(home, constants.W_OK);
  } catch (error) {
    throw unopenable(home, error);
  }
  for (const suffix of ['', '-wal', '-shm']) checkOwned(databasePath(home) + suffix, 'file');
}

/**
 * Makes the database file for its owner alone where there is none, since SQLite would let everybody read it, and takes
 * away what others may do with one that is there. SQLite gives the WAL and its index the mode of the file.
 * @throws the file system's error
 */
export function makePrivate(home: string): void {
  const path = databasePath(home);
  try {
    // Never opened where it stands already: to close it again would drop the locks of this process's own connections,
    // and another one that ends would then take the WAL away from under them.
    closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  for (const suffix of ['', '-wal', '-shm']) {
    const stat = lstatSync(path + suffix, { throwIfNoEntry: false });
    if (stat?.isFile() && (stat.mode & 0o077) !== 0) chmodSync(path + suffix, 0o600);
  }
}

/** Reading alone needs no writable home. @throws OktsecError store_unsafe, store_missing */
export function checkReadable(home: string): void {
  checkOwned(home, 'directory');
  if (lstatSync(databasePath(home), { throwIfNoEntry: false }) === undefined) {
    throw new OktsecError('store_missing', `no audit log yet: ${databasePath(home)}`);
  }
  checkOwned(databasePath(home), 'file');
}

function checkOwned(path: string, kind: 'directory' | 'file'): void {
  // The home may be a link of its owner's; a link in place of the database would have us write into another file.
  const real = kind === 'file' ? lstatSync(path, { throwIfNoEntry: false }) : statSync(path, { throwIfNoEntry: false });
  if (real === undefined) return;
  if (real.isSymbolicLink()) throw unsafe(path, 'it is a symbolic link');
  if (kind === 'directory' ? !real.isDirectory() : !real.isFile()) throw unsafe(path, `it is not a ${kind}`);
  if (process.getuid === undefined) return;
  if (real.uid !== process.getuid()) throw unsafe(path, 'another user owns it');
  if ((real.mode & 0o022) !== 0) throw unsafe(path, 'others can write to it', `chmod go-w ${path}`);
}

function unsafe(path: string, why: string, hint?: string): OktsecError {
  return new OktsecError('store_unsafe', `refusing ${path}: ${why}`, hint === undefined ? {} : { hint });
}

export function unopenable(path: string, error: unknown): OktsecError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_READONLY')) {
    return new OktsecError('store_readonly', `${path} cannot be written, and SQLite must write there even to read`, {
      hint: `look at a copy of it: cp -r ${path} COPY, then the same command with --home COPY`,
      cause: error,
    });
  }
  if (code === 'EROFS') {
    return new OktsecError('store_readonly', `${path} is on a read-only file system`, {
      hint: 'choose a writable folder with --home',
      cause: error,
    });
  }
  const why = error instanceof Error ? error.message : String(error);
  // What SQLite says where it could not write a byte more.
  const full = code.startsWith('SQLITE_IOERR') || code === 'SQLITE_FULL' || code === 'ENOSPC';
  return new OktsecError('store_unopenable', `the audit log in ${path} cannot be opened: ${why}`, {
    ...(full ? { hint: 'if the disk is full, make room; df says how much there is' } : {}),
    cause: error,
  });
}
