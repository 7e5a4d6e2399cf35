import type { ServerResponse } from 'node:http';
import type { z } from 'zod';

/** Who asks. `stands` says whether it would still be let in: a stream asks once a second. */
export type Caller =
  | { readonly kind: 'anybody' }
  | { readonly kind: 'token'; readonly name: string; readonly scopes: readonly string[]; stands(): boolean }
  | { readonly kind: 'agent'; readonly agent: string; stands(): boolean };

/**
 * Who may ask. `public`: anybody, and who shows a token or a signature is told more. A scope: a token that has it.
 * `mailbox`: an agent by its signature, or a token for its mailbox.
 */
export type Access = 'public' | 'mailbox' | { readonly scope: string };

/** One request, checked. */
export type Call<Query = unknown, Body = unknown> = {
  readonly caller: Caller;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  /** The body's bytes as they came. */
  readonly bytes: Uint8Array;
  readonly accepts: string;
  /** Ends when the client is gone. */
  readonly gone: AbortSignal;
  /** For an answer that goes on: whoever writes to it returns `'streaming'`. */
  readonly response: ServerResponse;
};

export type Reply = {
  readonly status: number;
  readonly body?: unknown;
  /** In place of `body`: a text of this type. */
  readonly text?: { readonly type: string; readonly value: string };
  readonly headers?: Readonly<Record<string, string>>;
};

/** One way into the API. What its schemas say is what is checked and what `/openapi.json` shows. */
export type Route = {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As Hono writes it: `/v1/messages/:id/ack`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly query?: z.ZodType;
  /** Absent: a body is not looked at. */
  readonly body?: z.ZodType;
  /** The route reads the bytes itself; `body` is for the description. */
  readonly rawBody?: boolean;
  /** What may come back, by status. */
  readonly answers: Readonly<Record<number, { readonly what: string; readonly schema?: z.ZodType }>>;
  handle(call: Call<never, never>): Reply | 'streaming' | Promise<Reply | 'streaming'>;
};

/** Ties a route's schemas to the types its handler sees. */
export function route<Q extends z.ZodType, B extends z.ZodType>(
  made: Omit<Route, 'query' | 'body' | 'handle'> & {
    readonly query?: Q;
    readonly body?: B;
    handle(call: Call<z.output<Q>, z.output<B>>): Reply | 'streaming' | Promise<Reply | 'streaming'>;
  },
): Route {
  return made as Route;
}

/** An error as every route says it: one word, and for people one line. */
export function refusal(status: number, error: string, message?: string): Reply {
  return { status, body: { error, ...(message === undefined ? {} : { message }) } };
}
