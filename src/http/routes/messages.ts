import { z } from 'zod';
import type { Waiting } from '../intake/waiting.ts';
import { mailboxOf } from '../mailbox-of.ts';
import { type Call, type Reply, type Route, refusal, route } from '../route.ts';
import { mailSchema, messagesQuery } from '../schemas.ts';
import type { Services } from '../services.ts';
import { LEASE_MICROS, streamMail } from '../stream-mail.ts';

/** How many may hold a connection open at once, to wait or to listen [164]. */
const MOST_WAITING = 1000;
const MOST_STREAMS = 32;

/** `GET /v1/messages`: what lies in a mailbox. With `wait` it waits for the first; as an event stream it goes on. */
export function messages(services: Services, waiting: Waiting): Route {
  let streams = 0;
  return route({
    method: 'get',
    path: '/v1/messages',
    summary: 'read a mailbox: once, waiting for the first message, or as a stream of events',
    access: 'mailbox',
    query: messagesQuery,
    answers: {
      200: {
        what: 'messages, the oldest first; each comes again after 60 s unless it is acknowledged',
        schema: z.strictObject({ messages: z.array(mailSchema) }),
      },
    },
    handle: (call) => {
      const mailbox = mailboxOf(call.caller, call.query.agent);
      if (!('owner' in mailbox)) return mailbox;
      const { owner } = mailbox;
      if (/\btext\/event-stream\b/.test(call.accepts)) return stream(call, owner);
      return read(call, owner);
    },
  });

  function stream(
    { response, gone, caller }: Call<z.output<typeof messagesQuery>>,
    owner: string,
  ): Reply | 'streaming' {
    if (streams >= MOST_STREAMS) return { ...refusal(503, 'too_many_streams'), headers: { 'retry-after': '10' } };
    streams += 1;
    gone.addEventListener('abort', () => {
      streams -= 1;
    });
    const stands = () => caller.kind !== 'anybody' && caller.stands();
    streamMail({ owner, response, stands, gone }, services, waiting);
    return 'streaming';
  }

  function read({ query, gone, caller }: Call<z.output<typeof messagesQuery>>, owner: string): Reply | Promise<Reply> {
    const look = () => services.mailroom.fetch(owner, { limit: query.limit, leaseMicros: LEASE_MICROS });
    const found = look();
    if (found.length > 0 || query.wait === 0) return listOf(found);
    if (waiting.size >= MOST_WAITING) return { ...refusal(503, 'too_many_readers'), headers: { 'retry-after': '10' } };
    return new Promise((resolve, reject) => {
      const over = () => {
        leave();
        clearTimeout(timer);
        gone.removeEventListener('abort', left);
        services.stopping.removeEventListener('abort', left);
      };
      const finish = (reply: Reply) => {
        over();
        resolve(reply);
      };
      const left = () => finish(listOf([]));
      const woken = () => {
        try {
          const letters = look();
          if (letters.length > 0) finish(listOf(letters));
        } catch (error) {
          over();
          reject(error);
        }
      };
      const stands = () => caller.kind !== 'anybody' && caller.stands();
      const leave = waiting.add({ owner, woken, stands, ended: () => finish(refusal(401, 'unauthorized')) });
      const timer = setTimeout(left, query.wait * 1000);
      gone.addEventListener('abort', left);
      services.stopping.addEventListener('abort', left);
    });
  }
}

/** The letters are JSON already. */
function listOf(letters: readonly { readonly letter: string }[]): Reply {
  const value = `{"messages":[${letters.map(({ letter }) => letter).join(',')}]}`;
  return { status: 200, text: { type: 'application/json', value } };
}
