import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type ServerName = 'files' | 'everything' | 'notes' | 'github' | 'slack' | 'weather' | 'market';

/** One server of the demo; `command` is what stands after `--`. */
export type CastServer = { readonly name: ServerName; readonly what: string; readonly command: readonly string[] };

export type Cast = { readonly servers: readonly CastServer[]; readonly missing: readonly string[] };

/** The servers that can be started from here: our own always, the official ones where they are installed. */
export function findCast(packageRoot: string, filesFolder: string): Cast {
  const own = (name: ServerName, script: string, what: string): CastServer => ({
    name,
    what,
    command: [process.execPath, join(packageRoot, 'dist', script)],
  });
  const found: CastServer[] = [];
  const missing: string[] = [];
  for (const { name, module, args } of official(filesFolder)) {
    const installed = resolveServer(packageRoot, module);
    if (installed === undefined) missing.push(module);
    else
      found.push({
        name,
        what: `${module} ${installed.version}`,
        command: [process.execPath, installed.script, ...args],
      });
  }
  return {
    servers: [
      ...found,
      own('notes', 'demo-notes.cjs', 'comes with oktsec, harmless'),
      own('github', 'demo-github.cjs', 'comes with oktsec, harmless: a private repository'),
      own('slack', 'demo-slack.cjs', 'comes with oktsec, harmless: a chat that many read'),
      own('weather', 'demo-weather.cjs', 'comes with oktsec, hostile'),
      own('market', 'demo-market.cjs', 'comes with oktsec, hostile once it is trusted'),
    ],
    missing,
  };
}

type Official = { readonly name: ServerName; readonly module: string; readonly args: readonly string[] };

function official(filesFolder: string): readonly Official[] {
  return [
    { name: 'files', module: '@modelcontextprotocol/server-filesystem', args: [filesFolder] },
    { name: 'everything', module: '@modelcontextprotocol/server-everything', args: ['stdio'] },
  ];
}

function resolveServer(
  root: string,
  module: string,
): { readonly script: string; readonly version: string } | undefined {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve(`${module}/package.json`);
    const { bin, version } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      readonly bin: Readonly<Record<string, string>>;
      readonly version: string;
    };
    const [script] = Object.values(bin);
    return script === undefined ? undefined : { script: join(dirname(manifest), script), version };
  } catch {
    return undefined;
  }
}
