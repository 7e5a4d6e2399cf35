import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Why the system did not start a server, and what its person can do: texts of one line, for stderr. */
export interface NotStarted {
  readonly reason: string;
  readonly hint: string;
}

/** What `code` (`ENOENT`, `EACCES`…) comes to for this command, which was looked for in `path`, the PATH of its client. */
export function whyNotStarted(command: string, code: string, path: string | undefined): NotStarted {
  if (code === 'EACCES') {
    return isFolder(command)
      ? { reason: 'it is a folder', hint: 'name the program in it' }
      : { reason: 'not executable', hint: 'make it so with chmod +x, or name what runs it' };
  }
  if (code !== 'ENOENT') return { reason: code, hint: 'run the command by itself' };
  const start = command.includes('/') ? beginning(command) : undefined;
  if (start === undefined) return { reason: 'no such command', hint: whereItIs(command, path) };
  const interpreter = /^#!([^\r\n]+)/.exec(start)?.[1]?.trim();
  return interpreter === undefined
    ? { reason: 'it is there, but the system cannot load it', hint: 'install the one that is made for this system' }
    : { reason: `its first line names ${JSON.stringify(interpreter)}, which is not there`, hint: 'install it again' };
}

function whereItIs(command: string, path: string | undefined): string {
  if (/\s-/.test(command)) return 'this is a whole line; behind -- the command and each argument stand apart';
  if (/^~|\$/.test(command)) return 'only a shell knows ~ and variables; write the whole path';
  if (command.startsWith('/')) return 'nothing is at this path';
  if (command.includes('/')) return 'it is looked for from the folder that the client starts in; write the whole path';
  const where = path === undefined ? 'the client gives no PATH' : `the client gives PATH=${JSON.stringify(path)}`;
  return `${where}; write the whole path, which "command -v" shows in a shell`;
}

function isFolder(command: string): boolean {
  try {
    return command.includes('/') && statSync(command).isDirectory();
  } catch {
    return false;
  }
}

/** The first 256 bytes; undefined where nothing is to be read. */
function beginning(file: string): string | undefined {
  try {
    const handle = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(256);
      return bytes.toString('latin1', 0, readSync(handle, bytes));
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}
