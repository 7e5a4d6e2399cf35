import { z } from 'zod';
import { CHANNELS } from '../message/message.ts';
import { MODES } from '../policy/decisions.ts';
import { CATEGORIES, SEVERITIES } from '../rules/rule.ts';
import { OVERRIDE_ACTIONS } from './config.ts';
import { parseBytes, parseSeconds, parseTime } from './units.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const agentName = z
  .string()
  .regex(NAME, { error: 'agent names are 1 to 64 of A-Z a-z 0-9 . _ - and start with none of . _ -' });
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

export const toolSchema = z.strictObject({ mode: mode.optional(), exempt: z.array(text).default([]) });

export const toolsSchema = z.strictObject({
  default: z.enum(['allow', 'deny']).default('allow'),
  allow: z.array(toolName).optional(),
  deny: z.array(toolName).default([]),
  each: z.map(toolName, toolSchema).default(new Map()),
});

export const agentSchema = z.strictObject({
  mode: mode.optional(),
  suspended: z.boolean().default(false),
  server: z.boolean().default(false),
  blocked_content: z.array(z.enum(CATEGORIES)).default([]),
  tools: toolsSchema.optional(),
  description: text.optional(),
  tags: z.array(text).default([]),
});

export const overrideSchema = z.strictObject({
  id: text,
  action: z.enum(OVERRIDE_ACTIONS).optional(),
  severity: z.enum(SEVERITIES).optional(),
  agents: z.array(agentName).optional(),
  tools: z.array(toolName).optional(),
  channels: z.array(z.enum(CHANNELS)).optional(),
  expires: time.optional(),
  reason: text.optional(),
});

export const quarantineSchema = z.strictObject({
  enabled: z.boolean().optional(),
  expiry_hours: count(1, 24 * 365).optional(),
  retention_days: count(0, 36_500).optional(),
  approval_ttl: seconds.pipe(count(1, 86_400)).optional(),
});

export const auditSchema = z.strictObject({
  durability: z.enum(['normal', 'full']).optional(),
  checkpoint_rows: count(1, 1_000_000).optional(),
  checkpoint_seconds: count(1, 86_400).optional(),
});

export const limitsSchema = z.strictObject({
  max_frame: bytes.pipe(count(1024, 64 * 1024 * 1024)).optional(),
  max_depth: count(8, 512).optional(),
});

/** The shape of the file; whether the names in it exist is checked by `parse.ts` against a set of rules. */
export const configSchema = z.strictObject({
  version: z.union([z.literal('1'), z.literal(1)]),
  mode: mode.optional(),
  home: z.string().min(1).optional(),
  agents: z.map(agentName, agentSchema).default(new Map()),
  rules: z.array(overrideSchema).default([]),
  rules_dir: z.array(z.string().min(1)).default([]),
  quarantine: quarantineSchema.optional(),
  audit: auditSchema.optional(),
  limits: limitsSchema.optional(),
});

/** The keys of each mapping of the file, by the pattern of the path that leads to it (`*` is any name or index). */
export const KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['', Object.keys(configSchema.shape)],
  ['agents.*', Object.keys(agentSchema.shape)],
  ['agents.*.tools', Object.keys(toolsSchema.shape)],
  ['agents.*.tools.each.*', Object.keys(toolSchema.shape)],
  ['rules.*', Object.keys(overrideSchema.shape)],
  ['quarantine', Object.keys(quarantineSchema.shape)],
  ['audit', Object.keys(auditSchema.shape)],
  ['limits', Object.keys(limitsSchema.shape)],
]);

/** Keys that have no effect yet: refused, so that nobody relies on what does not happen. */
export const NOT_YET: ReadonlyMap<string, readonly string[]> = new Map([
  ['', ['server', 'identity', 'default_policy', 'webhooks', 'mcp']],
  ['agents.*', ['can_message', 'deliver_to']],
  ['rules.*', ['notify']],
  ['quarantine', ['ask_in_client']],
  ['limits', ['max_body']],
]);

/** Mappings whose keys are names from outside: they are read into Maps [28, 133]. */
export const NAMED: ReadonlySet<string> = new Set(['agents', 'agents.*.tools.each']);
