import { homedir, userInfo } from 'node:os';
import { isAbsolute } from 'node:path';

/**
 * The user's home, absolute. An empty or relative `$HOME` would put keys, log and config below whatever folder we were
 * started in, where a cloned repository may have left some: then the user database counts.
 */
export function userHome(): string {
  const home = homedir();
  return isAbsolute(home) ? home : userInfo().homedir;
}
