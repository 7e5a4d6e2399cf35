import type { AgentPolicy, Policy } from './policy.ts';
import { folded } from './spelled.ts';

/**
 * Whether a tool may be called: by the entry of the server that offers it and by the entry of the client that calls.
 * Where the default is deny and no list says more, a tool that a person approved (`vouched`) may be called too.
 * An allowed name is compared byte for byte, so no other spelling of it slips in; a denied one stands for every name that
 * differs in case, blanks, compatibility forms or invisible characters alone, so none slips by [84, 86].
 */
export function toolAllowed(
  policy: Policy,
  server: string,
  tool: string,
  client?: string,
  vouched: (tool: string) => boolean = NOBODY,
): boolean {
  const permitted = (name: string) => permits(policy.agents.get(name), tool, vouched);
  return permitted(server) && (client === undefined || permitted(client));
}

const NOBODY = () => false;

function permits(agent: AgentPolicy | undefined, tool: string, vouched: (tool: string) => boolean): boolean {
  if (!agent) return true;
  const { deny, allow, default: fallback } = agent.tools;
  if (deny.size > 0 && (deny.has(tool) || foldedOf(deny).has(folded(tool)))) return false;
  return allow ? allow.has(tool) : fallback === 'allow' || vouched(tool);
}

const known = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

function foldedOf(names: ReadonlySet<string>): ReadonlySet<string> {
  const before = known.get(names);
  if (before !== undefined) return before;
  const made = new Set([...names].map(folded));
  known.set(names, made);
  return made;
}
