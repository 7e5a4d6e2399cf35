import {
  chownSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { OktsecError } from '../errors.ts';
import { createWhole } from '../machine/whole-file.ts';
import { codeOf } from './home.ts';

let count = 0;

const TRIES = 20;
const PAUSE_MILLIS = 25;

/**
 * Puts new content in the place of a file so that whoever looks sees the old or the new one, never a torn one [200, 201].
 * A symlink stays and what it points to is replaced; mode, owner and group are kept; a new file gets `mode`.
 * @param expected what must still stand there just before the change: somebody else writes this file too [202].
 * @throws the system's error, or OktsecError `changed`, with nothing changed
 */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o600, expected?: Uint8Array): void {
  const target = resolved(path);
  const before = statSync(target, { throwIfNoEntry: false });
  const temporary = written(target, content, (made) => (before ? owned(made, before) : mode));
  try {
    if (expected !== undefined && !readFileSync(target).equals(expected)) {
      throw new OktsecError('changed', `${path} was changed meanwhile by somebody else`);
    }
    rename(temporary, target);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
  syncFolder(dirname(target));
}

/**
 * Makes a file that must not be there yet so that whoever looks sees none or all of it, also where the process is killed [201]. A link
 * that stands there is not followed.
 * @throws the system's error; EEXIST when something stands there
 */
export function createFile(path: string, content: string | Uint8Array): void {
  const temporary = written(path, content, () => 0o600);
  try {
    linkSync(temporary, path);
  } catch (error) {
    // Not every file system has hard links.
    if (codeOf(error) === 'EEXIST') throw error;
    createWhole(path, content, 0o600);
  } finally {
    unlinkSync(temporary);
  }
  syncFolder(dirname(path));
}

/** Writes what is to stand at a path to a file beside it. @returns its path */
function written(target: string, content: string | Uint8Array, modeOf: (path: string) => number): string {
  count += 1;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}-${count}.tmp`);
  // O_EXCL: a file or link that somebody put there first is an error, not a place to write to.
  const fd = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    try {
      writeAll(fd, typeof content === 'string' ? Buffer.from(content) : content);
      fchmodSync(fd, modeOf(temporary));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
  return temporary;
}

/** Takes away what a process that was killed left beside a file: its half-written successors. */
export function sweep(path: string): void {
  const target = resolved(path);
  const folder = dirname(target);
  const head = `.${basename(target)}.`;
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const pid = name.startsWith(head) ? /^(\d+)-\d+\.tmp$/.exec(name.slice(head.length))?.[1] : undefined;
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      unlinkSync(join(folder, name));
    } catch {}
  }
}

/** Whether a process of that id runs, whoever's it is. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Gives it owner and group of the one before. @returns its mode: what a group might is no other group's */
function owned(path: string, { uid, gid, mode }: Stats): number {
  const made = statSync(path);
  if (made.uid === uid && made.gid === gid) return mode & 0o7777;
  try {
    chownSync(path, uid, gid);
    return mode & 0o7777;
  } catch (error) {
    if (made.uid !== uid) throw error;
    return mode & 0o7707;
  }
}

/** On Windows a scanner or the client may have the file open for a moment. */
function rename(from: string, to: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const busy = error instanceof Error && 'code' in error && /^(?:EPERM|EACCES|EBUSY)$/.test(String(error.code));
      if (process.platform !== 'win32' || !busy || tries >= TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLIS);
    }
  }
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
