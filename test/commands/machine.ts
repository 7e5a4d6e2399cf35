import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launcherOf } from '../../src/clients/launcher.ts';
import { packageRoot } from '../../src/version.ts';
import { World } from './world.ts';

/** A server's entry as people write it. */
export type Entry = {
  readonly command?: string;
  readonly args?: readonly string[];
  readonly url?: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** A world in which MCP clients have configs. */
export class Machine extends World {
  cursor(servers: Readonly<Record<string, Entry>>): string {
    return this.client('.cursor/mcp.json', servers);
  }

  claude(servers: Readonly<Record<string, Entry>>): string {
    return this.client('.claude.json', servers);
  }

  client(path: string, servers: Readonly<Record<string, Entry>>): string {
    const file = join(this.userHome, path);
    mkdirSync(dirname(file), { recursive: true });
    return this.write(file, `${JSON.stringify({ mcpServers: servers }, undefined, 2)}\n`);
  }

  /** The entry as this installation would write it in front of a server. */
  behind(agent: string, { command = '', args = [], ...rest }: Entry): Entry {
    const { command: node, script } = launcherOf({
      node: process.execPath,
      script: join(packageRoot(), 'bin', 'oktsec.js'),
    });
    const file = join(this.home, 'oktsec.yaml');
    if (!existsSync(file)) this.config('version: "1"\n');
    const config = ['--config', file];
    const words = [script ?? '', 'proxy', '--agent', agent, ...config, '--', command, ...args];
    return { ...rest, command: node, args: words };
  }

  read(path: string): string {
    return readFileSync(path, 'utf8');
  }
}

export const FILES: Entry = { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/srv'] };
export const POSTGRES: Entry = { command: 'uvx', args: ['pg-mcp'] };
export const SLACK: Entry = { command: 'npx', args: ['-y', '@acme/slack-mcp'] };
export const REMOTE: Entry = { url: 'https://mcp.example.com/mcp' };
