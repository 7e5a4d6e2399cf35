import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Ran, Settings } from '../commands/world.ts';
import { World } from '../commands/world.ts';

/** A small MCP server of ours, started as people start theirs. */
export function listed(...args: readonly string[]): { readonly command: string; readonly args: readonly string[] } {
  return { command: process.execPath, args: [resolve('test/fixtures/servers/listed.cjs'), ...args] };
}

/** A machine with clients' configs in its home. */
export class Machine extends World {
  /** Writes a file below the user's home and returns its path. */
  put(path: string, content: string | object, mode = 0o644): string {
    const file = join(this.userHome, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`, { mode });
    chmodSync(file, mode);
    return file;
  }

  read(path: string): string {
    return readFileSync(join(this.userHome, path), 'utf8');
  }

  /** Every file of the user but oktsec's own: path, kind, mode and content. */
  everything(): string[] {
    return listing(this.userHome, this.userHome).filter((line) => !line.startsWith('.oktsec'));
  }

  async json<T>(argv: readonly string[], settings: Settings = {}): Promise<T> {
    const ran: Ran = await this.run([...argv, '--json'], settings);
    return JSON.parse(ran.out) as T;
  }
}

function listing(folder: string, root: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      const stat = lstatSync(path);
      const line = `${relative(root, path)} ${(stat.mode & 0o7777).toString(8)}`;
      if (stat.isSymbolicLink()) return [`${line} -> ${readlinkSync(path)}`];
      if (stat.isDirectory()) return [line, ...listing(path, root)];
      return [`${line} ${statSync(path).size} ${readFileSync(path, 'base64')}`];
    });
}
