import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mode } from '../policy/decisions.ts';
import { FILES } from './acts.ts';
import type { CastServer } from './cast.ts';
import { Client } from './client.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const END_WITHIN_MILLIS = 3000;

export type CommandResult = { readonly code: number; readonly stdout: string; readonly stderr: string };

/**
 * The demo's own small world: a temporary folder with home, config and files, and every process started in it. `close`
 * takes all of it away again; so does a signal, before it ends this process.
 */
export class Stage {
  readonly folder: string;
  readonly home: string;
  readonly config: string;
  readonly files: string;
  readonly #script: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #children = new Set<ChildProcess>();
  readonly #servers = new Map<string, ChildProcess>();
  #closing: Promise<void> | undefined;
  #interrupted = false;

  /** @param packageRoot where `bin/oktsec.js` is */
  constructor(packageRoot: string, env: Readonly<Record<string, string | undefined>>) {
    this.folder = mkdtempSync(join(realpathSync(tmpdir()), 'oktsec-demo-'));
    this.home = join(this.folder, 'home');
    this.config = join(this.folder, 'oktsec.yaml');
    this.files = join(this.folder, 'files');
    this.#script = join(packageRoot, 'bin', 'oktsec.js');
    this.#env = ownEnvironment(env);
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
    process.on('exit', this.#onExit);
    mkdirSync(this.home, { mode: 0o700 });
    mkdirSync(this.files);
    for (const [name, text] of FILES) writeFileSync(join(this.files, name), text);
  }

  /** A signal came: whatever fails from now on fails because of it. */
  get interrupted(): boolean {
    return this.#interrupted;
  }

  configure(mode: Mode): void {
    writeFileSync(this.config, `version: "1"\nmode: ${mode}\npins: { relist_calls: 3 }\nflows: { enforce: true }\n`, {
      mode: 0o600,
    });
  }

  /** Starts a server behind `oktsec proxy`, as an MCP client would, and shakes hands with it. */
  async connect(server: CastServer): Promise<Client> {
    const own = ['proxy', '--agent', `demo.${server.name}`, '--config', this.config, '--home', this.home, '--quiet'];
    const child = spawn(process.execPath, [this.#script, ...own, '--', ...server.command], {
      cwd: this.folder,
      env: this.#env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#children.add(child);
    this.#servers.set(server.name, child);
    const client = new Client(child, server.name);
    await client.handshake();
    return client;
  }

  /** Ends every server, or the one of a name, as a client does: by closing its stdin; waits until they are gone. */
  async disconnect(server?: string): Promise<void> {
    const one = server === undefined ? undefined : this.#servers.get(server);
    const ending = server === undefined ? [...this.#children] : one === undefined ? [] : [one];
    await Promise.all(ending.map(ended));
    for (const child of ending) this.#children.delete(child);
  }

  /** Runs another `oktsec` command on `home`. */
  run(args: readonly string[], home: string = this.home): Promise<CommandResult> {
    const own = ['--config', this.config, '--home', home, ...args];
    return new Promise((done) => {
      const child = execFile(
        process.execPath,
        [this.#script, ...own],
        { cwd: this.folder, env: this.#env },
        (error, stdout, stderr) => {
          this.#children.delete(child);
          done({ code: error === null ? 0 : Number(error.code ?? 2), stdout, stderr });
        },
      );
      this.#children.add(child);
    });
  }

  /** A copy of the home, for what must not be done to the real one. @returns its path */
  copyHome(): string {
    const copy = join(this.folder, 'copy');
    cpSync(this.home, copy, { recursive: true });
    return copy;
  }

  /** Ends what runs and removes the folder; once, however often it is called. */
  close(): Promise<void> {
    this.#closing ??= this.#clear();
    return this.#closing;
  }

  async #clear(): Promise<void> {
    await this.disconnect();
    this.#onExit();
    process.removeListener('exit', this.#onExit);
    if (!this.#interrupted) for (const signal of SIGNALS) process.removeListener(signal, this.#onSignal);
  }

  readonly #onExit = (): void => {
    for (const child of this.#children) child.kill('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  };

  readonly #onSignal = (signal: NodeJS.Signals): void => {
    if (this.#interrupted) return;
    this.#interrupted = true;
    const end = () => {
      for (const name of SIGNALS) process.removeListener(name, this.#onSignal);
      process.kill(process.pid, signal);
    };
    for (const child of this.#children) child.kill('SIGTERM');
    this.close().then(end, end);
  };
}

/** Without what would point oktsec to another home or load code into it; `oktsec` answers in plain text. */
function ownEnvironment(env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(?:OKTSEC_|NODE_OPTIONS$|FORCE_COLOR$)/.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: '1' };
}

/** Closes stdin; then TERM and KILL, for one that does not take the hint. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    const term = setTimeout(() => child.kill('SIGTERM'), END_WITHIN_MILLIS);
    const kill = setTimeout(() => child.kill('SIGKILL'), 2 * END_WITHIN_MILLIS);
    child.once('exit', () => {
      clearTimeout(term);
      clearTimeout(kill);
      done();
    });
    child.stdin?.end();
  });
}
