import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CLIENTS, clientNamed } from '../../src/clients/index.ts';
import { launcherOf, stablePaths } from '../../src/clients/launcher.ts';
import { expandPath, type Machine } from '../../src/clients/paths.ts';

test.each([
  ['Homebrew', '/opt/homebrew/Cellar/node@22/22.14.0/bin/node', '/opt/homebrew/opt/node@22/bin/node'],
  [
    'Linuxbrew',
    '/home/linuxbrew/.linuxbrew/Cellar/node/24.1.0_1/bin/node',
    '/home/linuxbrew/.linuxbrew/opt/node/bin/node',
  ],
  [
    'mise',
    '/home/me/.local/share/mise/installs/node/24.1.0/bin/node',
    '/home/me/.local/share/mise/installs/node/24/bin/node',
  ],
  [
    'fnm',
    '/home/me/.local/share/fnm/node-versions/v24.1.0/installation/bin/node',
    '/home/me/.local/share/fnm/aliases/default/bin/node',
  ],
  ['nvm', '/home/me/.nvm/versions/node/v24.1.0/bin/node', '/home/me/.nvm/current/bin/node'],
  [
    'pnpm',
    '/p/global/5/.pnpm/oktsec@1.0.0/node_modules/oktsec/bin/oktsec.js',
    '/p/global/5/node_modules/oktsec/bin/oktsec.js',
  ],
  [
    'Scoop',
    'C:\\Users\\me\\scoop\\apps\\nodejs\\24.1.0\\node.exe',
    'C:\\Users\\me\\scoop\\apps\\nodejs\\current\\node.exe',
  ],
])('%s has a path that outlives an upgrade', (_, versioned, stable) => {
  expect(stablePaths(versioned)).toContain(stable);
});

test.each([
  ['asdf', '/home/me/.asdf/installs/nodejs/24.1.0/bin/node'],
  ['volta', '/home/me/.volta/tools/image/node/24.1.0/bin/node'],
  ['a system', '/usr/bin/node'],
])('%s has none that always leads to the same file', (_, path) => {
  expect(stablePaths(path)).toEqual([]);
});

test('a link is used only while it leads to the very node that runs', () => {
  const root = mkdtempSync(join(tmpdir(), 'oktsec-launcher-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const place = (path: string) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, path);
    return file;
  };
  const node = place('Cellar/node/24.1.0/bin/node');
  place('Cellar/node/22.0.0/bin/node');
  mkdirSync(join(root, 'opt'));
  symlinkSync('../Cellar/node/24.1.0', join(root, 'opt/node'));
  const script = place('lib/node_modules/oktsec/bin/oktsec.js');
  expect(launcherOf({ node, script })).toEqual({ command: join(root, 'opt/node/bin/node'), script });
  rmSync(join(root, 'opt/node'));
  symlinkSync('../Cellar/node/22.0.0', join(root, 'opt/node'));
  expect(launcherOf({ node, script }).command).toBe(node);
  linkSync(node, join(root, 'other'));
});

test.each([
  '/home/me/.npm/_npx/0a1b2c/node_modules/oktsec/bin/oktsec.js',
  '/home/me/.cache/pnpm/dlx/1f/node_modules/oktsec/bin/oktsec.js',
  '/tmp/bunx-1000-oktsec@latest/node_modules/oktsec/bin/oktsec.js',
  'C:\\Users\\me\\AppData\\Local\\npm-cache\\_npx\\0a1b\\node_modules\\oktsec\\bin\\oktsec.js',
])('what runs from a cache is written nowhere: %s', (script) => {
  expect(() => launcherOf({ node: process.execPath, script })).toThrow(
    expect.objectContaining({ code: 'passing', hint: expect.stringContaining('npm install --global oktsec') }),
  );
});

const MAC: Machine = { platform: 'darwin', home: '/Users/me', env: {} };
const LINUX: Machine = { platform: 'linux', home: '/home/me', env: { XDG_CONFIG_HOME: '/x' } };
const WINDOWS: Machine = {
  platform: 'win32',
  home: 'C:/Users/me',
  env: { APPDATA: 'C:/Users/me/AppData/Roaming', LOCALAPPDATA: 'D:/Local' },
};

test.each([
  ['claude-desktop', MAC, '/Users/me/Library/Application Support/Claude/claude_desktop_config.json'],
  ['claude-desktop', LINUX, '/x/Claude/claude_desktop_config.json'],
  ['claude-desktop', WINDOWS, 'C:/Users/me/AppData/Roaming/Claude/claude_desktop_config.json'],
  [
    'claude-desktop',
    WINDOWS,
    'D:/Local/Packages/Claude_pzs8sxrjxfjjc/LocalCache/Roaming/Claude/claude_desktop_config.json',
  ],
  ['claude-code', { ...LINUX, env: { CLAUDE_CONFIG_DIR: '/c' } }, '/c/.claude.json'],
  ['vscode', MAC, '/Users/me/Library/Application Support/Code/User/mcp.json'],
  ['vscode', { ...LINUX, env: {} }, '/home/me/.config/Code/User/profiles/*/mcp.json'],
  ['zed', MAC, '/Users/me/.config/zed/settings.json'],
  ['zed', WINDOWS, 'C:/Users/me/AppData/Roaming/Zed/settings.json'],
  ['goose', WINDOWS, 'C:/Users/me/AppData/Roaming/Block/goose/config/config.yaml'],
  ['codex', { ...LINUX, env: { CODEX_HOME: '/o' } }, '/o/config.toml'],
  ['opencode', LINUX, '/x/opencode/opencode.json'],
  ['opencode', { ...LINUX, env: { OPENCODE_CONFIG_DIR: '/oc' } }, '/oc/opencode.json'],
  ['opencode', { ...LINUX, env: { OPENCODE_CONFIG: '/one/mine.jsonc' } }, '/one/mine.jsonc'],
  ['cline', { ...LINUX, env: { CLINE_MCP_SETTINGS_PATH: '/one/cline.json' } }, '/one/cline.json'],
  ['crush', WINDOWS, 'D:/Local/crush/crush.json'],
] as const)('%s is looked for where it is on %o', (id, machine, path) => {
  const places = clientNamed(id)?.locations.map((location) => expandPath(location.path, machine));
  expect(places).toContain(path);
});

test('every client has a name of its own, and one file per id', () => {
  const words = CLIENTS.flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(new Set(words).size).toBe(words.length);
  for (const { id } of CLIENTS) expect(id).toMatch(/^[a-z0-9-]+$/);
});
