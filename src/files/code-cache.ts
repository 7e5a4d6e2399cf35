import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Keeps what V8 makes of our own code in the home, so that the next start need not make it again. What loads from there is
 * code: only a folder that is ours and that nobody else can even list will do, and nothing outside a home that exists.
 * Never throws: without it a start takes some milliseconds longer.
 */
export function keepCompiledCode(home: string): void {
  if (process.platform === 'win32') return;
  try {
    const cache = privateFolder(join(home, 'cache'));
    if (cache === undefined) return;
    const folder = privateFolder(join(cache, 'v8'));
    if (folder !== undefined) process.getBuiltinModule('node:module').enableCompileCache(folder);
  } catch {}
}

/** The folder, made when it is missing; undefined when others could put something into it. */
function privateFolder(path: string): string | undefined {
  if (!lstatSync(path, { throwIfNoEntry: false })) mkdirSync(path, { mode: 0o700 });
  const stat = lstatSync(path);
  const isOurs = stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0;
  return isOurs ? path : undefined;
}
