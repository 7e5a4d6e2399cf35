import { type ChildProcess, spawn } from 'node:child_process';

/** A scripted MCP client on one child process: writes frames, waits for lines. */
export class Conversation {
  readonly child: ChildProcess;
  #waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;
  #lines = 0;
  #nextId = 1;
  #errors = '';

  constructor(command: readonly string[], env?: NodeJS.ProcessEnv) {
    const [file, ...args] = command;
    if (file === undefined) throw new Error('no command');
    this.child = spawn(file, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(env && { env: { ...process.env, ...env } }),
    });
    this.child.stdout?.on('data', (chunk: Buffer) => {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) this.#lines += 1;
      this.#settle();
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors += chunk.toString();
    });
    this.child.stdin?.on('error', () => {});
    this.child.on('exit', (code) => {
      this.#waiting?.reject(new Error(`${command.join(' ')} ended with ${code}: ${this.#errors.slice(0, 500)}`));
      this.#waiting = undefined;
    });
  }

  /** Sends a request and resolves when a line came back. */
  ask(method: string, params: unknown): Promise<void> {
    const id = this.#nextId;
    this.#nextId += 1;
    const answered = new Promise<void>((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
    this.child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    return answered;
  }

  tell(method: string): void {
    this.child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', method })}\n`);
  }

  async handshake(): Promise<void> {
    await this.ask('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'bench', version: '1.0.0' },
    });
    this.tell('notifications/initialized');
  }

  /** What the process said on stderr. */
  get errors(): string {
    return this.#errors;
  }

  /** Ends the process's input and waits for its end; kills it after five seconds. */
  async close(): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.stdin?.end();
    const impatient = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(impatient);
  }

  #settle(): void {
    if (this.#lines === 0 || this.#waiting === undefined) return;
    this.#lines -= 1;
    const { resolve } = this.#waiting;
    this.#waiting = undefined;
    resolve();
  }
}
