import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userHome } from '../../machine/user-home.ts';
import type { Launch } from '../../pins/launch.ts';

/**
 * How the server is started, with the package that `npx` runs where its cache holds it already. Reads the lists of cached packages up to
 * the one that names it, and none when no runner is involved.
 */
export function launched(command: string, args: readonly string[]): Launch {
  const program = (command.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.(?:exe|cmd)$/, '');
  const name = program === 'npx' ? packageOf(args) : undefined;
  return { command, args, package: name === undefined ? undefined : cached(name) };
}

/** The first word that is no option, without its version. */
function packageOf(args: readonly string[]): string | undefined {
  const word = args.find((arg) => !arg.startsWith('-'));
  return word?.replace(/(?<=.)@[^@/]*$/, '');
}

/** What npx would run: of its cached installations the first that names the package. */
function cached(name: string): Launch['package'] {
  const root = join(process.env.npm_config_cache ?? join(userHome(), '.npm'), '_npx');
  try {
    for (const folder of readdirSync(root)) {
      const modules = join(root, folder, 'node_modules');
      const found = lockedIn(modules, name);
      if (found !== undefined) return { name, ...found };
    }
  } catch {}
  return undefined;
}

function lockedIn(modules: string, name: string): { version: string; integrity?: string } | undefined {
  try {
    const lock = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')) as {
      packages?: Record<string, { version?: string; integrity?: string }>;
    };
    const entry = lock.packages?.[`node_modules/${name}`];
    if (entry?.version === undefined) return undefined;
    return { version: entry.version, ...(entry.integrity === undefined ? {} : { integrity: entry.integrity }) };
  } catch {
    return undefined;
  }
}
