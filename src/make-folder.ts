import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing, a step at a time: Node's recursive way tries for ever where a folder that
 * exists says that there is no such file, as `/proc` and folders of an automounter do.
 * @param mode of each that is made
 * @throws the error of the step that failed; not when the folder is there already
 */
export function makeFolder(path: string, mode = 0o700): void {
  if (made(path, mode)) return;
  const above = dirname(path);
  if (above !== path && !existsSync(above)) makeFolder(above, mode);
  // Another process may have been first by now.
  if (!made(path, mode)) mkdirSync(path, { mode });
}

/** False where something above it may be missing. */
function made(path: string, mode: number): boolean {
  try {
    mkdirSync(path, { mode });
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return true;
    if (code === 'ENOENT') return false;
    throw error;
  }
}
