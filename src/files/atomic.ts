import {
  chownSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

let count = 0;

/**
 * Puts new content in the place of a file so that whoever looks sees the old or the new one, never a torn one [200, 201].
 * A symlink stays and what it points to is replaced; mode and owner are kept; a new file gets `mode`.
 * @throws the system's error, with nothing changed
 */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o600): void {
  const target = resolved(path);
  const before = statSync(target, { throwIfNoEntry: false });
  const folder = dirname(target);
  count += 1;
  const temporary = join(folder, `.${basename(target)}.${process.pid}-${count}.tmp`);
  // O_EXCL: a file or link that somebody put there first is an error, not a place to write to.
  const fd = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    try {
      writeAll(fd, typeof content === 'string' ? Buffer.from(content) : content);
      if (before && before.uid !== process.getuid?.()) chownSync(temporary, before.uid, before.gid);
      fchmodSync(fd, before ? before.mode & 0o7777 : mode);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, target);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
  syncFolder(folder);
}

function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}

/** The rename itself lasts through a power loss once its folder is synced; where that cannot be done it is left. */
function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {}
}
