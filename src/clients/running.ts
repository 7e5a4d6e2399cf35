import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Client, Platform } from './client.ts';

/** Whether one of the client's processes runs now, as far as the names of processes tell. */
export function runs({ processes }: Client, names: ReadonlySet<string>): boolean {
  return processes.some((name) => names.has(name));
}

/** The names of all processes, in lower case, without folder and `.exe`; of scripts, the script's too. Empty where nobody tells. */
export function processNames(platform: Platform): ReadonlySet<string> {
  try {
    if (platform === 'linux') return new Set(fromProc());
    const [command, ...args] = platform === 'win32' ? ['tasklist', '/fo', 'csv', '/nh'] : ['ps', '-axo', 'comm='];
    const out = execFileSync(command ?? '', args, {
      encoding: 'utf8',
      timeout: 5000,
      windowsHide: true,
      stdio: 'pipe',
    });
    return new Set(out.split(/\r?\n/).map((line) => nameOf(line.replace(/^"([^"]*)".*$/, '$1'))));
  } catch {
    return new Set();
  }
}

function fromProc(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, 2).map(nameOf);
      } catch {
        return [];
      }
    });
}

function nameOf(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '');
}
