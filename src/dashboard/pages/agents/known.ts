import type { Edge } from '../../../config/config.ts';
import type { Mode } from '../../../policy/decisions.ts';
import type { Activity, Severities } from '../../../store/store.ts';
import type { Standing } from '../../services.ts';

/** An agent that the config names, that has a key, or that was heard of in the period. */
export type KnownAgent = {
  readonly name: string;
  readonly kind: 'server' | 'client' | 'agent';
  readonly mode: Mode;
  readonly suspended: boolean;
  readonly description: string | undefined;
  /** Whom it may write to, for people. */
  readonly writes: string;
  readonly canMessage: readonly Edge[] | undefined;
  /** Fingerprint of the key it signs with. */
  readonly key: string | undefined;
  readonly rows: number;
  readonly severities: Severities;
};

const NONE: Severities = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
const SELF = 'oktsec';

export function knownAgents({ policy, ring }: Standing, activity: Activity): KnownAgent[] {
  const heard = new Map(activity.agents.map((agent) => [agent.name, agent]));
  const servers = new Set(activity.tools.map(({ server }) => server));
  const names = new Set([...policy.agents.keys(), ...ring.keys.keys(), ...heard.keys()]);
  names.delete(SELF);
  const clients = new Set([...names].flatMap(clientsOf));
  return [...names].sort().map((name) => {
    const agent = policy.agents.get(name);
    const seen = heard.get(name);
    // A wrapped server is called by its client's name first.
    const isServer =
      agent?.server === true || servers.has(name) || (name.includes('.') && names.has(name.split('.')[0] ?? ''));
    const isClient = clients.has(name);
    return {
      name,
      kind: isServer ? 'server' : isClient ? 'client' : 'agent',
      mode: agent?.mode ?? policy.mode,
      suspended: agent?.suspended ?? false,
      description: agent?.description,
      writes: sayWrites(agent?.canMessage, policy.defaultPolicy),
      canMessage: agent?.canMessage,
      key: ring.keys.get(name)?.find(({ until }) => until === undefined)?.public.fingerprint,
      rows: seen?.rows ?? 0,
      severities: seen?.severities ?? NONE,
    };
  });
}

/** Every name that this one begins with, up to a dot: whoever is called so has servers. */
function clientsOf(name: string): string[] {
  return [...name.matchAll(/\./g)].map(({ index }) => name.slice(0, index));
}

export function sayWrites(edges: readonly Edge[] | undefined, defaultPolicy: 'allow' | 'deny'): string {
  if (edges === undefined) return defaultPolicy === 'allow' ? 'all (default)' : 'nobody (default)';
  if (edges.length === 0) return 'nobody';
  const names = edges.map(({ to }) => (to === '*' ? 'all' : to));
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
