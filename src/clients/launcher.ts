import { realpathSync } from 'node:fs';
import { OktsecError } from '../errors.ts';
import type { Launcher } from './layer.ts';

/**
 * Paths under which the same file outlives an upgrade, the best first. A version manager keeps each version in a folder
 * of its own and a link that is moved; asdf and volta have only shims, which choose a version by the working directory
 * and would start a project's old node, so their versioned path stays and `repair` rewrites it.
 */
export function stablePaths(path: string): string[] {
  return STABLE.flatMap(([pattern, ...links]) => {
    if (!pattern.test(path)) return [];
    return links.map((link) => path.replace(pattern, link));
  }).filter((candidate) => candidate !== path);
}

const STABLE: readonly (readonly [RegExp, ...string[]])[] = [
  // Homebrew: Cellar/node@22/22.14.0/bin/node, opt/node@22/bin/node.
  [/^(.*)\/Cellar\/([^/]+)\/[^/]+\/libexec\/lib\//, '$1/opt/$2/libexec/lib/', '$1/lib/'],
  [/^(.*)\/Cellar\/([^/]+)\/[^/]+\//, '$1/opt/$2/'],
  // mise: installs/node/24.1.0/…, with links for 24, lts and latest; the major version keeps what was chosen.
  [/^(.*\/mise\/installs\/[^/]+)\/(\d+)\.(\d+)[^/]*\//, '$1/$2/', '$1/lts/', '$1/latest/', '$1/$2.$3/'],
  // fnm: node-versions/v24.1.0/installation/…, aliases/default/…
  [/^(.*\/fnm)\/node-versions\/[^/]+\/installation\//, '$1/aliases/default/'],
  // nvm, where NVM_SYMLINK_CURRENT made a link.
  [/^(.*\/\.?nvm)\/versions\/node\/[^/]+\//, '$1/current/'],
  // n, and other installations with a link of their own.
  [/^(.*)\/n\/versions\/node\/[^/]+\//, '$1/'],
  // pnpm: global/5/.pnpm/oktsec@1.0.0/node_modules/oktsec/…, global/5/node_modules/oktsec/…
  [/^(.*)\/\.pnpm\/[^/]+\/node_modules\//, '$1/node_modules/'],
  // Windows: nvm-windows and Scoop.
  [/^(.*\\scoop\\apps\\[^\\]+)\\[^\\]+\\/i, '$1\\current\\'],
];

/** A folder that is thrown away as soon as somebody tidies up: a package runner's cache. */
export function isPassing(path: string): boolean {
  return /[/\\](?:_npx|_cacache)[/\\]|[/\\]dlx-[^/\\]*[/\\]|[/\\]pnpm[/\\]dlx[/\\]|[/\\]bunx-/.test(path);
}

export type Running = {
  /** Of node, absolute. */
  readonly node: string;
  /** Of bin/oktsec.js, absolute. */
  readonly script: string;
};

/**
 * How a client starts this oktsec, by absolute paths: a client that was started by the desktop has no PATH of a shell.
 * @throws OktsecError `passing` when it runs from a cache
 */
export function launcherOf({ node, script }: Running): Launcher {
  if (isPassing(script)) {
    throw new OktsecError('passing', `this oktsec runs from a cache that will be emptied: ${script}`, {
      hint: 'npm install --global oktsec, then run the same command again',
    });
  }
  return { command: lasting(node), script: lasting(script) };
}

/** The first of the stable paths that leads to the very same file now. */
function lasting(path: string): string {
  const real = realOf(path);
  return stablePaths(path).find((candidate) => real !== undefined && realOf(candidate) === real) ?? path;
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
