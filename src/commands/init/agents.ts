import type { Context } from '../../command.ts';
import type { FoundAgent } from '../../config/editing/agents.ts';
import type { OktsecError } from '../../errors.ts';
import { type Here, lookAround } from '../../here/clients.ts';
import { configuredOf } from '../../here/set-up.ts';
import { type Chosen, choose } from '../../here/targets.ts';
import { RISKS } from '../../setup/known-servers.ts';
import { type Assessment, assess } from '../../setup/risk.ts';
import { agentsFor, keyOfChosen } from '../clients/agents.ts';

/** The clients and servers of this machine as agents. */
export type Agents = {
  /** Clients first; each name once. */
  readonly entries: readonly FoundAgent[];
  /** The riskiest first. */
  readonly servers: readonly Server[];
  readonly clients: number;
  /** Configs that cannot be read: what stands in them was not seen. */
  readonly problems: readonly OktsecError[];
};

export type Server = { readonly agent: string; readonly chosen: Chosen; readonly assessment: Assessment };

/** Servers with a command of their own: what `wrap` can put behind oktsec, or did. Starts nothing. */
export async function findAgents(context: Context, at: Here): Promise<Agents> {
  const found = await lookAround(context, at);
  const agents = agentsFor(at, found);
  const servers = choose(found, []).flatMap((chosen): Server[] => {
    const { server } = chosen;
    const agent = agents.get(keyOfChosen(chosen));
    if (agent === undefined || server.argv.length === 0 || server.state === 'own') return [];
    return [{ agent, chosen, assessment: assess(configuredOf(server)) }];
  });
  servers.sort((a, b) => RISKS.indexOf(b.assessment.risk) - RISKS.indexOf(a.assessment.risk));
  const clients = [...new Map(servers.map(({ chosen }) => [chosen.client.id, chosen.client])).values()];
  const entries = new Map<string, FoundAgent>();
  for (const { id, title } of clients) entries.set(id, { name: id, server: false, description: title, tags: [] });
  for (const { agent, assessment } of servers) {
    const { risk, capabilities, because } = assessment;
    entries.set(agent, { name: agent, server: true, description: because[0], tags: [risk, ...capabilities] });
  }
  const problems = found.flatMap(({ files }) => files.flatMap(({ problem }) => problem ?? []));
  return { entries: [...entries.values()], servers, clients: found.length, problems };
}
