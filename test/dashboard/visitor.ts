import { expect } from 'vitest';
import type { AuditEntry } from '../../src/guard/entry.ts';
import { recorded } from '../fixtures/store/home.ts';
import { type Answer, Office } from '../http/office.ts';

/** Says which part is missing, instead of printing the whole page. */
export function expectIn(text: string, part: string | RegExp): void {
  const found = typeof part === 'string' ? text.includes(part) : part.test(text);
  expect(found, `the page has ${part}`).toBe(true);
}

/** Somebody at the dashboard of a real server in a home of its own. */
export class Visitor {
  readonly office: Office;
  /** `/d/<place>`: below it lies every page of this session. */
  root = '';
  cookie = '';
  /** What forms carry in `token`, and scripts in `oktsec-token`. */
  token = '';

  private constructor(office: Office) {
    this.office = office;
  }

  /** @param config YAML without its version */
  static async open(config = 'mode: enforce\n', entries: readonly AuditEntry[] = []): Promise<Visitor> {
    const visitor = new Visitor(await Office.open(config, { agents: [] }));
    await visitor.record(entries);
    return visitor;
  }

  /** The same, the code typed already. */
  static async signedIn(config?: string, entries?: readonly AuditEntry[]): Promise<Visitor> {
    const visitor = await Visitor.open(config, entries);
    await visitor.signIn();
    return visitor;
  }

  /** Another browser at the same server. */
  async another(): Promise<Visitor> {
    const other = new Visitor(this.office);
    await other.signIn();
    return other;
  }

  /** Rows as another process writes them. */
  async record(entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length > 0) await recorded(this.office.home, entries);
  }

  get code(): string {
    return this.office.serving.code();
  }

  /** Sends the code as the form of `/dashboard` does. */
  type(code: string, headers: Record<string, string> = {}, next = '/'): Promise<Answer> {
    return this.send('/dashboard', { code, next }, headers);
  }

  async signIn(): Promise<void> {
    const answer = await this.type(this.code);
    if (answer.status !== 303) throw new Error(`the code was not taken: ${answer.text}`);
    this.root = answer.headers.location!.replace(/\/$/, '');
    this.cookie = String(answer.headers['set-cookie']).split(';')[0]!;
    this.token = /name="oktsec-token" content="([^"]+)"/.exec((await this.get('/')).text)![1]!;
  }

  /** A page below the root, as a browser of this session asks for it. */
  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.office.ask('GET', `${this.root}${path}`, { headers: { cookie: this.cookie, ...headers } });
  }

  /** A form as a page of this session sends it. */
  post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(`${this.root}${path}`, { token: this.token, ...fields }, { cookie: this.cookie, ...headers });
  }

  /** The page that a form leads to. */
  async follow(answer: Answer): Promise<Answer> {
    return this.office.ask('GET', answer.headers.location!, { headers: { cookie: this.cookie } });
  }

  private send(path: string, fields: Record<string, string>, headers: Record<string, string>): Promise<Answer> {
    return this.office.ask('POST', path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  }
}
