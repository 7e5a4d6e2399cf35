import type { z } from 'zod';
import { OktsecError } from '../errors.ts';
import { FLOW_RULES } from '../flow/match.ts';
import type { ArgumentBounds } from '../policy/arguments.ts';
import { meantRule } from '../rules/earlier-names.ts';
import { type AgentConfig, type Config, DEFAULTS, NO_TOOL_POLICY, type ToolsConfig } from './config.ts';
import { nearest } from './nearest.ts';
import { checkReceivers, receiversOf } from './receivers.ts';
import { type agentSchema, type argumentSchema, configSchema, KEYS, NAMED, type toolsSchema } from './schema.ts';
import { placeInShape, shapeOf } from './shape-schema.ts';
import { type Problem, type Shape, type Step, Tree } from './tree.ts';

/** What the names in a config may be. */
export type Known = { readonly rules: { has(id: string): boolean; keys(): Iterable<string> } };

/** Bytes; a longer config is refused before it is read. */
export const MAX_CONFIG_LENGTH = 1024 * 1024;

export type Checked =
  | { readonly config: Config; readonly problems: readonly [] }
  | { readonly config: undefined; readonly problems: readonly OktsecError[] };

/**
 * Reads a config. `path` is for the messages only.
 * @throws OktsecError `config`, naming line and column of the first problem
 */
export function parseConfig(text: string, path: string, known: Known): Config {
  const { config, problems } = checkConfig(text, path, known);
  if (config === undefined) throw problems[0];
  return config;
}

/** The same, with every problem there is. Never throws. */
export function checkConfig(text: string, path: string, known: Known): Checked {
  if (text.length > MAX_CONFIG_LENGTH) return failed(path, [{ line: 1, column: 1, message: 'longer than 1 MiB' }]);
  const tree = new Tree(text);
  if (tree.problems.length > 0) return failed(path, tree.problems);
  const read = configSchema.safeParse(tree.value(kindOf));
  if (!read.success) {
    for (const issue of read.error.issues) report(tree, issue);
    return failed(path, tree.problems);
  }
  checkNames(tree, read.data, known);
  checkReceivers(tree, read.data);
  if (tree.problems.length > 0) return failed(path, tree.problems);
  return { config: normalised(read.data, known), problems: [] };
}

function failed(path: string, problems: readonly Problem[]): Checked {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return {
    config: undefined,
    problems: sorted.map(({ line, column, message, hint }) => {
      const where = `${path}:${line}:${column}: ${message}`;
      return new OktsecError('config', where, hint === undefined ? {} : { hint });
    }),
  };
}

function kindOf(path: readonly Step[]): Shape | undefined {
  const pattern = patternOf(path);
  return NAMED.has(pattern) ? 'named' : KEYS.has(pattern) ? 'mapping' : undefined;
}

/** `agents.x.tools` → `agents.*.tools`: names and indexes stand at the second and the fifth place only. */
function patternOf(path: readonly Step[]): string {
  if (path[0] === 'agents' && path[3] === 'each' && path[5] === 'schema') return placeInShape(path) ?? 'values';
  const starred = ['agents', 'rules', 'webhooks', 'sinks'].includes(String(path[0]));
  const isName = (index: number) => index === 1 || index === 4 || (index === 3 && path[2] === 'can_message');
  return path.map((step, index) => (starred && isName(index) ? '*' : step)).join('.');
}

/** One problem of shape in our own words, at the place it stands. */
function report(tree: Tree, issue: z.core.$ZodIssue): void {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const say = (message: string, hint?: string) => tree.problem(tree.at(path)?.range?.[0] ?? 0, message, hint);
  const name = lastName(path);
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) unknownKey(tree, path, key);
  } else if (isMissing(tree, path)) {
    const hint = path[0] === 'version' ? 'the first line is: version: "1"' : undefined;
    say(`missing key ${JSON.stringify(name)}`, hint);
  } else if (issue.code === 'invalid_value') {
    wrongWord(tree, path, issue.values.map(String));
  } else if (issue.code === 'invalid_union') {
    if (path[0] === 'version') wrongWord(tree, path, ['"1"']);
    else if (path[2] === 'can_message') edgeProblem(tree, path, issue.errors);
    else if (name === 'ask_in_client') say(`${name} must be true, false or a list of clients`);
    else say(`${name} must be a number or a text`);
  } else if (issue.code === 'invalid_type') {
    say(`${name} must be ${WORDS.get(issue.expected) ?? issue.expected}`);
  } else if (issue.code === 'too_small') {
    say(issue.origin === 'string' ? `${name} must not be empty` : `${name} must be at least ${issue.minimum}`);
  } else if (issue.code === 'too_big') {
    say(`${name} must be at most ${issue.maximum}`);
  } else if (issue.code === 'invalid_format') {
    const typed = path[0] === 'agents' ? name : JSON.stringify(tree.at(path));
    // The name of an agent is a key here, and its place is where the key stands.
    if (path[0] === 'agents')
      tree.problem(tree.keyOffset(['agents'], name), `${JSON.stringify(name)} is no agent name`, issue.message);
    else say(`${typed} is no ${path.at(-1) === 'name' ? 'name' : 'agent name'}`, issue.message);
  } else {
    say(`bad value for ${name}`, issue.message);
  }
}

/** Of the two ways to write an edge, the problem of the one that was meant. */
function edgeProblem(tree: Tree, path: readonly Step[], ways: readonly (readonly z.core.$ZodIssue[])[]): void {
  const [asText = [], asMapping = []] = ways;
  const node = tree.at(path);
  const meant = node !== null && 'value' in node ? asText : asMapping;
  for (const issue of meant) {
    report(tree, { ...issue, path: [...path, ...issue.path] } as z.core.$ZodIssue);
  }
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['object', 'a mapping'],
  ['map', 'a mapping'],
  ['array', 'a list'],
  ['string', 'a text'],
  ['number', 'a whole number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
]);

function unknownKey(tree: Tree, path: readonly Step[], key: string): void {
  const pattern = patternOf(path);
  const known = KEYS.get(pattern) ?? [];
  const offset = tree.keyOffset(path, key);
  tree.problem(offset, `unknown key ${JSON.stringify(key)}`, didYouMean(nearest(key, known)) ?? oneOf(known));
}

function wrongWord(tree: Tree, path: readonly Step[], allowed: readonly string[]): void {
  const node = tree.at(path);
  const typed = node && 'value' in node ? node.value : undefined;
  const meant = typeof typed === 'string' ? nearest(typed, allowed) : undefined;
  const shown = typed === undefined ? '' : ` ${JSON.stringify(typed)}`;
  const hint = didYouMean(meant) ?? oneOf(allowed);
  tree.problem(node?.range?.[0] ?? 0, `bad value${shown} for ${lastName(path)}`, hint);
}

/** Whether nothing stands at the path: the walk ends before its last step. */
function isMissing(tree: Tree, path: readonly Step[]): boolean {
  return path.length > 0 && tree.at(path) === tree.at(path.slice(0, -1));
}

type Read = z.output<typeof configSchema>;

/** The ids of rules and the names of agents must exist, or an entry would look like protection and be none. */
function checkNames(tree: Tree, read: Read, { rules }: Known): void {
  const id = (path: readonly Step[], name: string) => {
    if (rules.has(meantRule(name, rules)) || FLOW_RULES.includes(name)) return;
    const offset = tree.at(path)?.range?.[0] ?? 0;
    tree.problem(
      offset,
      `unknown rule ${JSON.stringify(name)}`,
      didYouMean(nearest(name, rules.keys())) ?? 'see: oktsec rules',
    );
  };
  read.rules.forEach((entry, index) => {
    id(['rules', index, 'id'], entry.id);
    entry.agents?.forEach((name, at) => {
      if (read.agents.has(name)) return;
      const offset = tree.at(['rules', index, 'agents', at])?.range?.[0] ?? 0;
      const hint = didYouMean(nearest(name, read.agents.keys())) ?? `add it: agents: { ${name}: {} }`;
      tree.problem(offset, `unknown agent ${JSON.stringify(name)}`, hint);
    });
    if (entry.action === undefined && entry.severity === undefined && entry.notify === undefined) {
      const offset = tree.at(['rules', index])?.range?.[0] ?? 0;
      tree.problem(
        offset,
        `the entry for ${JSON.stringify(entry.id)} changes nothing`,
        'give it an action, a severity or notify',
      );
    }
  });
  for (const [name, agent] of read.agents) {
    for (const [tool, each] of agent.tools?.each ?? []) {
      const path = ['agents', name, 'tools', 'each', tool, 'exempt'];
      for (const [at, rule] of each.exempt.entries()) id([...path, at], rule);
    }
  }
}

function normalised(read: Read, { rules }: Known): Config {
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

function lastName(path: readonly Step[]): string {
  return path.findLast((step) => typeof step === 'string') ?? 'the config';
}

function didYouMean(word: string | undefined): string | undefined {
  return word === undefined ? undefined : `did you mean ${JSON.stringify(word)}?`;
}

function oneOf(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : `one of ${words.join(', ')}`;
}
