import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/sqlite.ts';
import type { AuditRow } from '../../src/store/store.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const node = join(root, 'node_modules/.bin/node');
const bin = join(root, 'bin/oktsec.js');

/** Between a client and a server stands nothing, or oktsec in one of its modes. */
export type Way = 'bare' | 'observe' | 'enforce';
export const WAYS: readonly Way[] = ['bare', 'observe', 'enforce'];

/** One of the servers in test/fixtures/servers as a command. */
export function fixture(name: string, ...args: readonly string[]): string[] {
  return [node, join(root, 'test/fixtures/servers', name), ...args];
}

/** A server of an installed package as a command. */
export function installed(path: string, ...args: readonly string[]): string[] {
  return [node, join(root, 'node_modules', path), ...args];
}

/** A temporary folder with a home of its own; gone when disposed of. */
export class Scene {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'oktsec-relay-'));
  readonly home: string = join(this.folder, 'home');

  constructor() {
    mkdirSync(this.home, { mode: 0o700 });
  }

  /** @returns the path */
  file(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  }

  /** The command a client would start. */
  command(way: Way, server: readonly string[], flags: readonly string[] = []): string[] {
    if (way === 'bare') return [...server];
    return [
      node,
      bin,
      'proxy',
      '--home',
      this.home,
      '--mode',
      way,
      '--agent',
      'test.server',
      ...flags,
      '--',
      ...server,
    ];
  }

  /** The audit log, newest first. */
  rows(): readonly AuditRow[] {
    const store = openStore(this.home);
    try {
      return store.list({ limit: 10_000 });
    } finally {
      store.close();
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A client of a few words: raw bytes both ways, every byte kept. */
export class Relay {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly #out: Buffer[] = [];
  readonly #errors: Buffer[] = [];
  #length = 0;
  #wake: () => void = () => {};
  #over = false;

  constructor(command: readonly string[], options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {}) {
    const [file = '', ...args] = command;
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
    this.child = child;
    child.stdout.on('data', (chunk: Buffer) => {
      this.#out.push(chunk);
      this.#length += chunk.length;
      this.#wake();
    });
    child.stdout.on('end', () => {
      this.#over = true;
      this.#wake();
    });
    child.stderr.on('data', (chunk: Buffer) => this.#errors.push(chunk));
    child.stdin.on('error', () => {});
    this.ended = once(child, 'close').then(([code, signal]) => ({ code, signal }) as Ended);
  }

  write(bytes: string | Uint8Array): void {
    this.child.stdin?.write(bytes);
  }

  send(message: object): void {
    this.write(`${JSON.stringify(message)}\n`);
  }

  /** Ends the input. */
  end(): void {
    this.child.stdin?.end();
  }

  get received(): Buffer {
    return Buffer.concat(this.#out);
  }

  get errors(): string {
    return Buffer.concat(this.#errors).toString();
  }

  get errorBytes(): Buffer {
    return Buffer.concat(this.#errors);
  }

  /** Complete lines so far, without their ends. */
  get lines(): string[] {
    return this.received.toString().split('\n').slice(0, -1);
  }

  /** What came, as JSON, line by line. */
  get messages(): Message[] {
    return this.lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Message);
  }

  /** Waits until `enough` is true of what has come; whether it came to that before the output was over. */
  async until(enough: () => boolean): Promise<boolean> {
    while (!enough()) {
      if (this.#over) return false;
      await new Promise<void>((done) => {
        this.#wake = done;
      });
    }
    return true;
  }

  /** Waits for `count` lines and returns them. */
  async take(count: number): Promise<string[]> {
    if (!(await this.until(() => this.lines.length >= count))) {
      throw new Error(`${this.lines.length} of ${count} lines came; stderr: ${this.errors.slice(0, 800)}`);
    }
    return this.lines;
  }

  /** Waits until `bytes` bytes came. */
  async bytes(bytes: number): Promise<void> {
    await this.until(() => this.#length >= bytes);
  }

  /** Ends the input and waits for the process's end. */
  async close(): Promise<Ended> {
    this.end();
    return await this.ended;
  }

  [Symbol.dispose](): void {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
  }
}

export type Message = {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: { readonly [name: string]: unknown };
  readonly error?: { readonly code: number; readonly message: string };
};

export function request(id: number | string, method: string, params?: object): object {
  return { jsonrpc: '2.0', id, method, ...(params && { params }) };
}

export function call(id: number | string, name: string, given: object = {}): object {
  return request(id, 'tools/call', { name, arguments: given });
}

export function initialize(protocolVersion = '2025-06-18', capabilities: object = {}): object {
  return request(0, 'initialize', { protocolVersion, capabilities, clientInfo: { name: 'test', version: '1.0.0' } });
}

export const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' };

/** Whether a process is there (a zombie is not). */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until something is so; false when it is not after `ms` milliseconds. */
export async function within(ms: number, so: () => boolean): Promise<boolean> {
  const until = performance.now() + ms;
  while (!so()) {
    if (performance.now() > until) return false;
    await new Promise((done) => setTimeout(done, 20));
  }
  return true;
}

/** Peak resident memory of a process in MB, so far. */
export function peakMegabytes(pid: number | undefined): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
