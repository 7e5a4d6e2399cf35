import { z } from 'zod';
import { FLOWS } from '../flow/roles.ts';
import { FORMATS } from '../identity/formats.ts';
import { CHANNELS } from '../message/message.ts';
import { AGENT_NAME, AGENT_NAME_HINT } from '../message/words/agent-name.ts';
import { MODES } from '../policy/decisions.ts';
import { CATEGORIES, SEVERITIES } from '../rules/rule.ts';
import { isBounded } from '../rules/table/pattern.ts';
import { LOG_LEVELS, NOTICE_EVENTS, OVERRIDE_ACTIONS, SINK_TYPES, WEBHOOK_FORMATS } from './config.ts';
import { SHAPE_PLACE, shapeSchema } from './shape-schema.ts';
import { parseBytes, parseRate, parseSeconds, parseTime } from './units.ts';

export const agentName = z.string().regex(AGENT_NAME, { error: AGENT_NAME_HINT });
const toolName = z.string().min(1);
const mode = z.enum(MODES);
const text = z.string();
const count = (least: number, most: number) => z.int().min(least).max(most);

const bytes = z.union([z.string(), z.number()]).transform((value, context) => {
  const read = parseBytes(value);
  if (read === undefined)
    context.addIssue({ code: 'custom', message: 'sizes are written like 10MiB, 512KiB or 1048576' });
  return read ?? z.NEVER;
});
const seconds = z.union([z.string(), z.number()]).transform((value, context) => {
  const read = parseSeconds(value);
  if (read === undefined)
    context.addIssue({ code: 'custom', message: 'durations are written like 30s, 10m, 2h or 30d' });
  return read ?? z.NEVER;
});
const time = z.string().transform((value, context) => {
  const read = parseTime(value);
  if (read === undefined) context.addIssue({ code: 'custom', message: 'times are written like 2027-01-31T12:00:00Z' });
  return read ?? z.NEVER;
});

const rate = z.string().transform((value, context) => {
  const read = parseRate(value);
  if (read === undefined) context.addIssue({ code: 'custom', message: 'rates are written like 5/s, 60/m or 1000/h' });
  return read ?? z.NEVER;
});
/** An agent, every known agent, or all agents with a tag. */
const edgeTarget = z.string().refine((to) => to === '*' || AGENT_NAME.test(to.replace(/^tag:/, '')), {
  error: 'name an agent, "*" for all known ones, or "tag:NAME"',
});
/** A variable in it is replaced by whoever pushes; what it makes of the rest is looked at then. */
const pushUrl = z.string().refine((text) => isWebUrl(text) || /\$\{env:[A-Za-z_][A-Za-z0-9_]*\}/.test(text), {
  error: 'URLs begin with https:// or http://',
});

const spendCost = z.union([z.string(), z.number()]).transform((value, context) => {
  const fits = typeof value === 'string' ? value !== '' : value >= 0;
  if (!fits)
    context.addIssue({
      code: 'custom',
      message: 'a cost is a number from 0, or the name of the argument that says it',
    });
  return fits ? value : z.NEVER;
});

/** Matched against whole texts: bounded repetitions only, so that no text makes it slow [60]. */
const wholePattern = z.string().max(512).refine(isBounded, {
  error: 'patterns are bounded: write {0,n} for * and +, no nested quantifiers and no backreferences',
});

export const argumentSchema = z.strictObject({
  roots: z.array(z.string().min(1)).optional(),
  hosts: z.array(z.string().min(1)).optional(),
  pattern: wholePattern.optional(),
  max_length: count(0, 10_000_000).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  restore: z.boolean().optional(),
});

export const spendSchema = z.strictObject({
  limit: z.number().min(0),
  window: seconds.pipe(count(1, 366 * 86_400)),
  cost: spendCost.optional(),
});

export const toolSchema = z.strictObject({
  mode: mode.optional(),
  exempt: z.array(text).default([]),
  rate: rate.optional(),
  restore_results: z.boolean().optional(),
  spend: spendSchema.optional(),
  schema: shapeSchema.optional(),
  args: z.map(text.min(1), argumentSchema).optional(),
});

export const toolsSchema = z.strictObject({
  default: z.enum(['allow', 'deny']).default('allow'),
  allow: z.array(toolName).optional(),
  deny: z.array(toolName).default([]),
  each: z.map(toolName, toolSchema).default(new Map()),
  read_only: z.boolean().optional(),
});

export const edgeSchema = z.strictObject({ to: edgeTarget, rate: rate.optional(), expires: time.optional() });

export const agentSchema = z.strictObject({
  mode: mode.optional(),
  suspended: z.boolean().default(false),
  server: z.boolean().default(false),
  flow: z.enum(FLOWS).optional(),
  blocked_content: z.array(z.enum(CATEGORIES)).default([]),
  tools: toolsSchema.optional(),
  description: text.optional(),
  tags: z.array(text).default([]),
  can_message: z.array(z.union([edgeTarget, edgeSchema])).optional(),
  deliver_to: pushUrl.optional(),
});

const callHash = z.string().refine((hash) => /^[0-9a-f]{64}$/.test(hash), {
  error: 'a call is named by its hash, 64 of 0-9 a-f: oktsec allow REF --arguments writes it',
});

export const overrideSchema = z.strictObject({
  id: text,
  action: z.enum(OVERRIDE_ACTIONS).optional(),
  severity: z.enum(SEVERITIES).optional(),
  agents: z.array(agentName).optional(),
  tools: z.array(toolName).optional(),
  channels: z.array(z.enum(CHANNELS)).optional(),
  arguments: z.array(callHash).optional(),
  expires: time.optional(),
  reason: text.optional(),
  notify: z.array(z.string().min(1)).optional(),
});

const told = {
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, { error: 'names of webhooks and sinks are 1 to 32 of a-z 0-9 -' })
    .optional(),
  events: z.array(z.enum(NOTICE_EVENTS)).optional(),
  severity: z.enum(SEVERITIES).default('info'),
};

export const webhookSchema = z.strictObject({
  ...told,
  url: z.string().min(1),
  format: z.enum(WEBHOOK_FORMATS).default('json'),
  allow_private: z.boolean().default(false),
  secret: z.string().min(1).optional(),
  sign: z.enum(['ed25519']).optional(),
  chat_id: z.union([z.string().min(1), z.int()]).optional(),
});

export const sinkSchema = z.strictObject({
  ...told,
  type: z.enum(SINK_TYPES),
  path: z.string().min(1).optional(),
  format: z.enum(['jsonl', 'syslog']).optional(),
  url: z.string().min(1).optional(),
  headers: z.map(z.string().min(1), z.string()).optional(),
});

export const quarantineSchema = z.strictObject({
  enabled: z.boolean().optional(),
  expiry_hours: count(1, 24 * 365).optional(),
  retention_days: count(0, 36_500).optional(),
  approval_ttl: seconds.pipe(count(1, 86_400)).optional(),
  ask_in_client: z.union([z.boolean(), z.array(agentName)]).optional(),
  ask_timeout: seconds.pipe(count(5, 3600)).optional(),
});

export const pinsSchema = z.strictObject({ relist_calls: count(0, 1_000_000).optional() });

export const flowsSchema = z.strictObject({
  enabled: z.boolean().optional(),
  enforce: z.boolean().optional(),
  expiry: seconds.pipe(count(1, 86_400)).optional(),
});

export const maskingSchema = z.strictObject({ expiry: seconds.pipe(count(1, 86_400)).optional() });

export const auditSchema = z.strictObject({
  durability: z.enum(['normal', 'full']).optional(),
  checkpoint_rows: count(1, 1_000_000).optional(),
  checkpoint_seconds: count(1, 86_400).optional(),
});

export const limitsSchema = z.strictObject({
  max_frame: bytes.pipe(count(1024, 64 * 1024 * 1024)).optional(),
  max_depth: count(8, 512).optional(),
  max_body: bytes.pipe(count(1024, 64 * 1024 * 1024)).optional(),
  rate_per_address: rate.optional(),
  rate_per_agent: rate.optional(),
});

export const serverSchema = z.strictObject({
  port: count(0, 65_535).optional(),
  bind: z.string().min(1).optional(),
  log_level: z.enum(LOG_LEVELS).optional(),
  hosts: z.array(z.string().min(1)).optional(),
});

export const identitySchema = z.strictObject({
  keys_dir: z.string().min(1).optional(),
  require_signature: z.boolean().optional(),
  formats: z.array(z.enum(FORMATS)).optional(),
  max_age: seconds.pipe(count(1, 86_400)).optional(),
  max_ahead: seconds.pipe(count(0, 86_400)).optional(),
  grace: seconds.pipe(count(0, 30 * 86_400)).optional(),
});

export const escalationSchema = z.strictObject({
  refusals: count(0, 10_000).optional(),
  window: seconds.pipe(count(1, 86_400)).optional(),
  suspend: seconds.pipe(count(1, 86_400)).optional(),
});

export const deliverySchema = z.strictObject({
  expiry_hours: count(1, 24 * 365).optional(),
  max_messages: count(1, 1_000_000).optional(),
  max_bytes: bytes.pipe(count(1024, 1024 ** 3)).optional(),
});

export const mcpSchema = z.strictObject({ review: z.boolean().optional() });

/** The shape of the file; whether the names in it exist is checked by `parse.ts` against a set of rules. */
export const configSchema = z.strictObject({
  version: z.union([z.literal('1'), z.literal(1)]),
  mode: mode.optional(),
  home: z.string().min(1).optional(),
  agents: z.map(agentName, agentSchema).default(new Map()),
  rules: z.array(overrideSchema).default([]),
  rules_dir: z.array(z.string().min(1)).default([]),
  quarantine: quarantineSchema.optional(),
  pins: pinsSchema.optional(),
  flows: flowsSchema.optional(),
  masking: maskingSchema.optional(),
  audit: auditSchema.optional(),
  limits: limitsSchema.optional(),
  server: serverSchema.optional(),
  identity: identitySchema.optional(),
  default_policy: z.enum(['allow', 'deny']).optional(),
  escalation: escalationSchema.optional(),
  delivery: deliverySchema.optional(),
  webhooks: z.array(webhookSchema).default([]),
  sinks: z.array(sinkSchema).default([]),
  mcp: mcpSchema.optional(),
});

/** The keys of each mapping of the file, by the pattern of the path that leads to it (`*` is any name or index). */
export const KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['', Object.keys(configSchema.shape)],
  ['agents.*', Object.keys(agentSchema.shape)],
  ['agents.*.tools', Object.keys(toolsSchema.shape)],
  ['agents.*.tools.each.*', Object.keys(toolSchema.shape)],
  ['agents.*.tools.each.*.spend', Object.keys(spendSchema.shape)],
  [SHAPE_PLACE, Object.keys(shapeSchema.shape)],
  ['agents.*.tools.each.*.args.*', Object.keys(argumentSchema.shape)],
  ['rules.*', Object.keys(overrideSchema.shape)],
  ['quarantine', Object.keys(quarantineSchema.shape)],
  ['pins', Object.keys(pinsSchema.shape)],
  ['flows', Object.keys(flowsSchema.shape)],
  ['masking', Object.keys(maskingSchema.shape)],
  ['audit', Object.keys(auditSchema.shape)],
  ['limits', Object.keys(limitsSchema.shape)],
  ['server', Object.keys(serverSchema.shape)],
  ['identity', Object.keys(identitySchema.shape)],
  ['escalation', Object.keys(escalationSchema.shape)],
  ['delivery', Object.keys(deliverySchema.shape)],
  ['webhooks.*', Object.keys(webhookSchema.shape)],
  ['sinks.*', Object.keys(sinkSchema.shape)],
  ['mcp', Object.keys(mcpSchema.shape)],
  ['agents.*.can_message.*', Object.keys(edgeSchema.shape)],
]);

/** Mappings whose keys are names from outside: they are read into Maps [28, 133]. */
export const NAMED: ReadonlySet<string> = new Set([
  'agents',
  'agents.*.tools.each',
  'agents.*.tools.each.*.args',
  `${SHAPE_PLACE}.properties`,
  'sinks.*.headers',
]);

function isWebUrl(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
