import { z } from 'zod';
import { mailboxOf } from '../mailbox-of.ts';
import { type Route, refusal, route } from '../route.ts';
import { agentName } from '../schemas.ts';
import type { Services } from '../services.ts';

/** `POST /v1/messages/{id}/ack`: it was handled, and comes no more. */
export function ack(services: Services): Route {
  return route({
    method: 'post',
    path: '/v1/messages/:id/ack',
    summary: 'acknowledge a message: it comes no more',
    access: 'mailbox',
    query: z.strictObject({ agent: agentName.optional() }),
    answers: { 200: { what: 'taken out of the mailbox', schema: z.strictObject({ acknowledged: z.string() }) } },
    handle: ({ caller, path, query }) => {
      const mailbox = mailboxOf(caller, query.agent);
      if (!('owner' in mailbox)) return mailbox;
      const id = path.id ?? '';
      if (!services.mailroom.ack(mailbox.owner, id))
        return refusal(404, 'unknown_message', 'it may be acknowledged already');
      return { status: 200, body: { acknowledged: id } };
    },
  });
}
