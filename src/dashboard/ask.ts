import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from 'hono';

export type Env = { Bindings: { incoming: IncomingMessage; outgoing: ServerResponse } };

/** One request to the dashboard. */
export type Ask = Context<Env>;

/** Where the person wanted to go, below the browser's own place, to be led there once the code was typed. */
export function wanted(ask: Ask): string {
  const { pathname, search } = new URL(ask.req.url);
  return ask.req.method === 'GET' ? `${pathname.replace(/^\/d\/[^/]*/, '')}${search}` : '/';
}
