import { formatTimestamp } from '../../identity/timestamp.ts';
import { type Caller, type Route, refusal, route } from '../route.ts';
import { quarantineAnswer } from '../schemas.ts';
import type { Services } from '../services.ts';

/** `GET /v1/quarantine/{id}`: whoever knows the id learns the status, a party also what and when; nobody the content [147]. */
export function quarantine(services: Services): Route {
  return route({
    method: 'get',
    path: '/v1/quarantine/:id',
    summary: 'what became of a held message',
    access: 'public',
    answers: {
      200: { what: 'its status; more for its parties and for the scope quarantine:read', schema: quarantineAnswer },
    },
    handle: ({ caller, path }) => {
      const id = path.id ?? '';
      const item = services.store.quarantined(id);
      // A beginning of a reference is for people at a terminal, not for guessing.
      if (item === undefined || item === 'ambiguous' || item.ref !== id.toUpperCase())
        return refusal(404, 'unknown_id');
      const status = { id: item.ref, status: item.status };
      if (!mayKnow(caller, item.from, item.to)) return { status: 200, body: status };
      return {
        status: 200,
        body: {
          ...status,
          from: item.from,
          to: item.to,
          rules_triggered: item.rules,
          created_at: formatTimestamp(item.createdAt),
          expires_at: formatTimestamp(item.expiresAt),
          ...(item.settledAt === undefined ? {} : { settled_at: formatTimestamp(item.settledAt) }),
          ...(item.reviewer === undefined ? {} : { reviewer: item.reviewer }),
        },
      };
    },
  });
}

function mayKnow(caller: Caller, from: string, to: string): boolean {
  if (caller.kind === 'agent') return caller.agent === from || caller.agent === to;
  return caller.kind === 'token' && caller.scopes.includes('quarantine:read');
}
