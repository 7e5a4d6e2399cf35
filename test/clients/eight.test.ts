import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { Client as NewClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as NewTransport } from '@modelcontextprotocol/client/stdio';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { parse as parseJsonc } from 'jsonc-parser';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { listed, Machine } from './machine.ts';

const require = createRequire(import.meta.url);
const packaged = (name: string) =>
  join(dirname(require.resolve(`@modelcontextprotocol/${name}/package.json`)), 'dist/index.js');
const NODE = process.execPath;
const EVERYTHING = packaged('server-everything');
const FILES = packaged('server-filesystem');

type Started = { readonly command: string; readonly args: readonly string[] };

/** How each client reads its own config: the servers it would start, by name. */
const READERS: Readonly<Record<string, (text: string) => Readonly<Record<string, Started>>>> = {
  '.config/Claude/claude_desktop_config.json': (text) => JSON.parse(text).mcpServers,
  '.claude.json': (text) => {
    const state = JSON.parse(text);
    return {
      ...state.mcpServers,
      ...Object.values(state.projects as Record<string, { mcpServers: object }>)[0]?.mcpServers,
    };
  },
  '.cursor/mcp.json': (text) => local(parseJsonc(text).mcpServers),
  '.config/Code/User/mcp.json': (text) => parseJsonc(text).servers,
  '.config/zed/settings.json': (text) => parseJsonc(text).context_servers,
  '.codex/config.toml': (text) =>
    (getStaticTOMLValue(parseTOML(text)) as unknown as { mcp_servers: Record<string, Started> }).mcp_servers,
  '.config/goose/config.yaml': (text) =>
    Object.fromEntries(
      Object.entries(parseYaml(text).extensions as Record<string, { cmd?: string; args: string[] }>).flatMap(
        ([name, { cmd, args }]) => (cmd === undefined ? [] : [[name, { command: cmd, args }]]),
      ),
    ),
  '.config/opencode/opencode.json': (text) =>
    Object.fromEntries(
      Object.entries(parseJsonc(text).mcp as Record<string, { command: string[] }>).map(([name, { command }]) => [
        name,
        { command: command[0] ?? '', args: command.slice(1) },
      ]),
    ),
};

function local(servers: Record<string, Started>): Record<string, Started> {
  return Object.fromEntries(Object.entries(servers).filter(([, { command }]) => command !== undefined));
}

function furnish(machine: Machine): void {
  const root = machine.userHome;
  const steady = listed('steady');
  machine.put('.config/Claude/claude_desktop_config.json', {
    mcpServers: { files: { command: NODE, args: [FILES, root] } },
  });
  const shop = { allowedTools: [], mcpServers: { steady } };
  machine.put(
    '.claude.json',
    JSON.stringify({
      numStartups: 12,
      mcpServers: { everything: { type: 'stdio', command: NODE, args: [EVERYTHING] } },
      projects: { [dirname(machine.put('shop/readme', 'a shop'))]: shop },
    }),
  );
  machine.put(
    '.cursor/mcp.json',
    `{\r\n\t// by hand\r\n\t"mcpServers": {\r\n\t\t"files": {"command": ${JSON.stringify(NODE)}, "args": [\r\n\t\t\t${JSON.stringify(FILES)}, // the files\r\n\t\t\t${JSON.stringify(root)},\r\n\t\t]},\r\n\t\t"hosted": {"url": "https://mcp.example.com"},\r\n\t},\r\n}\r\n`,
    0o600,
  );
  machine.put('.config/Code/User/mcp.json', {
    inputs: [],
    servers: { 'a b': { type: 'stdio', ...steady }, 'a-b': { type: 'stdio', ...steady } },
  });
  machine.put(
    '.config/zed/settings.json',
    `// Zed\n{\n  "buffer_font_size": 15.0,\n  "context_servers": {\n    "steady": { "source": "custom", "command": ${JSON.stringify(steady.command)}, "args": ${JSON.stringify(steady.args)}, },\n  },\n}\n`,
  );
  machine.put(
    '.codex/config.toml',
    `model = "x" # keep\n\n[mcp_servers.everything]\ncommand = '${NODE}'\nargs = ["${EVERYTHING}"] # all of it\nstartup_timeout_sec = 0x14\n`,
  );
  machine.put(
    '.config/goose/config.yaml',
    `extensions:\n  developer:\n    type: builtin\n  files:   # mine\n    type: stdio\n    cmd: ${NODE}\n    args:\n    - ${FILES}\n    - ${root}\n    timeout: 0300\n`,
  );
  machine.put('.config/opencode/opencode.json', {
    mcp: { steady: { type: 'local', command: [steady.command, ...steady.args], enabled: true } },
  });
}

/** oktsec as it is published, on a node of its own that can go away. */
function install(
  folder: string,
): (
  args: readonly string[],
  machine: Machine,
) => { readonly status: number | null; readonly out: string; readonly err: string } {
  mkdirSync(folder, { recursive: true });
  const node = join(folder, 'node');
  try {
    linkSync(NODE, node);
  } catch {
    copyFileSync(NODE, node);
  }
  return (args, machine) => {
    const { status, stdout, stderr } = spawnSync(node, [resolve('bin/oktsec.js'), ...args], {
      env: { PATH: process.env.PATH, HOME: machine.userHome },
      cwd: machine.cwd,
      encoding: 'utf8',
    });
    return { status, out: stdout, err: stderr };
  };
}

/** A session of each server as its client would have it. @returns the tools of each, by client and server */
async function sessions(machine: Machine): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (const [at, [path, read]] of Object.entries(READERS).entries()) {
    for (const [name, { command, args }] of Object.entries(read(machine.read(path)))) {
      const how = {
        command,
        args: [...args],
        stderr: 'ignore' as const,
        env: { HOME: machine.userHome, PATH: process.env.PATH ?? '' },
      };
      const client =
        at % 2 === 0 ? new Client({ name: 'test', version: '1' }) : new NewClient({ name: 'test', version: '1' });
      const transport = client instanceof NewClient ? new NewTransport(how) : new StdioClientTransport(how);
      await (client as Client).connect(transport as StdioClientTransport);
      seen[`${path} ${name}`] = (await client.listTools()).tools.length;
      await client.close();
    }
  }
  return seen;
}

test('a machine with eight clients: wrapped with proof, used, upgraded, repaired, and given back without a trace', async () => {
  const machine = new Machine();
  furnish(machine);
  const start = join(machine.folder, 'start');
  cpSync(machine.userHome, start, { recursive: true });
  const bare = await sessions(machine);
  expect(Object.keys(bare)).toHaveLength(10);

  const first = install(join(machine.folder, 'node-1'));
  expect(first(['init'], machine)).toMatchObject({ status: 0, err: '' });
  const wrapped = first(['wrap', '--all', '--json'], machine);
  expect(wrapped).toMatchObject({ status: 0, err: '' });
  const rows = JSON.parse(wrapped.out) as { ref: string; result: string; proof: string | null; agent: string }[];
  const local = rows.filter(({ result }) => result === 'wrapped');
  expect(local).toHaveLength(10);
  expect(local.map(({ ref, proof }) => `${ref} ${proof}`)).toEqual(local.map(({ ref }) => `${ref} same`));
  expect(new Set(local.map(({ agent }) => agent)).size).toBe(10);
  expect(await sessions(machine)).toEqual(bare);
  const log = first(['logs', '--json', '--limit', '1000'], machine);
  const senders = new Set((JSON.parse(log.out) as { from: string }[]).map(({ from }) => from));
  for (const { agent } of local) expect(senders).toContain(agent);

  rmSync(join(machine.folder, 'node-1'), { recursive: true });
  const second = install(join(machine.folder, 'node-2'));
  const states = JSON.parse(second(['discover', '--json'], machine).out) as { ref: string; state: string }[];
  expect(states.filter(({ state }) => state === 'broken')).toHaveLength(10);
  expect(second(['repair'], machine)).toMatchObject({ status: 0, err: '' });
  expect(await sessions(machine)).toEqual(bare);
  expect(second(['logs', 'verify'], machine).status).toBe(0);

  expect(await machine.run(['unwrap', '--all'], { types: 'UNWRAP' })).toMatchObject({ code: 0, err: '' });
  expect(await sessions(machine)).toEqual(bare);
  expect(execFileSync('diff', ['-r', '-x', '.oktsec', start, machine.userHome], { encoding: 'utf8' })).toBe('');
  expect(await machine.run(['uninstall', '--purge'], { types: 'UNINSTALL' })).toMatchObject({ code: 0 });
  expect(execFileSync('diff', ['-r', start, machine.userHome], { encoding: 'utf8' })).toBe('');
}, 240_000);
