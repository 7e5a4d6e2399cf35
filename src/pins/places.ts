import { plain } from './words.ts';

/** Hosts and mail domains that a text names, in lower case. A pointer to documentation is one too: a new one is judged by what is said with it. */
export function hostsIn(text: string): Set<string> {
  const hosts = new Set<string>();
  for (const [, host] of plain(text).matchAll(HOST)) if (host !== undefined) hosts.add(host.toLowerCase());
  return hosts;
}

/** Places where secrets lie, by the name they go by. */
export function sensitiveIn(text: string): Set<string> {
  return new Set([...plain(text).toLowerCase().matchAll(SENSITIVE)].map(([place]) => place));
}

const HOST = /(?:https?:\/\/|wss?:\/\/|ftp:\/\/|@)([a-z0-9-]+(?:\.[a-z0-9-]+)+|\[[0-9a-f:.]+\]|localhost)/gi;

const SENSITIVE =
  /~?\/?\.ssh\b|\bid_(?:rsa|ed25519|ecdsa)\b|(?<![\w.])\.env\b|\.aws\/|\.npmrc\b|\.netrc\b|\.pypirc\b|\.kube\/|\/etc\/(?:passwd|shadow)|\.git-credentials|\bkeychain\b|\bmcp\.json\b|claude_desktop_config|\.gnupg\b|\bwallet\.dat\b|\.bash_history|\.zsh_history|\bcookies\.sqlite\b|login data\b|(?:~|\$home|%userprofile%)[\\/]\.config[\\/]|\bhosts\.yml\b/g;
