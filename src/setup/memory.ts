import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Kilobytes of memory; `own` is what nobody shares, unknown where the system does not say. */
export type Memory = { readonly resident: number; readonly own: number | undefined };

type Process = { readonly pid: number; readonly group: number };

/** What a process takes, and with `group` every process of the group that it leads; undefined when there is none. */
export function memoryOf(pid: number, options: { readonly group?: boolean } = {}): Memory | undefined {
  const proc = processes();
  if (proc === undefined) return asked(pid, options.group === true);
  const pids = proc.filter((one) => one.pid === pid || (options.group === true && one.group === pid));
  const all = pids.flatMap((one) => fromProc(one.pid) ?? []);
  if (all.length === 0) return undefined;
  return {
    resident: all.reduce((sum, { resident }) => sum + resident, 0),
    own: all.reduce((sum, { own }) => sum + (own ?? 0), 0),
  };
}

function processes(): Process[] | undefined {
  try {
    return readdirSync('/proc').flatMap((name): Process[] => {
      const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : undefined;
      const group = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
      return group === undefined ? [] : [{ pid: Number(name), group: Number(group) }];
    });
  } catch {
    return undefined;
  }
}

function fromProc(pid: number): Memory | undefined {
  const status = read(`/proc/${pid}/status`);
  const line = (name: string) => /(\d+) kB/.exec(status?.match(new RegExp(`^${name}:.*$`, 'm'))?.[0] ?? '')?.[1];
  const resident = line('VmRSS');
  const own = line('RssAnon');
  return resident === undefined
    ? undefined
    : { resident: Number(resident), own: own === undefined ? undefined : Number(own) };
}

/** Where there is no /proc. */
function asked(pid: number, group: boolean): Memory | undefined {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,pgid=,rss='], { encoding: 'utf8' });
  const lines = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const own = lines.filter(([one, leader]) => one === pid || (group && leader === pid));
  if (own.length === 0) return undefined;
  return { resident: own.reduce((sum, [, , rss = 0]) => sum + rss, 0), own: undefined };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
