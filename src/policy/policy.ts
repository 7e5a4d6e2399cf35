import type { AgentConfig, Config, RuleOverride, ToolConfig } from '../config/config.ts';
import type { Side } from '../message/message.ts';
import type { Category } from '../rules/rule.ts';
import type { RuleSet } from '../rules/scan/scan.ts';
import type { Mode } from './decisions.ts';
import { standingFor } from './spelled.ts';

/** One agent's entry, ready to be asked. */
export type AgentPolicy = Omit<AgentConfig, 'blockedContent' | 'tools'> & {
  readonly blockedContent: ReadonlySet<Category>;
  readonly tools: {
    readonly default: 'allow' | 'deny';
    readonly allow: ReadonlySet<string> | undefined;
    readonly deny: ReadonlySet<string>;
    readonly each: ReadonlyMap<string, ToolPolicy>;
    readonly readOnly: boolean;
  };
};
export type ToolPolicy = Omit<ToolConfig, 'exempt'> & { readonly exempt: ReadonlySet<string> };

/** All an operator decides, as the guard asks it. Names from outside are keys of Maps only [28, 133]. */
export type Policy = {
  /** `--mode` of this run: stands above all others. */
  readonly forced: Mode | undefined;
  /** The kill switch: nothing but the life cycle passes, in either mode. */
  readonly paused: boolean;
  readonly mode: Mode;
  readonly agents: ReadonlyMap<string, AgentPolicy>;
  /** By rule id. */
  readonly overrides: ReadonlyMap<string, readonly RuleOverride[]>;
  readonly quarantine: boolean;
  /** Where a person is asked in the client about what is held, how long for, and for how long an approval stands. */
  readonly asks: {
    readonly inClient: boolean | readonly string[];
    readonly seconds: number;
    readonly approvalSeconds: number;
  };
  /** After so many calls a server is asked again what it offers; 0 never. */
  readonly relistCalls: number;
  /** What was read of one server and goes to another. */
  readonly flows: Config['flows'];
  readonly masking: Config['masking'];
  /** Between agents, where the sender's entry does not say. */
  readonly defaultPolicy: 'allow' | 'deny';
  readonly rules: RuleSet;
};

/** Who says something to whom; `side` tells which of the two is the server. */
export type Route = {
  readonly from: string;
  readonly to: string;
  readonly side: Side;
  readonly tool?: string | undefined;
  /** It cannot be read, and may be about any tool. */
  readonly anyTool?: boolean | undefined;
};

/** Builds the policy for one snapshot of the config and one set of rules. */
export function makePolicy(
  config: Config,
  rules: RuleSet,
  options: { readonly mode?: Mode | undefined; readonly paused?: boolean | undefined } = {},
): Policy {
  const overrides = new Map<string, RuleOverride[]>();
  for (const entry of config.rules) {
    const list = overrides.get(entry.id);
    if (list) list.push(entry);
    else overrides.set(entry.id, [entry]);
  }
  return {
    forced: options.mode,
    paused: options.paused ?? false,
    mode: config.mode,
    agents: new Map(config.agents.map((agent) => [agent.name, agentPolicy(agent)])),
    overrides,
    quarantine: config.quarantine.enabled,
    asks: {
      inClient: config.quarantine.askInClient,
      seconds: config.quarantine.askTimeoutSeconds,
      approvalSeconds: config.quarantine.approvalTtlSeconds,
    },
    relistCalls: config.pins.relistCalls,
    flows: config.flows,
    masking: config.masking,
    defaultPolicy: config.defaultPolicy,
    rules,
  };
}

/**
 * The mode for one message: `--mode`, then the tool's, the server's, the sender's, the global one; of two that stand
 * at one level the stricter. What may be about any tool has the mode of the strictest.
 */
export function modeFor(policy: Policy, route: Route): Mode {
  if (policy.forced) return policy.forced;
  const from = policy.agents.get(route.from);
  const to = policy.agents.get(route.to);
  if (!from && !to) return policy.mode;
  if (route.anyTool === true && (enforcesATool(from) || enforcesATool(to))) return 'enforce';
  if (route.tool !== undefined) {
    const mode = stricter(modeOf(from, route.tool), modeOf(to, route.tool));
    if (mode) return mode;
  }
  return (route.side === 'client' ? to : from)?.mode ?? from?.mode ?? policy.mode;
}

/** The mode that an agent's entry has for a tool; another spelling of its name is no way out of enforce. */
function modeOf(agent: AgentPolicy | undefined, tool: string): Mode | undefined {
  const standing = agent && standingFor(agent.tools.each, tool);
  return standing?.exact === true || standing?.entry.mode === 'enforce' ? standing.entry.mode : undefined;
}

function enforcesATool(agent: AgentPolicy | undefined): boolean {
  return agent !== undefined && [...agent.tools.each.values()].some(({ mode }) => mode === 'enforce');
}

/**
 * Whether anything that may apply between these agents is in enforce: then a surface reads before it forwards, and
 * treats each message by its own mode. Asked of the config, because a relay must know before any rule is loaded.
 */
export function anyEnforce(
  config: Pick<Config, 'mode' | 'agents'>,
  forced: Mode | undefined,
  names: readonly string[],
): boolean {
  if (forced !== undefined) return forced === 'enforce';
  if (config.mode === 'enforce') return true;
  return config.agents.some(
    ({ name, mode, tools }) =>
      names.includes(name) && (mode === 'enforce' || tools.each.some((tool) => tool.mode === 'enforce')),
  );
}

function agentPolicy(agent: AgentConfig): AgentPolicy {
  const { default: fallback, allow, deny, each, readOnly = false } = agent.tools;
  return {
    ...agent,
    blockedContent: new Set(agent.blockedContent),
    tools: {
      default: fallback,
      readOnly,
      allow: allow && new Set(allow),
      deny: new Set(deny),
      each: new Map(each.map((entry) => [entry.tool, { ...entry, exempt: new Set(entry.exempt) }])),
    },
  };
}

function stricter(one: Mode | undefined, other: Mode | undefined): Mode | undefined {
  return other === 'enforce' ? other : (one ?? other);
}
