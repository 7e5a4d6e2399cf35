import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { killTree, windowsCommand } from '../../machine/windows-command.ts';

export type Command = {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
};

const STEP_MILLIS = 2000;
const MAX_LINE = 64 * 1024 ** 2;

/** Servers that run now, so that an interrupted command leaves none behind. */
const running = new Set<RunningServer>();

/** A server started to be asked, in a process group of its own. It speaks lines of JSON. */
export class RunningServer {
  readonly #child: ChildProcess;
  readonly #ended: Promise<string>;
  readonly #onLine: (message: Readonly<Record<string, unknown>>) => void;
  #held = '';
  #said = '';

  /** @param onLine each line that is a JSON object; what is not is passed over, as clients do */
  constructor({ argv, env, cwd }: Command, onLine: (message: Readonly<Record<string, unknown>>) => void) {
    const [command = '', ...args] = argv;
    this.#onLine = onLine;
    const windows = process.platform === 'win32';
    const how = windows
      ? windowsCommand(command, args, { env, exists: existsSync })
      : { file: command, args, verbatim: false };
    this.#child = spawn(how.file, how.args, {
      cwd,
      env: { ...env },
      windowsVerbatimArguments: how.verbatim,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: !windows,
      windowsHide: true,
    });
    running.add(this);
    const child = this.#child;
    child.stdin?.on('error', () => {});
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#receive(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-4000);
    });
    this.#ended = new Promise((done) => {
      child.on('error', (error: NodeJS.ErrnoException) => {
        if (child.pid === undefined)
          done(
            error.code === 'ENOENT'
              ? `${command} or its folder was not found`
              : `${command} could not be started: ${error.code}`,
          );
      });
      child.on('close', (code, signal) => done(`it ended with ${signal ?? code}${this.lastWords()}`));
    });
  }

  /** Resolves with how it ended. */
  get ended(): Promise<string> {
    return this.#ended;
  }

  send(message: object): void {
    this.#child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  /** Of what it wrote on stderr the last line that speaks of an error, else the last one; behind a colon. */
  lastWords(): string {
    const lines = this.#said.trimEnd().split('\n');
    const line = (
      lines.findLast((one) => /error|cannot|not found|not set|denied|missing/i.test(one)) ??
      lines.at(-1) ??
      ''
    ).trim();
    return line === '' ? '' : `: ${line.slice(0, 200)}`;
  }

  /** Ends it as clients do, and waits until nothing of it is left: closed input, then TERM, then KILL. */
  async end(): Promise<void> {
    this.#child.stdin?.end();
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const gone = await Promise.race([this.#ended.then(() => true), pause(STEP_MILLIS, false, { ref: false })]);
      if (gone) break;
      this.kill(signal);
    }
    await this.#ended;
    // What it started itself and left behind.
    this.kill('SIGKILL');
    running.delete(this);
  }

  kill(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') endTree(pid);
      else process.kill(-pid, signal);
    } catch {
      // The group is gone already.
    }
  }

  #receive(text: string): void {
    this.#held += text;
    const lines = this.#held.split('\n');
    this.#held = lines.pop() ?? '';
    if (this.#held.length > MAX_LINE) this.kill('SIGKILL');
    for (const line of lines) {
      const message = readLine(line);
      if (message !== undefined) this.#onLine(message);
    }
  }
}

/** Ends every server that runs, at once. */
export function killAll(): void {
  for (const server of running) server.kill('SIGTERM');
}

/** Windows has no groups: a server behind cmd.exe would outlive it. */
function endTree(pid: number): void {
  const [file = '', ...args] = killTree(pid);
  spawn(file, args, { stdio: 'ignore', windowsHide: true }).on('error', () => {});
}

function readLine(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
