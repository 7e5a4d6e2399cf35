import { formatTimestamp } from '../../identity/timestamp.ts';
import type { Intake } from '../intake/intake.ts';
import type { Receipt } from '../intake/receipt.ts';
import { type Reply, type Route, route } from '../route.ts';
import { letterSchema, receiptSchema } from '../schemas.ts';

/** `POST /v1/message`: one agent writes to another. The signature is what lets it in. */
export function message(intake: Intake): Route {
  return route({
    method: 'post',
    path: '/v1/message',
    summary: 'send a message to an agent',
    access: 'public',
    body: letterSchema,
    rawBody: true,
    answers: {
      200: { what: 'delivered to the mailbox', schema: receiptSchema },
      202: { what: 'held until a person decides', schema: receiptSchema },
      400: { what: 'no letter', schema: receiptSchema },
      401: { what: 'a signature is needed', schema: receiptSchema },
      403: { what: 'refused: by identity, freshness, suspension, ACL or content', schema: receiptSchema },
      409: { what: 'sent before; message_id is that of the first', schema: receiptSchema },
      413: { what: 'too long' },
      429: { what: 'too many; the same bytes may be sent again', schema: receiptSchema },
      503: { what: 'not now; the same bytes may be sent again', schema: receiptSchema },
    },
    handle: async ({ bytes }) => replyOf(await intake.accept(bytes)),
  });
}

function replyOf(receipt: Receipt): Reply {
  const { identified, expiresAt, retryAfterSeconds } = receipt;
  const signed =
    identified?.status === 'verified'
      ? { signature_format: identified.format, metadata_signed: identified.metadataSigned }
      : {};
  const body = {
    status: receipt.status,
    message_id: receipt.id,
    policy_decision: receipt.decision,
    rules_triggered: receipt.rules,
    verified_sender: receipt.verified,
    ...signed,
    quarantine_id: receipt.ref,
    expires_at: expiresAt === undefined ? undefined : formatTimestamp(expiresAt),
    reason: receipt.reason,
  };
  const headers = retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } };
  return { status: receipt.http, body, ...headers };
}
