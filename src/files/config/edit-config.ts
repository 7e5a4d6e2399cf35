import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { OktsecError } from '../../errors.ts';
import { createFile, replaceFile, sweep } from '../atomic.ts';
import { codeOf, reason } from '../home.ts';

/** What stands where no config does. */
export const NO_CONFIG = 'version: "1"\n';

/**
 * The text of a config that is to be written back with something changed in it; undefined where there is none.
 * @throws OktsecError `config`; also where it is no UTF-8, which would come back as something else
 */
export function readToEdit(path: string): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw new OktsecError('config', `the config ${path} cannot be read: ${reason(cause)}`, { cause });
  }
  if (isUtf8(bytes)) return bytes.toString();
  throw new OktsecError('config', `${path} is not UTF-8 throughout, nothing was written`, {
    hint: 'save it as UTF-8 with an editor, then run the same command again',
  });
}

/**
 * Puts an edited config in the place of what was read, and of nothing else: by hand it is changed without the lock.
 * @param read undefined: there was none
 * @throws OktsecError `changed`, `config`
 */
export function writeEdited(path: string, text: string, read: string | undefined): void {
  sweep(path);
  try {
    if (read === undefined) createFile(path, text);
    else replaceFile(path, text, undefined, Buffer.from(read));
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST' && !existsSync(path)) throw leadsNowhere(path);
    if (codeOf(cause) === 'EEXIST' || (cause instanceof OktsecError && cause.code === 'changed')) throw changed(path);
    throw new OktsecError('config', `${path} cannot be written: ${reason(cause)}`, { cause });
  }
}

/** What it leads to may be on a disk that is not there now: neither replaced nor made anew. */
function leadsNowhere(path: string): OktsecError {
  return new OktsecError('config', `${path} is a link that leads nowhere, nothing was written`, {
    hint: 'see to what it leads to, or remove the link',
  });
}

/** Somebody else changed it, or another one counts by now. */
export function changed(path: string): OktsecError {
  return new OktsecError('changed', `${path} was changed meanwhile, nothing was written`, {
    hint: 'run the same command again',
  });
}
