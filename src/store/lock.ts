import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import { OktsecError } from '../errors.ts';
import { makeFolder } from '../machine/make-folder.ts';
import { openDatabase } from './driver.ts';

const WAIT_MILLIS = 10_000;
const STEP_MILLIS = 20;

/** What of a home is read, changed and written by one at a time. */
export type LockName = 'config' | 'clients' | 'keys';

/**
 * Does `work` while nobody else holds the lock of that name, in this process or another. It is the system's lock on an empty
 * SQLite file: it ends with its process however that ends, so none is ever left behind, taken over, or mistaken for that of a
 * process that has the same number by now.
 * @throws OktsecError `busy` after ten seconds, `home` where the file cannot be made
 */
export async function withLock<T>(
  home: string,
  name: LockName,
  work: () => Promise<T>,
  waitMillis = WAIT_MILLIS,
): Promise<T> {
  const path = join(home, 'locks', `${name}.lock`);
  const file = opened(path);
  try {
    for (let waited = 0; !take(file); waited += STEP_MILLIS) {
      if (waited >= waitMillis) throw busy(path);
      await pause(STEP_MILLIS);
    }
    tellHolder(path);
    return await work();
  } finally {
    file.close();
  }
}

function opened(path: string): Sqlite.Database {
  try {
    makeFolder(join(path, '..'));
    // SQLite would make it as the umask says.
    closeSync(openSync(path, 'a', 0o600));
    return openDatabase(path, { waitMillis: 0 });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new OktsecError('home', `the lock ${path} cannot be made: ${why}`, { cause });
  }
}

function take(file: Sqlite.Database): boolean {
  try {
    file.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY')) return false;
    throw new OktsecError('home', `the lock ${file.name} cannot be taken: ${String(cause)}`, { cause });
  }
}

/** For the one who waits in vain, and for nothing else. */
function tellHolder(path: string): void {
  try {
    writeFileSync(`${path}.pid`, String(process.pid), { mode: 0o600 });
  } catch {}
}

function busy(path: string): OktsecError {
  let holder = '';
  try {
    holder = ` (process ${Number.parseInt(readFileSync(`${path}.pid`, 'utf8'), 10)})`;
  } catch {}
  return new OktsecError('busy', `another oktsec${holder} does not finish, nothing was changed`, {
    hint: 'wait for it to end, or end it, and run the same command again',
  });
}
