// Fetches published versions of MCP servers and keeps what each says of itself: `node test/pins/upgrades/fetch.ts FOLDER`.
// Needs the npm registry; run by hand, never by the tests. Servers run without their scripts, keys or a real home.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

type Source = {
  readonly package: string;
  /** Fetched when the classes of changes stood already: what it shows was not fitted to it. */
  readonly heldOut?: true;
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
};

const SOURCES: readonly Source[] = [
  { package: '@modelcontextprotocol/server-everything' },
  { package: '@modelcontextprotocol/server-filesystem', args: ['.'] },
  { package: '@modelcontextprotocol/server-memory' },
  { package: '@modelcontextprotocol/server-sequential-thinking' },
  { package: '@modelcontextprotocol/server-github' },
  { package: '@playwright/mcp' },
  { package: '@upstash/context7-mcp' },
  { package: '@notionhq/notion-mcp-server', env: { NOTION_TOKEN: 'none' } },
  { package: 'firecrawl-mcp', env: { FIRECRAWL_API_KEY: 'none' } },
  { package: 'tavily-mcp', env: { TAVILY_API_KEY: 'none' } },
  { package: 'exa-mcp-server', env: { EXA_API_KEY: 'none' } },
  { package: 'chrome-devtools-mcp' },
  { package: 'mongodb-mcp-server' },
  { package: '@supabase/mcp-server-supabase', args: ['--access-token', 'none'] },
  { package: '@brave/brave-search-mcp-server', env: { BRAVE_API_KEY: 'none' } },
  { package: '@heroku/mcp-server', heldOut: true, env: { HEROKU_API_KEY: 'none' } },
  { package: 'mcp-server-kubernetes', heldOut: true },
  { package: '@wonderwhy-er/desktop-commander', heldOut: true },
  { package: '@sentry/mcp-server', heldOut: true, args: ['--access-token', 'none'] },
  { package: '@apify/actors-mcp-server', heldOut: true, env: { APIFY_TOKEN: 'none' } },
  { package: '@stripe/mcp', heldOut: true, args: ['--api-key', 'rk_test_none'] },
];
/** The newest releases, each compared with the one before it. */
const VERSIONS = 12;
const START_MILLIS = 20_000;

function versionsOf(name: string): string[] {
  const all: unknown = JSON.parse(execFileSync('npm', ['view', name, 'versions', '--json'], { encoding: 'utf8' }));
  const list = (Array.isArray(all) ? all : [all]) as string[];
  return list.filter((version) => !version.includes('-')).slice(-VERSIONS);
}

function binOf(folder: string, name: string): string {
  const home = join(folder, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  return join(home, typeof bin === 'string' ? bin : (Object.values(bin)[0] as string));
}

async function listing(source: Source, folder: string): Promise<unknown> {
  const child = spawn(process.execPath, [binOf(folder, source.package), ...(source.args ?? [])], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...source.env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MILLIS);
  try {
    const answers = new Map<number, (value: Record<string, unknown>) => void>();
    createInterface({ input: child.stdout }).on('line', (line) => {
      try {
        const { id, result, error } = JSON.parse(line) as {
          id?: number;
          result?: Record<string, unknown>;
          error?: unknown;
        };
        if (id !== undefined) answers.get(id)?.(result ?? { error });
      } catch {}
    });
    const gone = new Promise<never>((_, fail) => child.once('exit', (code) => fail(new Error(`ended with ${code}`))));
    gone.catch(() => undefined);
    let id = 0;
    const say = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    const ask = (method: string, params: object) => {
      id += 1;
      const answer = new Promise<Record<string, unknown>>((done) => answers.set(id, done));
      say({ id, method, params });
      return Promise.race([answer, gone]);
    };
    const hello = await ask('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'listing', version: '1' },
    });
    say({ method: 'notifications/initialized' });
    const list = async (method: string, key: string) => {
      const all: unknown[] = [];
      let cursor: unknown;
      do {
        const page = await ask(method, cursor === undefined ? {} : { cursor });
        all.push(...((page[key] as unknown[] | undefined) ?? []));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return all;
    };
    return {
      instructions: hello.instructions,
      tools: await list('tools/list', 'tools'),
      prompts: await list('prompts/list', 'prompts'),
    };
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

async function main(target: string): Promise<void> {
  mkdirSync(target, { recursive: true });
  for (const source of SOURCES) {
    const file = join(target, `${source.package.replaceAll(/[@/]/g, '_')}.json`);
    if (existsSync(file)) continue;
    const releases: { version: string; listing: unknown }[] = [];
    for (const version of versionsOf(source.package)) {
      const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
      try {
        writeFileSync(join(folder, 'package.json'), '{}');
        execFileSync(
          'npm',
          ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${source.package}@${version}`],
          {
            cwd: folder,
            stdio: 'ignore',
          },
        );
        releases.push({ version, listing: await listing(source, folder) });
        process.stdout.write(`${source.package} ${version}\n`);
      } catch (error) {
        process.stdout.write(`${source.package} ${version}: ${error instanceof Error ? error.message : error}\n`);
      } finally {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    }
    writeFileSync(file, JSON.stringify({ package: source.package, heldOut: source.heldOut, releases }));
  }
}

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('usage: node test/pins/upgrades/fetch.ts FOLDER');
await main(target);
