import { closeSync, openSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';

/**
 * Makes a file that must not be there yet, whole or not at all: on a full disk no empty key or config is left that the next
 * command takes for one. A link that somebody put there is not followed.
 * @throws the system's error; EEXIST when something stands there
 */
export function createWhole(path: string, content: string | Uint8Array, mode = 0o600): void {
  write(path, 'wx', content, mode);
}

/** Puts a file in the place of another by a rename. `temporary` is in the same folder and this process's own. */
export function replaceWhole(path: string, temporary: string, content: string | Uint8Array): void {
  write(temporary, 'w', content, 0o600);
  try {
    renameSync(temporary, path);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}

function write(path: string, flag: 'w' | 'wx', content: string | Uint8Array, mode: number): void {
  const fd = openSync(path, flag, mode);
  try {
    try {
      writeFileSync(fd, content);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    unlinkSync(path);
    throw error;
  }
}
