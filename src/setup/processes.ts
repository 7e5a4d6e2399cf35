/** A process of this machine, as `ps` tells of it. */
export type Running = {
  readonly pid: number;
  readonly parent: number;
  /** Seconds since it started. */
  readonly age: number;
  readonly kilobytes: number;
  /** Its command line, words joined by blanks. */
  readonly command: string;
};

/** What `ps -axww -o pid=,ppid=,etime=,rss=,command=` prints (POSIX names, the same on Linux and macOS). */
export function parseProcesses(text: string): Running[] {
  return text.split('\n').flatMap((line): Running[] => {
    const [, pid, parent, days, hours, minutes, seconds, rss, command = ''] =
      /^\s*(\d+)\s+(\d+)\s+(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined) return [];
    const age = ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes)) * 60 + Number(seconds);
    return [{ pid: Number(pid), parent: Number(parent), age, kilobytes: Number(rss), command }];
  });
}

/** Words by which a server's process is known whatever launcher starts it; too few, and nothing is said about it. */
export type Marks = { readonly ref: string; readonly words: readonly string[] };

/**
 * Servers whose parent is gone: what was started by an oktsec or a client that ended without ending them. The process
 * that takes such children in is the first one, or a session's own.
 */
export function orphansAmong(
  processes: readonly Running[],
  servers: readonly Marks[],
): { readonly ref: string; readonly process: Running }[] {
  const byPid = new Map(processes.map((one) => [one.pid, one]));
  return processes.flatMap((process) => {
    if (process.pid === 1 || !isAdopted(byPid.get(process.parent), process.parent)) return [];
    const words = new Set(process.command.split(/\s+/));
    const known = servers.find((server) => server.words.length > 0 && server.words.every((word) => words.has(word)));
    return known === undefined ? [] : [{ ref: known.ref, process }];
  });
}

function isAdopted(parent: Running | undefined, pid: number): boolean {
  return pid === 1 || parent === undefined || /(?:^|\/)systemd\s+--user\b/.test(parent.command);
}
