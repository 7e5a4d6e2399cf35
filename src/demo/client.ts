import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { OktsecError } from '../errors.ts';

/** The answer to a request, as a client sees it. */
export type Reply = {
  /** All text of a tool's result, or the message of an error. */
  readonly text: string;
  /** Names of the tools, of a list. */
  readonly tools: readonly string[];
  /** oktsec answered in the server's place. */
  readonly stopped: boolean;
};

const ANSWER_WITHIN_MILLIS = 10_000;
const PROTOCOL = '2025-06-18';

/** A small MCP client on the stdio of a child process: just what a scripted session needs. */
export class Client {
  readonly #child: ChildProcess;
  readonly #server: string;
  readonly #waiting = new Map<number, { done: (reply: Reply) => void; failed: (error: Error) => void }>();
  /** Methods of the server's own requests and notifications that came through to here. */
  readonly heard: string[] = [];
  #said = '';
  #ids = 0;

  constructor(child: ChildProcess, server: string) {
    this.#child = child;
    this.#server = server;
    if (child.stdout === null || child.stderr === null) throw new Error('the child has no pipes');
    createInterface({ input: child.stdout }).on('line', (line) => this.#receive(line));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-2000);
    });
    child.stdin?.on('error', () => {});
    child.on('error', (error) => this.#fail(error.message));
    child.on('close', (code, signal) => this.#fail(`it ended with ${signal ?? code}`));
  }

  async handshake(): Promise<void> {
    const clientInfo = { name: 'oktsec-demo', version: '1.0.0' };
    await this.request('initialize', { protocolVersion: PROTOCOL, capabilities: { sampling: {} }, clientInfo });
    this.#send({ method: 'notifications/initialized' });
  }

  /** @throws OktsecError `demo` when no answer comes within ten seconds */
  request(method: string, params: object = {}): Promise<Reply> {
    return this.raw((id) => JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  }

  call(name: string, args: Readonly<Record<string, string | number>> = {}): Promise<Reply> {
    return this.request('tools/call', { name, arguments: args });
  }

  /** Sends one frame exactly as `frame` spells it. @throws OktsecError `demo` */
  raw(frame: (id: number) => string): Promise<Reply> {
    this.#ids += 1;
    const id = this.#ids;
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(this.#error('gave no answer')), ANSWER_WITHIN_MILLIS);
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          this.#waiting.delete(id);
          how(value);
        };
      this.#waiting.set(id, { done: settle(done), failed: settle(failed) });
      this.#child.stdin?.write(`${frame(id)}\n`);
    });
  }

  #receive(line: string): void {
    const message = readLine(line);
    if (message === undefined) return;
    const { id, method, result, error } = message;
    if (typeof method === 'string') {
      this.heard.push(method);
      if (id !== undefined) this.#answer(id, method);
      return;
    }
    if (typeof id === 'number') this.#waiting.get(id)?.done(replyOf(result, error));
  }

  /** A client that does whatever a server asks: what oktsec lets through reaches a model. */
  #answer(id: unknown, method: string): void {
    const content = { type: 'text', text: 'of course' };
    if (method === 'sampling/createMessage') this.#send({ id, result: { role: 'assistant', content, model: 'demo' } });
    else this.#send({ id, error: { code: -32601, message: 'no such method' } });
  }

  #send(message: object): void {
    this.#child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  #fail(why: string): void {
    for (const { failed } of [...this.#waiting.values()]) failed(this.#error(why));
  }

  #error(why: string): OktsecError {
    const said = this.#said.trim();
    return new OktsecError('demo', `the server ${this.#server} behind oktsec: ${why}${said === '' ? '' : `\n${said}`}`);
  }
}

type Incoming = {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
};

/** What is no message is passed over, as a client does. */
function readLine(line: string): Incoming | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function replyOf(result: unknown, error: unknown): Reply {
  const texts = [...listAt(result, 'content').map((block) => textAt(block, 'text')), textAt(error, 'message')];
  const text = texts.filter((one) => one !== undefined).join('\n');
  return {
    text,
    tools: listAt(result, 'tools').flatMap((tool) => textAt(tool, 'name') ?? []),
    stopped: /^(?:blocked|held) by oktsec: /.test(text),
  };
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = memberAt(value, key);
  return Array.isArray(list) ? list : [];
}

function textAt(value: unknown, key: string): string | undefined {
  const text = memberAt(value, key);
  return typeof text === 'string' ? text : undefined;
}

function memberAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
}
