import { openapiOf } from '../openapi.ts';
import { type Route, route } from '../route.ts';

/** `GET /openapi.json` */
export function openapi(routes: () => readonly Route[], version: string): Route {
  let body: object | undefined;
  return route({
    method: 'get',
    path: '/openapi.json',
    summary: 'this description',
    access: 'public',
    answers: { 200: { what: 'OpenAPI 3.1' } },
    handle: () => {
      body ??= openapiOf(routes(), version);
      return { status: 200, body };
    },
  });
}
