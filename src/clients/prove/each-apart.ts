import { onEnding } from '../../machine/ending.ts';
import { killAll } from './server.ts';

const AT_ONCE = 4;

/**
 * Works on servers, four at a time, and never starts two copies of one: it may hold a lock, a port or a database. Those that run
 * are ended when this process is asked to end.
 * @param argvOf the command of one; of those with the same the next begins when the one before is done
 */
export async function eachApart<T>(
  all: readonly T[],
  argvOf: (one: T) => readonly string[],
  work: (one: T, index: number) => Promise<void>,
): Promise<void> {
  const groups = new Map<string, [number, T][]>();
  for (const [index, one] of all.entries()) {
    const key = JSON.stringify(argvOf(one));
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push([index, one]);
  }
  const queue = [...groups.values()];
  // Servers stand in groups of their own, so the terminal's interrupt does not reach them.
  const release = onEnding((code) => {
    killAll();
    process.exit(code);
  });
  try {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
          for (const [index, one] of group) await work(one, index);
        }
      }),
    );
  } finally {
    release();
  }
}
