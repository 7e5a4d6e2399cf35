import { z } from 'zod';
import { OktsecError } from '../../errors.ts';
import { timeOf } from '../json.ts';
import { tool } from '../tool.ts';
import { agentJson } from './list-agents.ts';

export const getPolicy = tool({
  name: 'get_policy',
  title: "An agent's policy",
  description:
    'What stands for one agent: its mode, its tools, whom it may write to, and what the config changes for rules.',
  input: z.strictObject({ agent: z.string().min(1).max(128).describe('its name exactly') }),
  readOnly: true,
  run: ({ config, now }, { agent: name }) => {
    const agent = config.agents.find((one) => one.name === name);
    if (agent === undefined) {
      throw new OktsecError('no_such_agent', 'no agent of the config has this name', {
        hint: 'list_agents lists them',
      });
    }
    const { tools } = agent;
    const overrides = config.rules.filter(
      ({ agents, expires }) =>
        (agents === undefined || agents.includes(name)) && (expires === undefined || expires > now),
    );
    return {
      agent: agentJson(agent),
      mode: agent.mode ?? config.mode,
      default_policy: config.defaultPolicy,
      tools: {
        default: tools.default,
        allow: tools.allow ?? null,
        deny: tools.deny,
        each: tools.each.map(({ tool: each, mode, exempt }) => ({ tool: each, mode: mode ?? null, exempt })),
      },
      rules: overrides.map(({ id, action, severity, tools: narrowed, channels, expires }) => ({
        id,
        action: action ?? null,
        severity: severity ?? null,
        tools: narrowed ?? null,
        channels: channels ?? null,
        expires: expires === undefined ? null : timeOf(expires),
      })),
    };
  },
});
