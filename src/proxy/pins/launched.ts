import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userHome } from '../../machine/user-home.ts';
import type { Launch } from '../../pins/launch.ts';

/**
 * How the server is started, with the package that `npx` runs where its cache holds it already. Reads the lists of cached
 * packages only where npx is the runner.
 */
export function launched(command: string, args: readonly string[]): Launch {
  const program = (command.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.(?:exe|cmd)$/, '');
  return { command, args, package: program === 'npx' ? cached(packagesOf(args)) : undefined };
}

/** What npx is told to install, as it is written: `--package` as often as it stands there, else the first word that is no option. */
function packagesOf(args: readonly string[]): string[] {
  const named: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const [, option, value] = /^(-p|--package)(?:=(.*))?$/s.exec(args[at] ?? '') ?? [];
    if (option !== undefined) named.push(value ?? args[++at] ?? '');
    else if (!(args[at] ?? '').startsWith('-')) return named.length > 0 ? named : [args[at] ?? ''];
  }
  return named;
}

/**
 * The first of the packages as npx has it installed: it keeps one installation for each list of packages, as they are written.
 * Of an npm that does not write down for which, the first that has the package.
 */
function cached(packages: readonly string[]): Launch['package'] {
  const name = packages[0]?.replace(/(?<=.)@[^@/]*$/, '');
  if (name === undefined || name === '') return undefined;
  const root = join(process.env.npm_config_cache ?? join(userHome(), '.npm'), '_npx');
  const asked = JSON.stringify(packages.toSorted());
  let unnamed: Launch['package'];
  try {
    for (const folder of readdirSync(root)) {
      const installed = installedFor(join(root, folder));
      if (installed !== undefined && JSON.stringify(installed.toSorted()) !== asked) continue;
      const found = lockedIn(join(root, folder, 'node_modules'), name);
      if (found === undefined) continue;
      if (installed !== undefined) return { name, ...found };
      unnamed ??= { name, ...found };
    }
  } catch {}
  return unnamed;
}

/** The packages that one of npx's installations was made for; undefined where it does not say. */
function installedFor(folder: string): string[] | undefined {
  try {
    const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { _npx?: { packages?: string[] } };
    return about._npx?.packages?.map(String);
  } catch {
    return undefined;
  }
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
