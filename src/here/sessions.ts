import { readdirSync, readlinkSync } from 'node:fs';
import { sessionOf } from '../proxy/world.ts';
import { runningIn } from '../store/kept/running.ts';

/**
 * The names of all client sessions that can still be: one for each process of this machine. Undefined where that cannot be told:
 * without /proc, and where somebody works with this home from another container, whose processes are not seen from here.
 */
export function sessionsHere(home: string): ReadonlySet<string> | undefined {
  try {
    const space = readlinkSync('/proc/self/ns/pid');
    if (runningIn(home).some(({ owner }) => owner.space !== space)) return undefined;
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return new Set(pids.map((pid) => sessionOf(Number(pid))));
  } catch {
    return undefined;
  }
}
