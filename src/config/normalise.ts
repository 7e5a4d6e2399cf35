import type { z } from 'zod';
import type { ArgumentBounds } from '../policy/arguments.ts';
import { meantRule } from '../rules/earlier-names.ts';
import { type AgentConfig, type Config, DEFAULTS, NO_TOOL_POLICY, type ToolsConfig } from './config.ts';
import type { Known } from './known.ts';
import { receiversOf } from './receivers.ts';
import type { agentSchema, argumentSchema, configSchema, toolsSchema } from './schema.ts';
import { shapeOf } from './shape-schema.ts';

/** A config as it was read, with what was left out as `DEFAULTS` has it. */
export function normalised(read: z.output<typeof configSchema>, { rules }: Known): Config {
  const { quarantine = {}, audit = {}, limits = {} } = read;
  const { server = {}, identity = {}, escalation = {}, delivery = {} } = read;
  const { quarantine: q, audit: a, limits: l, server: s, identity: i, escalation: e, delivery: d } = DEFAULTS;
  return {
    mode: read.mode ?? DEFAULTS.mode,
    ...(read.home === undefined ? {} : { home: read.home }),
    agents: [...read.agents].map(([name, agent]) => agentOf(name, agent, rules)),
    rules: read.rules.map((entry) => ({ ...entry, id: meantRule(entry.id, rules) })),
    rulesDirs: read.rules_dir,
    quarantine: {
      enabled: quarantine.enabled ?? q.enabled,
      expiryHours: quarantine.expiry_hours ?? q.expiryHours,
      retentionDays: quarantine.retention_days ?? q.retentionDays,
      approvalTtlSeconds: quarantine.approval_ttl ?? q.approvalTtlSeconds,
      askInClient: quarantine.ask_in_client ?? q.askInClient,
      askTimeoutSeconds: quarantine.ask_timeout ?? q.askTimeoutSeconds,
    },
    pins: { relistCalls: read.pins?.relist_calls ?? DEFAULTS.pins.relistCalls },
    flows: {
      enabled: read.flows?.enabled ?? DEFAULTS.flows.enabled,
      enforce: read.flows?.enforce ?? DEFAULTS.flows.enforce,
      expirySeconds: read.flows?.expiry ?? DEFAULTS.flows.expirySeconds,
    },
    masking: { expirySeconds: read.masking?.expiry ?? DEFAULTS.masking.expirySeconds },
    audit: {
      durability: audit.durability ?? a.durability,
      checkpointRows: audit.checkpoint_rows ?? a.checkpointRows,
      checkpointSeconds: audit.checkpoint_seconds ?? a.checkpointSeconds,
    },
    ...receiversOf(read),
    mcp: { review: read.mcp?.review ?? DEFAULTS.mcp.review },
    limits: {
      maxFrameBytes: limits.max_frame ?? l.maxFrameBytes,
      maxDepth: limits.max_depth ?? l.maxDepth,
      maxBodyBytes: limits.max_body ?? l.maxBodyBytes,
      ratePerAddress: limits.rate_per_address ?? l.ratePerAddress,
      ratePerAgent: limits.rate_per_agent ?? l.ratePerAgent,
    },
    server: {
      port: server.port ?? s.port,
      bind: server.bind ?? s.bind,
      logLevel: server.log_level ?? s.logLevel,
      hosts: server.hosts ?? s.hosts,
    },
    identity: {
      ...(identity.keys_dir === undefined ? {} : { keysDir: identity.keys_dir }),
      requireSignature: identity.require_signature ?? i.requireSignature,
      formats: identity.formats ?? i.formats,
      maxAgeSeconds: identity.max_age ?? i.maxAgeSeconds,
      maxAheadSeconds: identity.max_ahead ?? i.maxAheadSeconds,
      graceSeconds: identity.grace ?? i.graceSeconds,
    },
    defaultPolicy: read.default_policy ?? DEFAULTS.defaultPolicy,
    escalation: {
      refusals: escalation.refusals ?? e.refusals,
      windowSeconds: escalation.window ?? e.windowSeconds,
      suspendSeconds: escalation.suspend ?? e.suspendSeconds,
    },
    delivery: {
      expiryHours: delivery.expiry_hours ?? d.expiryHours,
      maxMessages: delivery.max_messages ?? d.maxMessages,
      maxBytes: delivery.max_bytes ?? d.maxBytes,
    },
  };
}

function agentOf(name: string, agent: z.output<typeof agentSchema>, rules: Known['rules']): AgentConfig {
  const { blocked_content: blockedContent, can_message, deliver_to, tools, ...rest } = agent;
  const canMessage = can_message?.map((edge) => (typeof edge === 'string' ? { to: edge } : edge));
  return {
    name,
    ...rest,
    blockedContent,
    ...(canMessage === undefined ? {} : { canMessage }),
    ...(deliver_to === undefined ? {} : { deliverTo: deliver_to }),
    tools: tools ? toolsOf(tools, rules) : NO_TOOL_POLICY,
  };
}

function toolsOf({ read_only: readOnly, ...tools }: z.output<typeof toolsSchema>, rules: Known['rules']): ToolsConfig {
  return {
    ...tools,
    ...(readOnly === undefined ? {} : { readOnly }),
    each: [...tools.each].map(([tool, { args, schema, spend, restore_results: restoreResults, ...each }]) => ({
      tool,
      ...each,
      exempt: each.exempt.map((id) => meantRule(id, rules)),
      ...(restoreResults === undefined ? {} : { restoreResults }),
      ...(args === undefined ? {} : { args: boundsOf(args) }),
      ...(schema === undefined ? {} : { schema: shapeOf(schema) }),
      ...(spend === undefined
        ? {}
        : { spend: { limit: spend.limit, windowSeconds: spend.window, cost: spend.cost ?? 1 } }),
    })),
  };
}

function boundsOf(args: ReadonlyMap<string, z.output<typeof argumentSchema>>): ArgumentBounds[] {
  return [...args].map(([at, { max_length: maxLength, ...bounds }]) => ({
    at,
    ...bounds,
    ...(maxLength === undefined ? {} : { maxLength }),
  }));
}
