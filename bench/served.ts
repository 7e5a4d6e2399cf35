import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { putCode } from '../src/files/code-request.ts';
import { readServeMark } from '../src/files/marks/serve-mark.ts';

/** One answer: milliseconds within the server's process, and what all its threads worked meanwhile. */
export type Answered = {
  readonly target: string;
  readonly status: number;
  readonly millis: number;
  readonly processor: number;
};

const CODE = '31415926';
const PATIENCE_MILLIS = 20_000;

/** `oktsec serve` in a process of its own, and a browser's session with it. */
export class Served {
  readonly #child: ChildProcess;
  readonly #root: string;
  readonly #cookie: string;

  private constructor(child: ChildProcess, root: string, cookie: string) {
    this.#child = child;
    this.#root = root;
    this.#cookie = cookie;
  }

  /** @param build the folder with `bin` and `dist`; @param userHome where the clients' configs are looked for */
  static async start(home: string, userHome: string, build = resolve('.')): Promise<Served> {
    const told = pathToFileURL(resolve('bench/peers/answered.mjs')).href;
    const words = [
      '--import',
      told,
      ...execFlags(),
      join(build, 'bin/oktsec.js'),
      'serve',
      '--port',
      '0',
      '--home',
      home,
    ];
    const env = { PATH: process.env.PATH, HOME: userHome };
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env, cwd: userHome });
    const url = await waitFor(() => readServeMark(home)?.url || undefined);
    putCode(home, CODE);
    return waitFor(async () => {
      const answer = await fetch(`${url}/dashboard`, {
        method: 'POST',
        body: new URLSearchParams({ code: CODE }),
        redirect: 'manual',
        headers: { origin: url },
      });
      if (answer.status !== 303) return undefined;
      const root = `${url}${(answer.headers.get('location') ?? '').replace(/\/$/, '')}`;
      return new Served(child, root, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
    });
  }

  /** Asks for a page and reads it whole. */
  async ask(path: string): Promise<Answered> {
    const told = this.#told(new URL(`${this.#root}${path}`));
    const page = await fetch(`${this.#root}${path}`, { headers: { cookie: this.#cookie } });
    await page.arrayBuffer();
    return told;
  }

  async #told({ pathname, search }: URL): Promise<Answered> {
    for await (const [answered] of on(this.#child, 'message') as AsyncIterable<[Answered]>) {
      if (answered.target === `${pathname}${search}`) return answered;
    }
    throw new Error('oktsec serve is gone');
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await gone;
  }
}

/** Flags for node that are handed on: `OKTSEC_BENCH_NODE=--cpu-prof`. */
function execFlags(): string[] {
  return (process.env.OKTSEC_BENCH_NODE ?? '').split(' ').filter(Boolean);
}

async function waitFor<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const until = performance.now() + PATIENCE_MILLIS;
  while (performance.now() < until) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((go) => setTimeout(go, 100));
  }
  throw new Error('oktsec serve did not come up');
}
