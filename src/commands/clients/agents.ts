import type { Found } from '../../clients/discover.ts';
import { rememberedAt } from '../../clients/manifest.ts';
import { agentName } from '../../clients/names.ts';
import type { Here } from '../../here/clients.ts';
import type { Chosen } from '../../here/targets.ts';

/** One entry of one file. */
export function keyOf(file: string, at: readonly string[]): string {
  return JSON.stringify([file, at]);
}

/** The same of what a person meant. */
export function keyOfChosen({ file, server }: Chosen): string {
  return keyOf(file.real, server.at);
}

/** What the agent of an entry is called. */
export function agentOf(agents: ReadonlyMap<string, string>, one: Chosen): string {
  return agents.get(keyOfChosen(one)) ?? 'server';
}

/**
 * The agent name of every server found: the one it has behind oktsec or had last, else a new one that no other has.
 * Another's oktsec does not choose it, for a name stands for what its server may do.
 */
export function agentsFor(at: Here, found: readonly Found[]): Map<string, string> {
  const agents = new Map<string, string>();
  const taken = new Set(at.manifest.entries.map(({ agent }) => agent));
  const open: (() => void)[] = [];
  // An entry that was copied brings the name of the one it was copied from along, which keeps it.
  const places = found.flatMap(({ files }) =>
    files.flatMap(({ real, servers }) => servers.map((one) => ({ real, one }))),
  );
  const kept = new Set(places.map(({ real, one }) => rememberedAt(at.manifest, real, one.at)?.agent));
  for (const { client, files } of found) {
    for (const { real, servers } of files) {
      for (const server of servers) {
        const key = keyOf(real, server.at);
        const written = server.layer?.ours && !kept.has(server.layer.agent) ? server.layer.agent : undefined;
        const known = rememberedAt(at.manifest, real, server.at)?.agent ?? written;
        kept.add(written);
        const put = (agent: string) => {
          agents.set(key, agent);
          taken.add(agent);
        };
        if (known !== undefined) put(known);
        else open.push(() => put(agentName(client.id, server.name, key, taken)));
      }
    }
  }
  for (const name of open) name();
  return agents;
}
