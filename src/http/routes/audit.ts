import { parseTimestamp } from '../../identity/timestamp.ts';
import { rowJson } from '../../rows/json.ts';
import { type Route, refusal, route } from '../route.ts';
import { auditAnswer, auditQuery } from '../schemas.ts';
import type { Services } from '../services.ts';

/** `GET /v1/audit`: rows of the log as `oktsec logs --json` has them. What was found is told as an excerpt, secrets masked. */
export function audit({ store }: Services): Route {
  return route({
    method: 'get',
    path: '/v1/audit',
    summary: 'read the audit log: the newest rows first, or with `after` what came since, oldest first',
    access: { scope: 'audit:read' },
    query: auditQuery,
    answers: { 200: { what: 'rows, as oktsec logs --json writes them', schema: auditAnswer } },
    handle: ({ query }) => {
      const { since, after, before, status, agent, findings, unverified, limit } = query;
      const from = since === undefined ? undefined : parseTimestamp(since);
      if (since !== undefined && from === undefined) return refusal(400, 'bad_query', 'since: an RFC 3339 time');
      if (after !== undefined && before !== undefined) {
        return refusal(400, 'bad_query', 'after and before exclude each other');
      }
      const place = { since: from, afterSeq: after, beforeSeq: before };
      const rows = store.list({ ...place, status, agent, limit, findings: is(findings), unverified: is(unverified) });
      return { status: 200, body: rows.map(rowJson) };
    },
  });
}

function is(flag: 'true' | 'false' | undefined): true | undefined {
  return flag === 'true' ? true : undefined;
}
