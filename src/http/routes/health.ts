import { type Route, route } from '../route.ts';
import { healthAnswer } from '../schemas.ts';
import type { Services } from '../services.ts';

/** `GET /health`: that it runs, and its instance id, which v2 signatures name. */
export function health(services: Services): Route {
  const body = { status: 'ok', version: services.version, instance: services.instance };
  return route({
    method: 'get',
    path: '/health',
    summary: 'that it runs, its version, and the instance id that v2 signatures name',
    access: 'public',
    answers: { 200: { what: 'it runs', schema: healthAnswer } },
    handle: () => ({ status: 200, body }),
  });
}
