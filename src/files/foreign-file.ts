import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OktsecError } from '../errors.ts';
import { makeFolder } from '../machine/make-folder.ts';
import { createWhole } from '../machine/whole-file.ts';
import { replaceFile, sweep } from './atomic.ts';
import { codeOf, reason } from './home.ts';

export type ForeignEdit = {
  /** The file; a symlink stays, and what it leads to is edited. */
  readonly path: string;
  /** Where the copy of what was there before goes: `HOME/backups`. */
  readonly backups: string;
  /** From the bytes that stand there to those that shall; called again when somebody else wrote in between. */
  readonly edit: (bytes: Buffer) => Promise<Uint8Array>;
};

const TRIES = 3;

/**
 * Edits a file that belongs to another program, which may write it at any moment: whoever reads it sees the old or the
 * new one [201], and what the other wrote is not lost [202].
 * @returns whether anything was to be changed
 * @throws OktsecError `client_file`, with the file as it was; whatever `edit` throws
 */
export async function editForeign({ path, backups, edit }: ForeignEdit): Promise<boolean> {
  sweep(path);
  for (let tries = 1; ; tries += 1) {
    const before = read(path);
    const after = await edit(before);
    if (before.equals(after)) return false;
    try {
      keep(before, path, backups);
      replaceFile(path, after, undefined, before);
      return true;
    } catch (cause) {
      const changed = cause instanceof OktsecError && cause.code === 'changed';
      if (changed && tries < TRIES) continue;
      throw new OktsecError(
        'client_file',
        `${path} could not be written: ${changed ? 'somebody else keeps writing it' : reason(cause)}`,
        {
          hint: changed ? 'quit the client, then run the same command again' : 'nothing was changed in it',
          cause,
        },
      );
    }
  }
}

/** Named after its content, so that no copy ever takes the place of another [205]; 0600, for it may hold tokens. */
function keep(bytes: Uint8Array, path: string, folder: string): void {
  makeFolder(folder);
  const sum = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const kept = join(folder, `${sum}-${basename(path)}`);
  try {
    createWhole(kept, bytes);
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') throw cause;
    // A copy that a full disk or a kill cut short is no copy.
    if (!readFileSync(kept).equals(bytes)) replaceFile(kept, bytes);
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new OktsecError('client_file', `${path} cannot be read: ${reason(cause)}`, { cause });
  }
}
