import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);

/** The Node of the checkout: what is published runs on it, and nothing here on another. */
export const node = join(root, 'node_modules/.bin/node');
/** The shipped entry; `OKTSEC_BENCH_BIN` names another build to compare with. */
export const oktsec = process.env.OKTSEC_BENCH_BIN ?? join(root, 'bin/oktsec.js');

/** A way from a client to a server: the words before the server's command. */
export type Way = { readonly name: string; readonly words: readonly string[] };

export type Place = {
  readonly folder: string;
  /** Servers by what they are written in; C where there is a compiler. */
  readonly echo: { readonly node: readonly string[]; readonly c: readonly string[] | undefined };
  /** The command that measures round trips. */
  readonly ping: readonly string[];
  readonly direct: Way;
  /** Twice the same: how far they differ is the noise of the run. */
  readonly raw: readonly [Way, Way];
  readonly observe: Way;
  readonly enforce: Way;
  readonly naive: Way;
  [Symbol.dispose](): void;
};

/** Everything a run needs in one temporary folder: homes, configs, compiled helpers. Disposing of it removes all. */
export function place(): Place {
  if (!existsSync(join(root, 'dist/proxy.cjs')) && process.env.OKTSEC_BENCH_BIN === undefined) {
    throw new Error('dist/ is not built: npm run build');
  }
  const folder = mkdtempSync(join(tmpdir(), 'oktsec-bench-'));
  const echo = compiled(folder, 'echo');
  const ping = compiled(folder, 'ping');
  const raw = [node, peer('raw-pipe.cjs')];
  return {
    folder,
    echo: { node: [node, peer('echo.cjs')], c: echo === undefined ? undefined : [echo] },
    ping: ping === undefined ? [node, peer('ping.cjs')] : [ping],
    direct: { name: 'direct', words: [] },
    raw: [
      { name: 'raw pipe', words: raw },
      { name: 'raw pipe again', words: raw },
    ],
    observe: ours(folder, 'observe'),
    enforce: ours(folder, 'enforce'),
    naive: { name: 'naive set-up', words: [node, peer('naive-relay.mjs')] },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

export function peer(name: string): string {
  return join(bench, 'peers', name);
}

function ours(folder: string, mode: 'observe' | 'enforce'): Way {
  const home = join(folder, mode);
  const config = join(folder, `${mode}.yaml`);
  mkdirSync(home, { mode: 0o700 });
  writeFileSync(config, `version: "1"\nmode: ${mode}\n`, { mode: 0o600 });
  return {
    name: mode,
    words: [node, oktsec, 'proxy', '--config', config, '--home', home, '--agent', 'bench.echo', '--'],
  };
}

function compiled(folder: string, name: string): string | undefined {
  const out = join(folder, name);
  try {
    execFileSync('cc', ['-O2', '-o', out, peer(`${name}.c`)], { stdio: 'ignore' });
    return out;
  } catch {
    return undefined;
  }
}
