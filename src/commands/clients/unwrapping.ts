import { openLog } from '../../app.ts';
import { remember, rememberedAt } from '../../clients/manifest.ts';
import { unwrapping } from '../../clients/plan.ts';
import type { Context } from '../../command.ts';
import { OktsecError } from '../../errors.ts';
import type { Here } from '../../here/clients.ts';
import type { Chosen } from '../../here/targets.ts';
import { shellWord } from '../../message/words/shell-word.ts';
import { carryOut, type Step } from './write.ts';

/** Whether an oktsec stands in front of it that `unwrap` takes away. */
export function canUnwrap({ server }: Chosen, named: boolean): boolean {
  return unwrapping(server, { named }) !== undefined;
}

/** What somebody else put behind an oktsec, which goes only by its name: it too does not start once the package is gone. */
export function besides(all: readonly Chosen[]): { readonly what: string; readonly how: string }[] {
  return all
    .filter((one) => one.server.layer !== undefined && !canUnwrap(one, false) && canUnwrap(one, true))
    .map(({ server }) => ({
      what: server.ref,
      how: `another oktsec stands before it: oktsec unwrap ${shellWord(server.ref, 'CLIENT/SERVER')} takes it away`,
    }));
}

/**
 * Takes oktsec away in front of these servers and leaves all else as it stands today. The rows about it come first: what
 * cannot be recorded is not loosened.
 * @returns those that were given back, and the failures of files that stay as they were
 */
export async function unwrapAll(
  context: Context,
  at: Here,
  chosen: readonly Chosen[],
  { named, by }: { readonly named: boolean; readonly by: string },
): Promise<{ readonly done: readonly Chosen[]; readonly failures: readonly OktsecError[] }> {
  const log = await openLog(context, at.snapshot);
  try {
    for (const { file, server } of chosen) {
      log.appendEvent({ name: 'unwrapped', note: `${server.ref} in ${file.real}, by ${by}`, to: server.agent });
    }
  } finally {
    log.close();
  }
  const done: Chosen[] = [];
  const failures: OktsecError[] = [];
  for (const file of new Set(chosen.map((one) => one.file))) {
    const own = chosen.filter((one) => one.file === file);
    const client = own[0]?.client;
    if (client === undefined) continue;
    try {
      const carried = await carryOut(
        at,
        client,
        file,
        own.map((one): Step => stepFor(at, one, named)),
      );
      done.push(...own.filter(({ server }) => carried.includes(server)));
    } catch (error) {
      if (!(error instanceof OktsecError)) throw error;
      failures.push(error);
    }
  }
  return { done, failures };
}

function stepFor(at: Here, { client, file, server }: Chosen, named: boolean): Step {
  const known = rememberedAt(at.manifest, file.real, server.at);
  return {
    server,
    change: (now) => unwrapping(now, { named, spelling: known }),
    // How it was spelled is remembered until the next wrap: a kill between here and the file leaves it wrapped.
    remember: (manifest, now) => {
      const agent = known?.agent ?? now.agent ?? 'server';
      return remember(manifest, {
        client: client.id,
        file: file.real,
        at: now.at,
        command: known?.command,
        bare: known?.bare,
        agent,
        wrapped: false,
      });
    },
  };
}
