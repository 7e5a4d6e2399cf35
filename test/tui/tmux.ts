import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const TMUX = ['/usr/bin/tmux', '/usr/local/bin/tmux', '/opt/homebrew/bin/tmux'].find((path) => existsSync(path));

/** Why nothing can be tested in a terminal here; undefined when it can. */
export const NO_TMUX = TMUX === undefined ? 'skipped: no tmux' : undefined;

export type Size = { readonly columns: number; readonly rows: number };

/** A terminal of its own with a command in it: its screen as a person sees it, keys for it, another size. */
export class Tmux {
  readonly #folder = mkdtempSync(join(tmpdir(), 'oktsec-tmux-'));

  /** When the command has ended its exit code stands on the screen: `ended 0`. */
  constructor(command: string, size: Size, env: Readonly<Record<string, string>> = {}) {
    onTestFinished(() => this.#end());
    const given = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TERM: 'screen-256color', ...env };
    const words = Object.entries(given).map(([name, value]) => `${name}='${value}'`);
    const line = `unset NO_COLOR CI FORCE_COLOR; ${words.map((word) => `export ${word}`).join('; ')}; echo before; ${command}; echo "ended $?"; sleep 600`;
    this.#run('new-session', '-d', '-x', String(size.columns), '-y', String(size.rows), '/bin/sh', '-c', line);
    this.#run('set-option', '-g', 'escape-time', '0');
  }

  /** Typed as it stands. */
  type(text: string): void {
    this.#run('send-keys', '-l', text);
  }

  /** Keys by tmux's names: `Enter`, `Escape`, `Down`, `C-c`. */
  key(...names: readonly string[]): void {
    this.#run('send-keys', ...names);
  }

  /** Asks for something by a key that has a word typed out, and types it, or another. */
  async confirm(key: string, word: string, typed = word): Promise<void> {
    this.type(key);
    await this.shows(`type ${word}`);
    this.type(typed);
    this.key('Enter');
  }

  resize({ columns, rows }: Size): void {
    this.#run('resize-window', '-x', String(columns), '-y', String(rows));
  }

  get screen(): string {
    return this.#run('capture-pane', '-p');
  }

  /** With its colours. */
  get coloured(): string {
    return this.#run('capture-pane', '-p', '-e');
  }

  /** Whether the screen of a whole-terminal program stands, and whether the cursor shows. */
  get state(): { readonly alternate: boolean; readonly cursor: boolean } {
    const [alternate, cursor] = this.#run('display-message', '-p', '#{alternate_on} #{cursor_flag}').trim().split(' ');
    return { alternate: alternate === '1', cursor: cursor === '1' };
  }

  /** The process in the terminal that runs the command line given. */
  childOf(part: string): number {
    const shell = this.#run('display-message', '-p', '#{pane_pid}').trim();
    const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', shell], { encoding: 'utf8' }).split('\n');
    return Number.parseInt(lines.find((line) => line.includes(part)) ?? '', 10);
  }

  /** From now on, how many bytes were written to the terminal. */
  counted(): () => number {
    const path = join(this.#folder, 'bytes');
    this.#run('pipe-pane', `cat > '${path}'`);
    return () => (existsSync(path) ? readFileSync(path).length : 0);
  }

  /** Waits until it is so; the test's own time limit is the only one. @returns the screen */
  async shows(what: string | RegExp | ((screen: string) => boolean)): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      const screen = this.screen;
      if (
        typeof what === 'function' ? what(screen) : typeof what === 'string' ? screen.includes(what) : what.test(screen)
      )
        return screen;
      if (tries > 600) throw new Error(`never showed ${String(what)}:\n${screen}`);
      await new Promise((go) => setTimeout(go, 50));
    }
  }

  #run(command: string, ...words: readonly string[]): string {
    return execFileSync(TMUX ?? 'tmux', ['-S', join(this.#folder, 'socket'), '-f', '/dev/null', command, ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  #end(): void {
    try {
      this.#run('kill-server');
    } catch {}
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
