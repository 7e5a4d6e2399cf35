import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../machine/make-folder.ts';
import { replaceFile } from '../atomic.ts';
import { ensureHome } from '../home.ts';
import { keyOf, type Snapshot } from './config-file.ts';
import { changeNote } from './watch-config.ts';

/** What a proxy or `serve` ran with, kept so that a change by hand while none runs has a row as well. */
type Ran = Pick<Snapshot, 'version' | 'path' | 'hash' | 'config'>;

/**
 * Takes down what runs from now on. @returns what a row says where the config is another one than ran last; undefined where it
 * is the same, or the first
 */
export async function changedMeanwhile(snapshot: Snapshot): Promise<string | undefined> {
  const before = lastRun(snapshot);
  if (before?.hash === snapshot.hash) return undefined;
  const looser = before && (await import('./compile-snapshot.ts')).looserThan(before, snapshot.hash, snapshot.config);
  // Last of all: whoever ends before leaves it to the next.
  rememberRun(snapshot);
  return before && changeNote(before, { hash: snapshot.hash, looser });
}

/** A home that cannot be written costs a row, and nobody anything else. */
export function rememberRun(snapshot: Snapshot): void {
  const { version, path, hash, config } = snapshot;
  try {
    ensureHome(snapshot.home);
    const file = runPath(snapshot);
    makeFolder(dirname(file));
    replaceFile(file, JSON.stringify({ version, path, hash, config } satisfies Ran));
  } catch {}
}

function lastRun(snapshot: Snapshot): Ran | undefined {
  try {
    const ran = JSON.parse(readFileSync(runPath(snapshot), 'utf8')) as Ran;
    return (ran.path ?? placeOf(snapshot)) === placeOf(snapshot) && typeof ran.hash === 'string' ? ran : undefined;
  } catch {
    return undefined;
  }
}

function runPath(snapshot: Snapshot): string {
  return join(snapshot.home, 'cache', `ran-${keyOf(placeOf(snapshot))}.json`);
}

/** Where no config is, that of the home was taken away or never was. */
function placeOf({ path, home }: Snapshot): string {
  return path ?? join(home, 'oktsec.yaml');
}
