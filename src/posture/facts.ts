import type { Config } from '../config/config.ts';
import type { Mode } from '../policy/decisions.ts';
import type { Coverage, PostureFacts } from './check.ts';

/** What the score is asked about: the config, what passed in a period, what waits, the chain, the clients' configs. */
export type Asked = {
  readonly config: Config;
  /** Microseconds since 1970. */
  readonly now: number;
  readonly activity: { readonly tools: readonly { readonly server: string }[]; readonly letThrough: number };
  /** Every pin, whatever its state. */
  readonly pins: readonly { readonly server: string; readonly name: string; readonly state: string }[];
  /** How many messages wait for a person, and how many of them for more than an hour. */
  readonly held: { readonly count: number; readonly late: number } | undefined;
  /** Undefined where it was not proved. */
  readonly chain: PostureFacts['chain'];
  /** Undefined where the clients' configs were not read. */
  readonly clients: ClientFacts | undefined;
};

export type ClientFacts = { readonly coverage: Coverage; readonly entries: NonNullable<PostureFacts['entries']> };

/** The facts of the score, the same for whoever shows it. */
export function factsOf({ config, now, activity, pins, held, chain, clients }: Asked): PostureFacts {
  return {
    coverage: clients?.coverage,
    mode: config.mode,
    servers: serversOf(config, activity),
    chain,
    pins: pins.filter(({ state }) => state === 'pending'),
    entries: clients?.entries,
    letThrough: activity.letThrough,
    ignored: ignoredRules(config, now),
    held: { count: held?.count ?? 0, late: held?.late ?? 0 },
    requireSignature: config.identity.requireSignature,
    defaultPolicy: config.defaultPolicy,
  };
}

/** The servers that the config names, and those that were heard of in the period, each with its mode. */
function serversOf(config: Config, { tools }: Asked['activity']): { readonly name: string; readonly mode: Mode }[] {
  const named = config.agents.filter(({ server }) => server).map(({ name }) => name);
  return [...new Set([...named, ...tools.map(({ server }) => server)])]
    .sort()
    .map((name) => ({ name, mode: config.agents.find((agent) => agent.name === name)?.mode ?? config.mode }));
}

/** Rules that an entry without any condition says to ignore. */
function ignoredRules(config: Config, now: number): string[] {
  return config.rules
    .filter(({ action, agents, tools, channels, expires, ...others }) => {
      const everywhere = agents === undefined && tools === undefined && channels === undefined;
      const always = others.arguments === undefined && (expires === undefined || expires > now);
      return action === 'ignore' && everywhere && always;
    })
    .map(({ id }) => id);
}
