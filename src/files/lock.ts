import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OktsecError } from '../errors.ts';
import { makeFolder } from '../machine/make-folder.ts';
import { isRunning } from './atomic.ts';
import { codeOf, reason } from './home.ts';

const WAIT_MILLIS = 10_000;
const STEP_MILLIS = 50;
const NAMELESS_MILLIS = 1000;

/**
 * Does `work` while no other process holds the lock of that name. One whose process is gone is taken over.
 * @throws OktsecError `busy` after ten seconds
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  makeFolder(dirname(path));
  for (let waited = 0; !take(path); waited += STEP_MILLIS) {
    const holder = holderOf(path);
    if (holder === undefined ? isOld(path) : !isRunning(holder)) unlink(path);
    else if (waited >= WAIT_MILLIS) {
      throw new OktsecError('busy', `another oktsec command (process ${holder ?? 'unknown'}) is at it`, {
        hint: `wait for it to end; if there is none, delete ${path}`,
      });
    } else await pause(STEP_MILLIS);
  }
  try {
    return await work();
  } finally {
    unlink(path);
  }
}

function take(path: string): boolean {
  try {
    const fd = openSync(path, 'wx', 0o600);
    try {
      writeSync(fd, String(process.pid));
    } finally {
      closeSync(fd);
    }
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw new OktsecError('home', `the lock ${path} cannot be made: ${reason(cause)}`, { cause });
  }
}

function holderOf(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Made, and its maker did not come to write who it is: killed in between. */
function isOld(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > NAMELESS_MILLIS;
}

function unlink(path: string): void {
  try {
    unlinkSync(path);
  } catch {}
}
