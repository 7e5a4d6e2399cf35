import type { AgentPolicy, Policy } from './policy.ts';

/**
 * Whether a tool may be called: by the entry of the server that offers it and by the entry of the client that calls.
 * Names are compared byte for byte, so no other spelling of a listed name slips by or in [84, 86].
 */
export function toolAllowed(policy: Policy, server: string, tool: string, client?: string): boolean {
  return permits(policy.agents.get(server), tool) && (client === undefined || permits(policy.agents.get(client), tool));
}

function permits(agent: AgentPolicy | undefined, tool: string): boolean {
  if (!agent) return true;
  const { deny, allow, default: fallback } = agent.tools;
  if (deny.has(tool)) return false;
  return allow ? allow.has(tool) : fallback === 'allow';
}
