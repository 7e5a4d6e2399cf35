import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { real, silentContext } from '../../scripts/silent-context.ts';
import type { Context } from '../../src/command.ts';
import { writeKeyPair } from '../../src/files/keys/key-files.ts';
import { type SecretKey, secretKeyOf } from '../../src/identity/ed25519.ts';
import { type Letter, signLetter, signLetterV1 } from '../../src/identity/letter.ts';
import { signRequest } from '../../src/identity/request.ts';
import { newNonce } from '../../src/letters/account.ts';
import { type Serving, serve } from '../../src/serve/main.ts';
import { openStore } from '../../src/store/sqlite.ts';
import type { AuditRow, Store } from '../../src/store/store.ts';
import { formatToken, tokenHash } from '../../src/tokens/token.ts';

/** What came back, as the test looks at it. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what is tested
export type Loose = any;

export type Answer = {
  readonly status: number;
  readonly body: Loose;
  readonly headers: Record<string, string>;
  readonly text: string;
};

export const AGENTS = `agents:
  research-agent: { can_message: [analysis-agent] }
  analysis-agent: { can_message: [research-agent] }
`;

/** A home with keys and a config, and a real server in it on a free port. */
export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'oktsec-http-'));
  readonly home = join(this.folder, 'home');
  readonly said: string[] = [];
  readonly keys = new Map<string, SecretKey>();
  serving!: Serving;
  instance = '';
  /** Microseconds by which the server's clocks are ahead. */
  ahead = 0;
  #store: Store | undefined;

  private constructor() {
    mkdirSync(join(this.home, 'keys'), { recursive: true, mode: 0o700 });
    onTestFinished(async () => {
      await this.stop();
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  /** Keys for both agents, this config, and the server runs. */
  static async open(
    config = `mode: enforce\n${AGENTS}`,
    options: { readonly agents?: readonly string[] } = {},
  ): Promise<Office> {
    const office = new Office();
    for (const agent of options.agents ?? ['research-agent', 'analysis-agent']) office.addKey(agent);
    office.config(config);
    await office.start();
    return office;
  }

  addKey(agent: string): SecretKey {
    const secret = secretKeyOf(crypto.getRandomValues(new Uint8Array(32)))!;
    writeKeyPair(join(this.home, 'keys'), agent, secret, { force: true });
    this.keys.set(agent, secret);
    return secret;
  }

  config(text: string): void {
    writeFileSync(join(this.home, 'oktsec.yaml'), `version: "1"\n${text}`, { mode: 0o600 });
  }

  get context(): Context {
    const sink = {
      write: (text: string | Uint8Array) => this.said.push(String(text)) > 0,
      once: () => {},
      isTTY: false,
      columns: undefined,
    };
    return silentContext(this.folder, this.home, {
      now: () => real.now() + this.ahead,
      micros: () => real.micros() + this.ahead,
      stdout: sink,
      stderr: sink,
    });
  }

  async start(
    options: { readonly bind?: string; readonly insecure?: boolean; readonly port?: number } = {},
  ): Promise<void> {
    this.serving = await serve(this.context, {
      port: options.port ?? 0,
      insecure: options.insecure === true,
      bind: options.bind,
    });
    this.instance = (await this.ask('GET', '/health')).body.instance;
  }

  async stop(): Promise<void> {
    this.#store?.close();
    this.#store = undefined;
    this.serving?.stop();
    await this.serving?.done;
  }

  get port(): number {
    return Number(new URL(this.serving.url).port);
  }

  /** One request, exactly as it is said here. */
  ask(
    method: string,
    path: string,
    options: { readonly headers?: Record<string, string>; readonly body?: string | Uint8Array } = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.port, method, path, headers: options.headers ?? {}, agent: false },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const isJson = text !== '' && answer.headers['content-type']?.startsWith('application/json');
            resolve({
              status: answer.statusCode ?? 0,
              body: isJson ? JSON.parse(text) : undefined,
              headers: answer.headers as Record<string, string>,
              text,
            });
          });
        },
      );
      sent.on('error', reject);
      sent.end(options.body);
    });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.ask('POST', path, { headers: { 'content-type': 'application/json', ...headers }, body: text });
  }

  send(letter: unknown): Promise<Answer> {
    return this.post('/v1/message', letter);
  }

  /** A v2 letter of one of the agents, signed now. */
  letter(content: string, over: Partial<Letter> & { readonly now?: number } = {}): Letter {
    const { now = Date.now() * 1000, from = 'research-agent', to = 'analysis-agent', metadata } = over;
    const draft = { from, to, content, ...(metadata ? { metadata } : {}) };
    return signLetter(draft, this.keys.get(from)!, { aud: over.aud ?? this.instance, now, nonce: newNonce() });
  }

  letterV1(content: string, over: Partial<Letter> = {}, format: 'v1-newline' | 'v1-concat' = 'v1-newline'): Letter {
    const { from = 'research-agent', to = 'analysis-agent' } = over;
    return signLetterV1({ from, to, content }, this.keys.get(from)!, { now: Date.now() * 1000, format });
  }

  /** A request signed by an agent. */
  signed(
    agent: string,
    method: string,
    path: string,
    options: { readonly headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const key = this.keys.get(agent)!;
    const payload = { aud: this.instance, method, path, agent, body: new Uint8Array() };
    const headers = { ...signRequest(payload, key, { now: Date.now() * 1000, nonce: newNonce() }), ...options.headers };
    return this.ask(method, path, {
      headers: method === 'POST' ? { 'content-type': 'application/json', ...headers } : headers,
    });
  }

  async mail(agent = 'analysis-agent', query = ''): Promise<Record<string, Loose>[]> {
    return (await this.signed(agent, 'GET', `/v1/messages${query}`)).body.messages;
  }

  /** How many messages wait in all mailboxes. */
  async waitingMail(): Promise<number> {
    const { text } = await this.ask('GET', '/metrics', { headers: this.bearer('metrics') });
    return [...text.matchAll(/^oktsec_mailbox_messages\{.*\} (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
  }

  get store(): Store {
    this.#store ??= openStore(this.home);
    return this.#store;
  }

  /** The newest rows about letters, the newest first. */
  rows(limit = 50): readonly AuditRow[] {
    return this.store
      .list({ limit: 1000 })
      .filter(({ kind }) => kind === 'letter')
      .slice(0, limit);
  }

  token(...scopes: string[]): string {
    const token = formatToken(crypto.getRandomValues(new Uint8Array(32)));
    const name = `t${Math.random().toString(36).slice(2)}`;
    this.store.addToken(
      { hash: tokenHash(token), name, scopes, expiresAt: Date.now() * 1000 + 3600e6 },
      { by: 'test' },
    );
    return token;
  }

  bearer(...scopes: string[]): Record<string, string> {
    return { authorization: `Bearer ${this.token(...scopes)}` };
  }
}

/** Waits for what another process or timer does. */
export async function until<T>(look: () => T | Promise<T>, millis = 40_000): Promise<NonNullable<T>> {
  for (const end = performance.now() + millis; ; ) {
    const seen = await look();
    if (seen) return seen as NonNullable<T>;
    if (performance.now() > end) throw new Error('it never came');
    await new Promise((go) => setTimeout(go, 20));
  }
}
