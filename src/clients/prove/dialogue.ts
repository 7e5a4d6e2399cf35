import { setTimeout as pause } from 'node:timers/promises';
import { STATELESS } from '../../message/revisions.ts';
import type { Answers } from './compare.ts';
import { type Command, RunningServer } from './server.ts';

export type Heard = { readonly answers: Answers } | { readonly failed: string };

export type Asking = {
  /** For the whole conversation, from the start of the process. */
  readonly withinMillis: number;
  /** What we say we are. */
  readonly version: string;
};

const LEGACY = '2025-11-25';
const MAX_PAGES = 100;

/** What servers list: what the answers call it, the capability that stands for it, the request, the member that holds it. */
export const OFFERS = [
  ['tools', 'tools', 'tools/list', 'tools'],
  ['prompts', 'prompts', 'prompts/list', 'prompts'],
  ['resources', 'resources', 'resources/list', 'resources'],
  ['resource templates', 'resources', 'resources/templates/list', 'resourceTemplates'],
] as const;

type Result = { readonly result: unknown } | { readonly error: unknown };

/**
 * Starts a server, asks what it is and what it offers, and ends it: `initialize` (or `server/discover`, of servers that know
 * no other), its lists, `ping`. No tool is called.
 */
export async function hear(command: Command, { withinMillis, version }: Asking): Promise<Heard> {
  const waiting = new Map<unknown, (result: Result) => void>();
  const server = new RunningServer(command, (message) => {
    if (typeof message.method === 'string') answer(server, message);
    else waiting.get(message.id)?.('error' in message ? { error: message.error } : { result: message.result });
  });
  let ids = 0;
  const ask = (method: string, params: object = {}) => {
    ids += 1;
    const id = ids;
    return new Promise<Result>((done) => {
      waiting.set(id, done);
      server.send({ id, method, params });
    });
  };
  const clock = new AbortController();
  const late = pause(withinMillis, undefined, { signal: clock.signal }).then(
    () => ({ failed: `no answer within ${withinMillis / 1000} s${server.lastWords()}` }),
    () => ({ failed: 'interrupted' }),
  );
  try {
    const heard = converse(ask, (method) => server.send({ method }), { name: 'oktsec-proof', version });
    return await Promise.race([heard, server.ended.then((failed) => ({ failed })), late]);
  } finally {
    clock.abort();
    await server.end();
  }
}

type Ask = (method: string, params?: object) => Promise<Result>;

async function converse(ask: Ask, notify: (method: string) => void, clientInfo: object): Promise<Heard> {
  const answers = new Map<string, unknown>();
  const first = await ask('initialize', { protocolVersion: LEGACY, capabilities: {}, clientInfo });
  const meta = {
    'io.modelcontextprotocol/protocolVersion': STATELESS,
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': clientInfo,
  };
  const modern = 'error' in first;
  const params = modern ? { _meta: meta } : {};
  if (modern) {
    const discovered = await ask('server/discover', params);
    if ('error' in discovered) return { failed: `it answers initialize with an error: ${messageOf(first.error)}` };
    answers.set('discover', discovered.result);
  } else {
    answers.set('initialize', first.result);
    notify('notifications/initialized');
  }
  const offered = member(answers.get(modern ? 'discover' : 'initialize'), 'capabilities');
  for (const [what, capability, method, key] of OFFERS) {
    if (member(offered, capability) !== undefined) answers.set(what, await all(ask, method, key, params));
  }
  if (!modern) {
    const pong = await ask('ping');
    answers.set('ping', 'error' in pong ? { error: messageOf(pong.error) } : pong.result);
  }
  return { answers };
}

/** Every entry of a list, page by page; an error as such. */
async function all(ask: Ask, method: string, key: string, params: object): Promise<unknown> {
  const entries: unknown[] = [];
  let cursor: unknown;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const got = await ask(method, cursor === undefined ? params : { ...params, cursor });
    if ('error' in got) return { error: messageOf(got.error) };
    const list = member(got.result, key);
    if (!Array.isArray(list)) return got.result;
    entries.push(...list);
    cursor = member(got.result, 'nextCursor');
    if (cursor === undefined || cursor === null) break;
  }
  return entries;
}

/** A client without abilities: what a server asks is answered so that it goes on. */
function answer(server: RunningServer, { id, method }: Readonly<Record<string, unknown>>): void {
  if (id === undefined || id === null) return;
  if (method === 'ping') server.send({ id, result: {} });
  else server.send({ id, error: { code: -32601, message: 'not offered' } });
}

function messageOf(error: unknown): string {
  const message = member(error, 'message');
  return typeof message === 'string' ? message : JSON.stringify(error);
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
}
