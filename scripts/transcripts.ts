// What a stranger sees: runs the built command line in a made-up home and writes docs/transcripts/. A test compares.
// node scripts/transcripts.ts
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launcherOf } from '../src/clients/launcher.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs', 'transcripts');
const script = join(root, 'bin', 'oktsec.js');
const launcher = launcherOf({ node: process.execPath, script });

const CURSOR = {
  mcpServers: {
    filesystem: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/home/me/src'] },
    github: {
      command: 'npx',
      args: ['-y', '@acme/github-mcp@2025.9.1'],
      env: { GITHUB_TOKEN: '$' + '{env:GITHUB_TOKEN}' },
    },
    postgres: { command: 'uvx', args: ['pg-mcp'] },
    docs: { url: 'https://mcp.example.com/mcp' },
  },
};

type Scene = { readonly name: string; readonly lines: readonly string[]; readonly prepare: (home: string) => void };

const bare = () => {};
const withCursor = (home: string) => {
  mkdirSync(join(home, '.cursor'));
  writeFileSync(join(home, '.cursor/mcp.json'), `${JSON.stringify(CURSOR, undefined, 2)}\n`);
};
const withBrokenConfig = (home: string) => {
  mkdirSync(join(home, '.oktsec'), { mode: 0o700 });
  const text = 'version: "1"\nmode: enforce\nagents:\n  cursor.github:\n    blocked_contents: [credentials]\n';
  writeFileSync(join(home, '.oktsec/oktsec.yaml'), text, { mode: 0o600 });
};

const SCENES: readonly Scene[] = [
  { name: 'first-run', lines: ['oktsec'], prepare: withCursor },
  { name: 'empty-machine', lines: ['oktsec', 'oktsec discover', 'oktsec logs'], prepare: bare },
  { name: 'discover', lines: ['oktsec discover', 'oktsec scan --config-only'], prepare: withCursor },
  { name: 'init', lines: ['oktsec init', 'oktsec status'], prepare: withCursor },
  { name: 'wrap-dry-run', lines: ['oktsec wrap cursor --dry-run'], prepare: withCursor },
  { name: 'doctor', lines: ['oktsec doctor'], prepare: withCursor },
  {
    name: 'mistyped-command',
    lines: ['oktsec lgos', 'oktsec logs shwo 3', 'oktsec logs --agnet cursor'],
    prepare: bare,
  },
  { name: 'mistyped-client', lines: ['oktsec wrap curser', 'oktsec wrap cursor/githob'], prepare: withCursor },
  { name: 'broken-config', lines: ['oktsec verify', 'oktsec logs', 'oktsec doctor'], prepare: withBrokenConfig },
];

/** Every transcript by its file's name. */
export function transcripts(): Map<string, string> {
  return new Map(SCENES.map((scene) => [`${scene.name}.txt`, transcript(scene)]));
}

function transcript({ lines, prepare }: Scene): string {
  const place = mkdtempSync(join(tmpdir(), 'oktsec-transcript-'));
  const home = join(place, 'home');
  mkdirSync(home, { mode: 0o700 });
  try {
    prepare(home);
    return lines.map((line) => run(line, home)).join('\n');
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function run(line: string, home: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...line.split(' ').slice(1)], {
    cwd: home,
    encoding: 'utf8',
    env: { PATH: dirname(process.execPath), HOME: home, LANG: 'C.UTF-8' },
  });
  const code = status === 0 ? '' : `$ echo $?\n${status}\n`;
  return `$ ${line}\n${told(stdout + stderr, home)}${code}`;
}

/** What differs from machine to machine, as it would stand on one of them. */
function told(text: string, home: string): string {
  return text
    .replaceAll(launcher.script ?? script, '/usr/lib/node_modules/oktsec/bin/oktsec.js')
    .replaceAll(launcher.command, '/usr/bin/node')
    .replaceAll(script, '/usr/lib/node_modules/oktsec/bin/oktsec.js')
    .replaceAll(process.execPath, '/usr/bin/node')
    .replaceAll(home, '/home/me')
    .replace(/\bnode \d+\.\d+\.\d+/g, 'node 24.11.0')
    .replace(/\boktsec \d+\.\d+\.\d+/g, 'oktsec 1.0.0')
    .replace(/\b\d+ rules\b/g, '150 rules')
    .replace(/\b[\d.]+ GiB free/g, '80.0 GiB free');
}

if (import.meta.main) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of transcripts()) writeFileSync(join(folder, name), text);
}
