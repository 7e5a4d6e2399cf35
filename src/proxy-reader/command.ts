import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Snapshot } from '../files/config/config-file.ts';
import { shellWord } from '../message/words/shell-word.ts';

/**
 * How a person calls oktsec to find what this proxy writes of: without options that would be the home and the config of the user.
 * @param userHome the user's home directory
 */
export function commandFor({ home, path }: Pick<Snapshot, 'home' | 'path'>, userHome: string): string {
  const words = ['oktsec'];
  if (home !== join(userHome, '.oktsec')) words.push('--home', shellWord(home, 'DIR'));
  if (path !== undefined && !isOf(home, path)) words.push('--config', shellWord(path, 'FILE'));
  return words.join(' ');
}

/** Whether it is the config that a home brings along. @param path with links resolved */
function isOf(home: string, path: string): boolean {
  return basename(path) === 'oktsec.yaml' && [home, realOf(home)].includes(dirname(path));
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
