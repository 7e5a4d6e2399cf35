import { formatTimestamp } from '../../identity/timestamp.ts';
import { type Route, route } from '../route.ts';
import { revokedAnswer } from '../schemas.ts';
import type { Services } from '../services.ts';

/** `GET /v1/revoked-keys`: what no longer counts here, for others that know these agents. */
export function revokedKeys(services: Services): Route {
  return route({
    method: 'get',
    path: '/v1/revoked-keys',
    summary: 'keys that were taken back',
    access: { scope: 'agents:read' },
    answers: { 200: { what: 'the newest last', schema: revokedAnswer } },
    handle: () => {
      const all = [...services.standing().ring.revocations.values()].sort((a, b) => a.revokedAt - b.revokedAt);
      const body = all.map(({ agent, fingerprint, revokedAt, until, reason }) => ({
        agent,
        fingerprint,
        revoked_at: formatTimestamp(revokedAt),
        ...(until === undefined ? {} : { until: formatTimestamp(until) }),
        ...(reason === undefined ? {} : { reason }),
      }));
      return { status: 200, body };
    },
  });
}
