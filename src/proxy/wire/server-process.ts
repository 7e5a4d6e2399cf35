import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { killTree, windowsCommand } from '../../machine/windows-command.ts';

/** How a server came to its end: an exit code, or the signal that killed it. */
export type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

const KILL_AFTER_MS = 1500;

/** The MCP server as a child in a process group of its own, so that `npx → sh → node` ends as one. */
export class ServerProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly #child: ChildProcess;
  #killTimer: NodeJS.Timeout | undefined;

  /** @param onError called with the system's code when the command cannot be started. */
  constructor(command: string, args: readonly string[], on: { exit(ending: Ending): void; error(code: string): void }) {
    const windows = process.platform === 'win32';
    const world = { env: process.env, exists: existsSync };
    const how = windows ? windowsCommand(command, args, world) : { file: command, args, verbatim: false };
    const child = spawn(how.file, how.args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: !windows,
      windowsVerbatimArguments: how.verbatim,
      windowsHide: true,
      ...environment(),
    });
    this.#child = child;
    this.stdin = child.stdin;
    this.stdout = child.stdout;
    this.stderr = child.stderr;
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined) on.error(error.code ?? 'EUNKNOWN');
    });
    child.on('exit', (code, signal) => {
      clearTimeout(this.#killTimer);
      on.exit({ code, signal });
    });
  }

  /** The id of the process and of its group. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Passes a signal on to the whole group at once and kills the group 1.5 s later, before a client kills us. */
  stop(signal: NodeJS.Signals): void {
    this.#signal(signal);
    this.#killTimer ??= setTimeout(() => this.#signal('SIGKILL'), KILL_AFTER_MS);
  }

  /** Whether anything of the group is left, the server itself aside. */
  get groupAlive(): boolean {
    try {
      return this.pid !== undefined && process.platform !== 'win32' && process.kill(-this.pid, 0);
    } catch {
      return false;
    }
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.pid === undefined) return;
    try {
      if (process.platform === 'win32') endTree(this.pid);
      else process.kill(-this.pid, signal);
    } catch {
      // The group is gone already.
    }
  }
}

/** Windows has no groups: a server behind cmd.exe would outlive it. */
function endTree(pid: number): void {
  const [file = '', ...args] = killTree(pid);
  spawn(file, args, { stdio: 'ignore', windowsHide: true }).on('error', () => {});
}

/** The server's environment is ours without what is oktsec's own; untouched when there is nothing of it. */
function environment(): { env?: NodeJS.ProcessEnv } {
  const own = Object.keys(process.env).filter((name) => name.toUpperCase().startsWith('OKTSEC_'));
  if (own.length === 0) return {};
  const env = { ...process.env };
  for (const name of own) delete env[name];
  return { env };
}
