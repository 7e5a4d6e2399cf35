import { closeSync, mkdirSync, openSync, readSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { databasePath } from '../location.ts';

const LOCK_STALE_MILLIS = 10_000;

/**
 * Renames a database that cannot be used, its WAL first: a new file must never find the old one's WAL beside it.
 * Nothing is deleted, so what can still be read can be read.
 * @param inode the file that was found bad; when another stands there by now, somebody was first and nothing is done.
 * @returns the new path, or undefined when there was nothing to do.
 */
export function setAside(home: string, inode: number, timeMillis: number): string | undefined {
  const lock = join(home, 'oktsec.db.aside-lock');
  if (!take(lock)) return undefined;
  try {
    const path = databasePath(home);
    if (inodeOf(path) !== inode) return undefined;
    const stamp = new Date(timeMillis).toISOString().replace(/[-:]|\.\d+/g, '');
    let target = `${path}.corrupt-${stamp}`;
    for (let n = 2; statSync(target, { throwIfNoEntry: false }) !== undefined; n++) {
      target = `${path}.corrupt-${stamp}-${n}`;
    }
    for (const suffix of ['-wal', '-shm']) {
      if (inodeOf(path + suffix) !== undefined) renameSync(path + suffix, target + suffix);
    }
    renameSync(path, target);
    return target;
  } finally {
    rmdirSync(lock);
  }
}

export function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

/**
 * Whether the file is shorter than its own header says. Only without a WAL: with one, a checkpoint that was cut short
 * looks the same, and SQLite mends that by itself.
 */
export function isTruncated(home: string): boolean {
  const path = databasePath(home);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return false;
  const header = Buffer.alloc(100);
  const fd = openSync(path, 'r');
  try {
    if (readSync(fd, header, 0, 100, 0) < 100) return true;
  } finally {
    closeSync(fd);
  }
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  return size < pageSize * header.readUInt32BE(28);
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age < LOCK_STALE_MILLIS) return false;
    try {
      rmdirSync(lock);
      mkdirSync(lock);
      return true;
    } catch {
      return false;
    }
  }
}
