import { type ChildProcess, spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { onTestFinished } from 'vitest';

/** A command in a pseudo terminal of its own (util-linux `script`): what it draws, and keys for it. */
export class Pty {
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** What was drawn since it last showed what was waited for. */
  raw = '';
  #seen = '';

  constructor(command: string, env: Readonly<Record<string, string>>, size = { columns: 80, rows: 24 }) {
    const line = `stty cols ${size.columns} rows ${size.rows}; echo "pid $$"; exec ${command}`;
    this.#child = spawn('script', ['-qefc', line, '/dev/null'], {
      env: { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.raw += chunk.toString();
    });
    this.ended = new Promise((done) => {
      this.#child.on('close', done);
    });
    onTestFinished(() => void this.#child.kill('SIGKILL'));
  }

  /** The process that draws. */
  get pid(): number {
    return Number(/pid (\d+)/.exec(this.#seen)?.[1]);
  }

  /** Everything that was drawn. */
  get all(): string {
    return this.#seen + this.raw;
  }

  keys(text: string): void {
    this.#child.stdin?.write(text);
  }

  /** Waits for text that was not there when the last keys were sent; the test's own time limit is the only one. */
  async shows(text: string): Promise<void> {
    while (!stripVTControlCharacters(this.raw).includes(text)) {
      if (this.#child.exitCode !== null) throw new Error(`ended without showing "${text}":\n${this.raw}`);
      await new Promise((go) => setTimeout(go, 20));
    }
    this.#seen += this.raw;
    this.raw = '';
  }
}
