import { type ChildProcess, spawn } from 'node:child_process';

// `read` returns when our end of its stdin closes, however we died. dash needs `kill -s`.
const SCRIPT =
  'read -r _; sleep 1; kill -s TERM -- -"$1" 2>/dev/null; sleep 2; kill -s KILL -- -"$1" 2>/dev/null; exit 0';

/**
 * Ends the server's group when this process is gone without having done so, SIGKILL included: a small shell holds a
 * pipe from us, waits for it to close, then asks the group to end (after 1 s) and kills it (after 3 s).
 */
export class Lifeline {
  readonly #shell: ChildProcess;

  constructor(group: number) {
    this.#shell = spawn('/bin/sh', ['-c', SCRIPT, 'oktsec-lifeline', String(group)], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    });
    this.#shell.on('error', () => {});
    this.#shell.stdin?.on('error', () => {});
    this.#shell.unref();
    (this.#shell.stdin as { unref?: () => void } | null)?.unref?.();
  }

  /** The group is gone: nothing is left to guard. */
  release(): void {
    this.#shell.kill('SIGKILL');
  }
}
