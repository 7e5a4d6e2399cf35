import type { Found } from '../../clients/discover.ts';
import { choose } from '../../here/targets.ts';
import { launchOf } from '../../setup/launch.ts';
import { orphansAmong, type Running } from '../../setup/processes.ts';
import type { AuditRow } from '../../store/store.ts';
import { sayDuration } from '../../terminal/durations.ts';
import type { Check } from './check.ts';

/** Clients that run since before they were wrapped, and servers nobody stands before any more. */
export function processChecks(
  found: readonly Found[],
  processes: readonly Running[],
  wrapped: readonly AuditRow[],
  now: number,
): Check[] {
  return [...startedBefore(found, processes, wrapped, now), ...orphaned(found, processes)];
}

function startedBefore(
  found: readonly Found[],
  processes: readonly Running[],
  wrapped: readonly AuditRow[],
  now: number,
): Check[] {
  return found.flatMap(({ client, files }): Check[] => {
    const agents = new Set(files.flatMap(({ servers }) => servers.map(({ agent }) => agent)));
    const last = wrapped.filter((row) => agents.has(row.to)).at(0);
    if (last === undefined) return [];
    const seconds = (now - last.time) / 1_000_000;
    const old = processes.find((one) => one.age > seconds && client.processes.includes(programOf(one.command)));
    if (old === undefined) return [];
    const what = `${client.title} runs since before it was wrapped (pid ${old.pid}, ${sayDuration(old.age * 1_000_000)})`;
    return [{ level: 'warn', what, hint: client.restart }];
  });
}

function orphaned(found: readonly Found[], processes: readonly Running[]): Check[] {
  const marks = choose(found, []).flatMap(({ server }) => {
    const words = server.state === 'wrapped' ? marksOf(server.argv) : [];
    return words.length === 0 ? [] : [{ ref: server.ref, words }];
  });
  const orphans = orphansAmong(processes, marks);
  if (orphans.length === 0) return [];
  const pids = orphans.map(({ process }) => process.pid);
  const megabytes = Math.round(orphans.reduce((sum, { process }) => sum + process.kilobytes, 0) / 1024);
  const [servers, them] = orphans.length === 1 ? ['server', 'it'] : ['servers', 'them'];
  const what = `${orphans.length} orphaned ${servers}, ${megabytes} MB: ${[...new Set(orphans.map(({ ref }) => ref))].join(', ')}`;
  return [{ level: 'fail', what: `${what}; what started ${them} is gone`, hint: `kill ${pids.join(' ')}` }];
}

/** The package's program or script, and every argument long enough to be its own. */
function marksOf(argv: readonly string[]): string[] {
  const { package: named, image, script, args } = launchOf(argv);
  if (named !== undefined || image !== undefined)
    return args.filter((word) => word.length >= 8 && !word.startsWith('-'));
  return script === undefined ? [] : [script, ...args];
}

function programOf(command: string): string {
  return (
    command
      .split(/\s+-|\s+\//)[0]
      ?.split('/')
      .at(-1) ?? ''
  ).toLowerCase();
}
