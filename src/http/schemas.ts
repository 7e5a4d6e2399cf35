import { z } from 'zod';
import { FORMATS } from '../identity/formats.ts';
import { CHANNELS } from '../message/message.ts';
import { AGENT_NAME } from '../message/words/agent-name.ts';

export const agentName = z.string().regex(AGENT_NAME);
const rules = z.array(z.string());

export const letterSchema = z.strictObject({
  from: agentName,
  to: agentName,
  content: z.string(),
  signature: z
    .string()
    .optional()
    .meta({ description: 'canonical base64 of 64 bytes; required unless identity.require_signature is false' }),
  timestamp: z.string().optional().meta({ description: 'RFC 3339; required beside a signature' }),
  metadata: z.record(z.string(), z.unknown()).optional(),
  nonce: z
    .string()
    .optional()
    .meta({ description: '16 to 64 of A-Z a-z 0-9 _ -; with key_id and aud: signature format v2' }),
  key_id: z.string().optional().meta({ description: 'fingerprint of the signing key' }),
  aud: z.string().optional().meta({ description: "the receiver's instance id, from GET /health" }),
});

export const receiptSchema = z.strictObject({
  status: z.enum(['delivered', 'quarantined', 'blocked', 'rejected']),
  message_id: z.string().optional(),
  policy_decision: z.string(),
  rules_triggered: rules,
  verified_sender: z.boolean(),
  signature_format: z.enum(FORMATS).optional(),
  metadata_signed: z.boolean().optional(),
  quarantine_id: z.string().optional(),
  expires_at: z.string().optional(),
  reason: z.string().optional(),
});

export const errorSchema = z.strictObject({ error: z.string(), message: z.string().optional() });

export const mailSchema = z.strictObject({
  id: z.string(),
  from: agentName,
  to: agentName,
  content: z.string(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  verified_sender: z.boolean(),
  metadata_signed: z.boolean(),
  timestamp: z.string().optional(),
  received_at: z.string(),
  approved_at: z.string().optional(),
  reviewer: z.string().optional(),
});

export const messagesQuery = z.strictObject({
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(60)
    .default(0)
    .meta({ description: 'seconds to wait for the first message' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  agent: agentName.optional().meta({ description: 'whose mailbox, where a token opens several' }),
});

export const scanBody = z
  .strictObject({
    content: z.string().optional(),
    text: z.string().optional(),
    channel: z.enum(CHANNELS).default('agent_message'),
  })
  .refine(({ content, text }) => (content === undefined) !== (text === undefined), { error: 'give content, or text' });

export const scanAnswer = z.strictObject({
  is_safe: z.boolean(),
  violated_rule: z.string().nullable(),
  reason: z.string().nullable(),
  risk_score: z.number().min(0).max(1),
  verdict: z.enum(['clean', 'flag', 'quarantine', 'block']),
  rules_triggered: rules,
});

export const dryRunAnswer = z.strictObject({
  status: z.enum(['delivered', 'quarantined', 'blocked', 'rejected']),
  policy_decision: z.string(),
  mode: z.enum(['observe', 'enforce']),
  would_decision: z.string(),
  action: z.enum(['forward', 'mask', 'hold', 'refuse']),
  rules_triggered: rules,
  reason: z.string().optional(),
});

export const quarantineAnswer = z.strictObject({
  id: z.string(),
  status: z.enum(['pending', 'approved', 'rejected', 'expired']),
  from: z.string().optional(),
  to: z.string().optional(),
  rules_triggered: rules.optional(),
  created_at: z.string().optional(),
  expires_at: z.string().optional(),
  settled_at: z.string().optional(),
  reviewer: z.string().optional(),
});

export const agentAnswer = z.strictObject({
  name: agentName,
  description: z.string().optional(),
  tags: rules,
  mode: z.enum(['observe', 'enforce']).optional(),
  suspended: z.boolean(),
  can_message: z.array(z.union([z.string(), z.record(z.string(), z.unknown())])).optional(),
  blocked_content: rules,
  deliver_to: z.string().optional(),
  fingerprint: z.string().optional(),
});

const edge = z.union([
  z.string().max(80),
  z.strictObject({
    to: z.string().max(80),
    rate: z.string().max(16).optional(),
    expires: z.string().max(32).optional(),
  }),
]);

/** What the API may change of an agent: the same words as in the config. */
export const agentBody = z.strictObject({
  description: z.string().max(1000).optional(),
  tags: z.array(z.string().min(1).max(64)).max(64).optional(),
  mode: z.enum(['observe', 'enforce']).optional(),
  suspended: z.boolean().optional(),
  can_message: z.array(edge).max(1000).optional(),
  blocked_content: rules.optional(),
});

export const revokedAnswer = z.array(
  z.strictObject({
    agent: z.string(),
    fingerprint: z.string(),
    revoked_at: z.string(),
    until: z.string().optional(),
    reason: z.string().optional(),
  }),
);

const row = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const auditQuery = z.strictObject({
  status: z.enum(['delivered', 'quarantined', 'blocked', 'rejected']).optional(),
  agent: agentName.optional().meta({ description: 'rows from or to it' }),
  findings: z.enum(['true', 'false']).optional().meta({ description: 'true: rows in which something was found' }),
  unverified: z.enum(['true', 'false']).optional().meta({ description: 'true: rows whose sender nobody vouches for' }),
  since: z.string().optional().meta({ description: 'RFC 3339: rows of this time or later' }),
  after: row.optional().meta({ description: 'rows beyond this number, oldest first' }),
  before: row.optional().meta({ description: 'rows before this number: the next page' }),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});

export const auditAnswer = z.array(
  z.looseObject({
    seq: z.number(),
    ref: z.string().nullable(),
    time: z.string(),
    from: z.string(),
    to: z.string(),
    method: z.string().nullable(),
    tool: z.string().nullable(),
    decision: z.string(),
    status: z.enum(['delivered', 'quarantined', 'blocked', 'rejected']),
    rules,
  }),
);

export const healthAnswer = z.strictObject({ status: z.literal('ok'), version: z.string(), instance: z.string() });
