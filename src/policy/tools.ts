import type { AgentPolicy, Policy } from './policy.ts';

/**
 * Whether a tool may be called: by the entry of the server that offers it and by the entry of the client that calls.
 * Where the default is deny and no list says more, a tool that a person approved (`vouched`) may be called too.
 * Names are compared byte for byte, so no other spelling of a listed name slips by or in [84, 86].
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
  if (deny.has(tool)) return false;
  return allow ? allow.has(tool) : fallback === 'allow' || vouched(tool);
}
