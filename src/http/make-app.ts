import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { OktsecError } from '../errors.ts';
import { readBody } from '../message/body.ts';
import { callerOf } from './caller.ts';
import type { Counters } from './counters.ts';
import { readRequest } from './read-body.ts';
import { type Call, type Reply, type Route, refusal } from './route.ts';
import type { Services } from './services.ts';

type Env = { Bindings: { incoming: IncomingMessage; outgoing: ServerResponse } };
export type App = Hono<Env>;

/**
 * The routes as one Hono app. Pages are added to the same app by whoever makes it, behind the same door.
 * @param onOversize told of the size of what was too long to be read
 */
export function makeApp(
  routes: readonly Route[],
  services: Services,
  counters: Counters,
  onOversize: (route: Route, bytes: number) => Promise<void>,
): App {
  const app: App = new Hono<Env>();
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path, async (c) => {
      const { incoming, outgoing } = c.env;
      // What is read is handed out: a question about its size alone must take nothing.
      if (incoming.method === 'HEAD' && route.access === 'mailbox') return respond(refusal(405, 'get_only'));
      const reply = await answer(route, incoming, outgoing, c.req.param(), services, onOversize);
      if (reply === 'streaming') return RESPONSE_ALREADY_SENT;
      counters.count(route.path, reply.status);
      // Of a body that was not read to its end the framework gets rid.
      if (reply.status === 413) return respond(reply);
      write(reply, outgoing);
      return RESPONSE_ALREADY_SENT;
    });
  }
  app.notFound(() => respond(refusal(404, 'not_found')));
  app.onError((error, { env: { incoming } }) =>
    // A body that ended before its end is the client's, who is not there any more.
    respond(incoming.errored === null ? failure(error, services) : refusal(400, 'gone')),
  );
  return app;
}

async function answer(
  route: Route,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  path: Readonly<Record<string, string>>,
  services: Services,
  onOversize: (route: Route, bytes: number) => Promise<void>,
): Promise<Reply | 'streaming'> {
  try {
    const { maxBodyBytes } = services.standing().config.limits;
    const takesBody = route.method === 'post' || route.method === 'put';
    const bytes = takesBody ? await readRequest(incoming, maxBodyBytes) : NO_BYTES;
    // There is nobody left to be answered, and nothing that went wrong in here.
    if (bytes === 'gone') return 'streaming';
    if (bytes === 'oversize') {
      await onOversize(route, maxBodyBytes);
      return { ...refusal(413, 'oversize', `at most ${maxBodyBytes} bytes`), headers: { connection: 'close' } };
    }
    const caller = callerOf(incoming, bytes, route.access, services);
    if ('status' in caller) return caller;
    const query = queryOf(route, incoming.url ?? '');
    if ('refused' in query) return query.refused;
    const body = bodyOf(route, bytes);
    if ('refused' in body) return body.refused;
    let gone: AbortSignal | undefined;
    const call: Call = {
      caller,
      path,
      query: query.value,
      body: body.value,
      bytes,
      accepts: incoming.headers.accept ?? '',
      get gone() {
        gone ??= goneSignal(outgoing);
        return gone;
      },
      response: outgoing,
    };
    return await route.handle(call as Call<never, never>);
  } catch (error) {
    return failure(error, services);
  }
}

type Checked = { readonly value: unknown } | { readonly refused: Reply };

function queryOf(route: Route, url: string): Checked {
  const at = url.indexOf('?');
  const given: Record<string, string> = {};
  if (at >= 0) {
    for (const [name, value] of new URLSearchParams(url.slice(at + 1))) {
      if (Object.hasOwn(given, name)) return { refused: refusal(400, 'bad_query', `${name} stands there twice`) };
      Object.defineProperty(given, name, { value, enumerable: true });
    }
  }
  if (route.query === undefined) return { value: undefined };
  const read = route.query.safeParse(given);
  if (read.success) return { value: read.data };
  return { refused: refusal(400, 'bad_query', problemOf(read.error.issues)) };
}

function bodyOf(route: Route, bytes: Uint8Array): Checked {
  if (route.body === undefined || route.rawBody) return { value: undefined };
  const read = readBody(bytes);
  if ('fault' in read) return { refused: refusal(400, read.fault) };
  const checked = route.body.safeParse(read.value);
  if (checked.success) return { value: checked.data };
  return { refused: refusal(400, 'bad_body', problemOf(checked.error.issues)) };
}

function problemOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  const [first] = issues;
  const where = first?.path.map(String).join('.') ?? '';
  return `${where === '' ? '' : `${where}: `}${first?.message ?? 'not what is asked for'}`.slice(0, 200);
}

const NO_BYTES = new Uint8Array();

/** Made only for whoever looks: most requests are answered at once. */
function goneSignal(outgoing: ServerResponse): AbortSignal {
  if (outgoing.closed) return AbortSignal.abort();
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  return gone.signal;
}

/** What went wrong in here, told by an id alone: no stack, no path, no SQL leaves [171]. */
function failure(error: unknown, services: Services): Reply {
  if (error instanceof OktsecError && error.code.startsWith('api_')) {
    return refusal(error.code === 'api_conflict' ? 409 : 400, error.code.slice(4), error.message);
  }
  const id = services.newRef();
  const busy = error instanceof Error && 'code' in error && /^(?:SQLITE|store)_/.test(String(error.code));
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  services.log('error', `${id}: ${what}`);
  return {
    status: busy ? 503 : 500,
    body: { error: busy ? 'log_unavailable' : 'internal', message: `reference ${id}` },
  };
}

function respond(reply: Reply): Response {
  return new Response(textOf(reply), { status: reply.status, headers: headersOf(reply) });
}

/** Straight to the wire: a `Response` that is taken apart again costs more than all the rest of a short answer. */
function write(reply: Reply, outgoing: ServerResponse): void {
  const text = textOf(reply);
  outgoing.writeHead(reply.status, { ...headersOf(reply), 'content-length': Buffer.byteLength(text) });
  outgoing.end(text);
}

function textOf({ text, body }: Reply): string {
  return text?.value ?? (body === undefined ? '' : JSON.stringify(body));
}

function headersOf({ text, headers }: Reply): Record<string, string> {
  return {
    'content-type': text?.type ?? 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  };
}
