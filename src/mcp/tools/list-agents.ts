import { z } from 'zod';
import type { AgentConfig } from '../../config/config.ts';
import { tool } from '../tool.ts';

export const listAgents = tool({
  name: 'list_agents',
  title: 'List agents',
  description:
    'The agents of the config: whom each may write to, what is blocked for it, its mode, whether it is suspended.',
  input: z.strictObject({}),
  readOnly: true,
  run: ({ config }) => ({ default_policy: config.defaultPolicy, agents: config.agents.map(agentJson) }),
});

export function agentJson(agent: AgentConfig): object {
  return {
    name: agent.name,
    server: agent.server,
    mode: agent.mode ?? null,
    suspended: agent.suspended,
    can_message: agent.canMessage?.map(({ to }) => to) ?? null,
    blocked_content: agent.blockedContent,
    description: agent.description ?? null,
    tags: agent.tags,
  };
}
