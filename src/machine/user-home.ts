import { homedir, userInfo } from 'node:os';
import { basename, dirname, isAbsolute } from 'node:path';

/**
 * The user's home, absolute. An empty or relative `$HOME` would put keys, log and config below whatever folder we were
 * started in, where a cloned repository may have left some: then the user database counts.
 */
export function userHome(): string {
  const home = homedir();
  return isAbsolute(home) ? home : userInfo().homedir;
}

/**
 * The user's home as a config at its usual place tells it: `…/.oktsec/oktsec.yaml`. An entry of a client's config, which a
 * repository may bring along, sets `$HOME` as it likes, and must not choose which log, pins and approvals count.
 */
export function homeBeside(config: string | undefined): string | undefined {
  if (config === undefined || !isAbsolute(config)) return undefined;
  const folder = dirname(config);
  return basename(folder) === '.oktsec' ? dirname(folder) : undefined;
}
