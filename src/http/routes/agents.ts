import { z } from 'zod';
import type { Edge } from '../../config/config.ts';
import { shownUrl } from '../../config/shown-url.ts';
import { formatRate } from '../../config/units.ts';
import { formatTimestamp } from '../../identity/timestamp.ts';
import { isAgentName } from '../../message/words/agent-name.ts';
import { type Caller, type Route, refusal, route } from '../route.ts';
import { agentAnswer, agentBody } from '../schemas.ts';
import type { Services, Standing } from '../services.ts';

/** `GET /v1/agents`: the agents of the config, and those that only have a key. */
export function listAgents(services: Services): Route {
  return route({
    method: 'get',
    path: '/v1/agents',
    summary: 'every agent that is known',
    access: { scope: 'agents:read' },
    answers: { 200: { what: 'by name', schema: z.array(agentAnswer) } },
    handle: () => {
      const standing = services.standing();
      const names = new Set([...standing.policy.agents.keys(), ...standing.ring.keys.keys()]);
      return { status: 200, body: [...names].sort().map((name) => agentOf(standing, name)) };
    },
  });
}

/** `GET /v1/agents/{name}` */
export function getAgent(services: Services): Route {
  return route({
    method: 'get',
    path: '/v1/agents/:name',
    summary: 'one agent',
    access: { scope: 'agents:read' },
    answers: { 200: { what: 'the agent', schema: agentAnswer } },
    handle: ({ path }) => {
      const standing = services.standing();
      const name = path.name ?? '';
      if (!standing.policy.agents.has(name) && !standing.ring.keys.has(name)) return refusal(404, 'unknown_agent');
      return { status: 200, body: agentOf(standing, name) };
    },
  });
}

/** `PUT /v1/agents/{name}`: adds an agent to the config, or changes what is named of it. */
export function putAgent(services: Services): Route {
  return route({
    method: 'put',
    path: '/v1/agents/:name',
    summary: 'add an agent, or change what is named of one',
    access: { scope: 'agents:write' },
    body: agentBody,
    answers: { 200: { what: 'the agent as it stands now', schema: agentAnswer } },
    handle: async ({ path, body, caller }) => {
      const name = path.name ?? '';
      if (!isAgentName(name)) return refusal(400, 'bad_name');
      await services.agents.set(name, body, nameOf(caller));
      return { status: 200, body: agentOf(services.standing(), name) };
    },
  });
}

/** `DELETE /v1/agents/{name}`: out of the config; its key stays until it is revoked. */
export function deleteAgent(services: Services): Route {
  return route({
    method: 'delete',
    path: '/v1/agents/:name',
    summary: 'take an agent out of the config',
    access: { scope: 'agents:write' },
    answers: { 200: { what: 'it is out', schema: z.strictObject({ removed: z.string() }) } },
    handle: async ({ path, caller }) => {
      const name = path.name ?? '';
      const removed = isAgentName(name) && (await services.agents.remove(name, nameOf(caller)));
      return removed ? { status: 200, body: { removed: name } } : refusal(404, 'unknown_agent');
    },
  });
}

function nameOf(caller: Caller): string {
  return caller.kind === 'token' ? `token ${caller.name}` : caller.kind;
}

function agentOf({ policy, ring }: Standing, name: string): z.output<typeof agentAnswer> {
  const agent = policy.agents.get(name);
  const fingerprint = ring.keys.get(name)?.find(({ until }) => until === undefined)?.public.fingerprint;
  return {
    name,
    ...(agent?.description === undefined ? {} : { description: agent.description }),
    tags: [...(agent?.tags ?? [])],
    ...(agent?.mode === undefined ? {} : { mode: agent.mode }),
    suspended: agent?.suspended ?? false,
    ...(agent?.canMessage === undefined ? {} : { can_message: agent.canMessage.map(edgeOf) }),
    blocked_content: [...(agent?.blockedContent ?? [])],
    ...(agent?.deliverTo === undefined ? {} : { deliver_to: shownUrl(agent.deliverTo) }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

function edgeOf({ to, rate, expires }: Edge): string | Record<string, unknown> {
  if (rate === undefined && expires === undefined) return to;
  return {
    to,
    ...(rate === undefined ? {} : { rate: formatRate(rate) }),
    ...(expires === undefined ? {} : { expires: formatTimestamp(expires) }),
  };
}
