import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { OktsecError } from '../../errors.ts';
import { createWhole } from '../../machine/whole-file.ts';
import { reason } from '../home.ts';

const MOST_BYTES = 4096;

/**
 * The one line of a file that only its owner can read. What was looked at is what is read: the file is opened first,
 * and never through a link that somebody put there [232].
 * @throws OktsecError `secret_file`
 */
export function readSecretFile(path: string): string {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    throw new OktsecError('secret_file', `${path} cannot be read: ${reason(cause)}`, { cause });
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new OktsecError('secret_file', `${path} is no file`);
    const own = process.getuid?.();
    if (own !== undefined) {
      if (stat.uid !== own) throw new OktsecError('secret_file', `${path} belongs to another user`);
      if ((stat.mode & 0o077) !== 0) {
        throw new OktsecError('secret_file', `${path} can be read by others`, { hint: `chmod 600 ${path}` });
      }
    }
    if (stat.size > MOST_BYTES) throw new OktsecError('secret_file', `${path} is too long to be a token`);
    return readFileSync(fd, 'utf8').trim();
  } finally {
    closeSync(fd);
  }
}

/** @throws OktsecError `secret_file` when something stands there: it may be the only copy of another secret */
export function checkFree(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  throw new OktsecError('secret_file', `${path} is there already, it is not overwritten`, {
    hint: 'name another file',
  });
}

/** Writes a new file that only its owner can read. @throws OktsecError `secret_file` */
export function createSecretFile(path: string, text: string): void {
  try {
    createWhole(path, text);
  } catch (cause) {
    throw new OktsecError('secret_file', `${path} cannot be written: ${reason(cause)}`, { cause });
  }
}
