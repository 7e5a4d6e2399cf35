import { lstatSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { OktsecError } from '../errors.ts';
import { codeOf, reason } from './home.ts';
import { createSecretFile, readSecretFile } from './keys/secret-file.ts';

/**
 * A person at a terminal hands a `serve` that runs without one the dashboard's next access code. It stands on the disk only
 * until it is taken, a fraction of a second.
 * @throws OktsecError `secret_file` when another one waits there
 */
export function putCode(home: string, code: string): void {
  createSecretFile(pathOf(home), `${code}\n`);
}

/** Whether it still waits. */
export function codeWaits(home: string): boolean {
  return lstatSync(pathOf(home), { throwIfNoEntry: false }) !== undefined;
}

/** Takes it away: for `serve`, and for who gives up waiting. @returns undefined when there is none */
export function takeCode(home: string): string | undefined {
  const path = pathOf(home);
  if (!codeWaits(home)) return undefined;
  try {
    return readSecretFile(path);
  } finally {
    drop(path);
  }
}

function drop(path: string): void {
  try {
    unlinkSync(path);
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT')
      throw new OktsecError('secret_file', `${path} cannot be removed: ${reason(cause)}`, { cause });
  }
}

function pathOf(home: string): string {
  return join(home, 'next-code');
}
