import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { World } from '../commands/world.ts';

function put(world: World, path: string, text: string): string {
  const file = join(world.userHome, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

type Row = { readonly ref: string; readonly state: string; readonly command: readonly string[]; readonly path: string };

async function rows(world: World, ...args: string[]): Promise<Row[]> {
  const { code, out } = await world.run(['discover', '--json', ...args]);
  expect(code).toBe(0);
  return JSON.parse(out) as Row[];
}

test('a machine without clients is no error', async () => {
  const { code, out, err } = await new World().run(['discover']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('no MCP client has a config here');
});

test('every kind of entry is told apart, in every syntax', async () => {
  const world = new World();
  put(
    world,
    '.cursor/mcp.json',
    `// mine
    { "mcpServers": {
      "files": { "command": "npx", "args": ["-y", "files"], },
      "linear": { "url": "https://mcp.example.com/sse" },
      "old": { "command": "oktsec", "args": ["proxy", "--mode", "observe", "--", "uvx", "git"] },
      "gone": { "command": "/nowhere/node", "args": ["/nowhere/oktsec.js", "proxy", "--agent", "a.b", "--", "uvx"] },
      "line": { "command": "npx -y files" },
      "oktsec": { "command": "oktsec", "args": ["mcp", "--agent", "cursor"] },
      "other": { "command": "oktsec", "args": ["mcp"], "env": { "PATH": "/elsewhere" } }
    } }`,
  );
  put(world, '.codex/config.toml', '[mcp_servers.git]\ncommand = "uvx"\nargs = ["git"]\n');
  put(
    world,
    '.vibe/config.toml',
    '[[mcp_servers]]\nname = "one"\ncommand = "a"\n\n[[mcp_servers]]\nname = "two"\ncommand = "b"\n',
  );
  put(world, '.continue/config.yaml', 'mcpServers:\n  - name: fetch\n    command: uvx\n    args: [fetch, 8080]\n');
  put(
    world,
    '.config/opencode/opencode.json',
    '{"mcp":{"a":{"command":["npx","a"]},"servers":{"b":{"command":["npx","b"]}}}}',
  );
  put(world, '.config/amp/settings.json', '{"amp.mcpServers":{"x":{"command":"x"}}}');
  put(world, '.claude.json', '{"mcpServers":{},"projects":{"/src/app":{"mcpServers":{"db":{"command":"db"}}}}}');
  put(
    world,
    '.config/goose/config.yaml',
    'extensions:\n  developer:\n    type: builtin\n  web:\n    cmd: uvx\n    args:\n      - web\n',
  );
  const found = new Map((await rows(world)).map(({ ref, state, command }) => [ref, [state, ...command]]));
  expect(Object.fromEntries(found)).toEqual({
    'cursor/files': ['bare', 'npx', '-y', 'files'],
    'cursor/linear': ['remote'],
    'cursor/old': ['wrapped_by_other', 'uvx', 'git'],
    'cursor/gone': ['broken', 'uvx'],
    'cursor/line': ['unreadable', 'npx -y files'],
    'cursor/oktsec': ['own', 'oktsec', 'mcp', '--agent', 'cursor'],
    'cursor/other': ['bare', 'oktsec', 'mcp'],
    'codex/git': ['bare', 'uvx', 'git'],
    'mistral-vibe/one': ['bare', 'a'],
    'mistral-vibe/two': ['bare', 'b'],
    'continue/fetch': ['bare', 'uvx', 'fetch', '8080'],
    'opencode/a': ['bare', 'npx', 'a'],
    'opencode/b': ['bare', 'npx', 'b'],
    'amp/x': ['bare', 'x'],
    'claude-code/db': ['bare', 'db'],
    'goose/developer': ['builtin'],
    'goose/web': ['bare', 'uvx', 'web'],
  });
});

test('one file under two names is one file', async () => {
  const world = new World();
  const file = put(world, '.lmstudio/mcp.json', '{"mcpServers":{"a":{"command":"a"}}}');
  mkdirSync(join(world.userHome, '.cache/lm-studio'), { recursive: true });
  symlinkSync(file, join(world.userHome, '.cache/lm-studio/mcp.json'));
  expect(await rows(world)).toHaveLength(1);
});

test('a file with a fault is named with line and column, and the others are shown', async () => {
  const world = new World();
  const file = put(world, '.cursor/mcp.json', '{\n  "mcpServers": {\n');
  put(world, '.factory/mcp.json', '{"mcpServers":{"a":{"command":"a"}}}');
  const { code, out, err } = await world.run(['discover']);
  expect(code).toBe(0);
  expect(err).toContain(`${file}:3:1: close brace expected`);
  expect(out).toContain('Factory Droid');
});

test.each([
  ['.cursor/mcp.json', '{"a":', '['],
  ['.cursor/mcp.json', '{"a":', '{"b":'],
  ['.codex/config.toml', 'a = ', '['],
  ['.continue/config.yaml', 'a: ', '['],
])('%s nested without end (%s%s…) is a fault of that file, and the others are shown', async (name, head, open) => {
  for (const depth of [250, 5_000, 200_000]) {
    const world = new World();
    const close = open === '[' ? ']'.repeat(depth) : `1${'}'.repeat(depth)}`;
    put(world, name, `${head}${open.repeat(depth)}${close}${head.startsWith('{') ? '}' : ''}`);
    put(world, '.factory/mcp.json', '{"mcpServers":{"a":{"command":"a"}}}');
    const { code, out, err } = await world.run(['discover']);
    expect(code).toBe(0);
    expect(err).toMatch(/oktsec: (?:error|warning): .*nested more than 200 deep/);
    expect(out).toContain('Factory Droid');
  }
});

test('a mistyped client and a server that is not there are answered with what was meant', async () => {
  const world = new World();
  put(world, '.cursor/mcp.json', '{"mcpServers":{"filesystem":{"command":"a"}}}');
  expect(await world.run(['discover', 'curser'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('did you mean cursor?'),
  });
  expect(await world.run(['wrap', 'cursor.filesystem'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('did you mean cursor/filesystem?'),
  });
  put(world, '.claude.json', '{"mcpServers":{"my files; id":{"command":"a"}}}');
  const blanks = await world.run(['discover', 'claude-code/my files: id']);
  expect(blanks.err).toContain("did you mean 'claude-code/my files; id'?");
  const missing = await world.run(['discover', 'cursor/filesytem']);
  expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('did you mean cursor/filesystem?') });
});

test('project files of this folder are named and not looked into', async () => {
  const world = new World();
  world.write('.mcp.json', '{"mcpServers":{"here":{"command":"a"}}}');
  const note = 'project files too, which were not looked into (.mcp.json): oktsec discover --project\n';
  for (const argv of [['discover'], [], ['wrap', '--all']]) {
    const { out } = await world.run(argv);
    expect(out).toContain(note);
    expect(out).not.toMatch(/^ {2}here /m);
  }
  expect((await world.run(['discover', '--project'])).out).not.toContain('project files too');
  put(world, '.cursor/mcp.json', '{"mcpServers":{"mine":{"command":"b"}}}');
  expect((await world.run(['discover'])).out).toContain(note);
});

test('the next step finds what was found: a file of the folder with --project, one client by its name', async () => {
  const world = new World();
  put(world, '.cursor/mcp.json', '{"mcpServers":{}}');
  world.write('.mcp.json', '{"mcpServers":{"here":{"command":"a"}}}');
  const { out } = await world.run(['discover', '--project']);
  const next = /^next {2}oktsec (.*)$/m.exec(out)?.[1]?.split(' ') ?? [];
  expect(next).toEqual(['wrap', 'claude-code', '--project']);
  expect((await world.run([...next, '--no-proof'])).out).toContain('1 of 1 wrapped');
  expect((await world.run(['wrap', '--all'])).out).toContain('nothing to wrap: no server was found');
});

test('configs of plugins are shown however deep the client keeps them, and the files beside them are not', async () => {
  const world = new World();
  const paths = [
    '.claude/plugins/cache/near/.mcp.json',
    '.claude/plugins/cache/market/plugin/1.2.0/.mcp.json',
    '.cursor/plugins/local/mine/mcp.json',
    '.cursor/plugins/cache/market/plugin/.mcp.json',
  ];
  for (const path of paths) put(world, path, '{"mcpServers":{"x":{"command":"x"}}}');
  put(world, '.claude/plugins/cache/market/plugin/1.2.0/plugin.json', '{"name":"plugin"}');
  const { out } = await world.run(['discover']);
  for (const path of paths) expect(out).toContain(path);
  expect(out.match(/it comes with a plugin/g)).toHaveLength(paths.length);
  expect(out).not.toContain('plugin.json');
});
