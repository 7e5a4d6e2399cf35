import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Rate } from '../config/config.ts';
import { OktsecError } from '../errors.ts';
import { Rates } from '../policy/rates.ts';
import { allowedHosts, type Refused, refusedAtTheDoor } from './front.ts';
import type { App } from './make-app.ts';

export type ServerOptions = {
  readonly port: number;
  readonly bind: string;
  /** Asked for each request: the config may have changed. */
  readonly limits: () => {
    readonly hosts: readonly string[];
    readonly maxBodyBytes: number;
    readonly ratePerAddress: Rate;
  };
  /** Microseconds on a clock that never goes back. */
  readonly micros: () => number;
  readonly log: (level: 'debug' | 'warn', line: string) => void;
};

export type Running = { readonly url: string; readonly port: number; stop(): Promise<void> };

const REQUEST_MILLIS = 10_000;
const MOST_CONNECTIONS = 2048;
const STOP_MILLIS = 5000;

/**
 * Listens. A request that is slow to come is answered 408 after ten seconds; of too many connections the one that was idle
 * the longest goes, so that `/health` always answers [168].
 * @throws OktsecError `port_taken`, `bind`
 */
export async function startServer(app: App, options: ServerOptions): Promise<Running> {
  const rates = new Rates();
  let hosts: ReadonlySet<string> = new Set();
  let madeOf: readonly string[] | undefined;
  let port = options.port;
  const listener = getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false });
  const server = createServer(
    {
      requestTimeout: REQUEST_MILLIS,
      headersTimeout: REQUEST_MILLIS,
      keepAliveTimeout: 5000,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 16 * 1024,
      requireHostHeader: false,
      // A line that ends in a lone CR, two lengths, a folded header: one parser reads on where another stops [167].
      insecureHTTPParser: false,
    },
    (request, response) => {
      const { hosts: further, maxBodyBytes, ratePerAddress } = options.limits();
      if (further !== madeOf) {
        madeOf = further;
        hosts = allowedHosts(options.bind, port, further);
      }
      const refused = refusedAtTheDoor(request, hosts, maxBodyBytes);
      if (refused !== undefined) return refuse(request, response, refused);
      // The connection's own address: what a header says of it is anybody's word [170].
      const wait =
        request.url === '/health'
          ? undefined
          : rates.take(request.socket.remoteAddress ?? '', ratePerAddress, options.micros());
      if (wait !== undefined) {
        response.setHeader('retry-after', String(wait));
        return refuse(request, response, { status: 429, error: 'rate_limited' });
      }
      // A browser's place in the dashboard is a secret of its own.
      const path = request.url?.split('?', 1)[0]?.replace(/^\/d\/[^/]*/, '/d/…');
      options.log('debug', `${request.method} ${path}`);
      void listener(request, response);
    },
  );
  const connections = new Connections(server);
  port = await listen(server, options);
  const host = options.bind.includes(':') ? `[${options.bind}]` : options.bind;
  const shown = options.bind === '0.0.0.0' || options.bind === '::' ? '127.0.0.1' : host;
  return { url: `http://${shown}:${port}`, port, stop: () => stop(server, connections) };
}

/**
 * Whether it could listen there, asked before anything is written that it did.
 * @throws OktsecError `port_taken`, `bind`
 */
export async function refuseTaken(place: Pick<ServerOptions, 'port' | 'bind'>): Promise<void> {
  const server = createServer();
  await listen(server, place);
  await new Promise((done) => server.close(done));
}

/** What was not read of the request goes with its connection. */
function refuse(request: IncomingMessage, response: ServerResponse, { status, error, message }: Refused): void {
  const body = JSON.stringify({ error, message });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function listen(server: Server, { port, bind }: Pick<ServerOptions, 'port' | 'bind'>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(whyNot(error, port, bind)));
    server.listen({ port, host: bind }, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Open connections, those that are idle in the order in which they became so. */
class Connections {
  readonly #open = new Set<Socket>();
  readonly #idle = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#open.add(socket);
      this.#idle.add(socket);
      socket.once('close', () => {
        this.#open.delete(socket);
        this.#idle.delete(socket);
      });
      if (this.#open.size <= MOST_CONNECTIONS) return;
      const [oldest] = this.#idle;
      (oldest ?? socket).destroy();
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request;
      this.#idle.delete(socket);
      response.once('close', () => {
        if (this.#open.has(socket)) this.#idle.add(socket);
      });
    });
  }

  destroyAll(): void {
    for (const socket of this.#open) socket.destroy();
  }
}

/** What has begun is answered; after five seconds the rest is cut off. */
async function stop(server: Server, connections: Connections): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  const timer = setTimeout(() => connections.destroyAll(), STOP_MILLIS);
  await closed;
  clearTimeout(timer);
}

function whyNot({ code, message }: NodeJS.ErrnoException, port: number, bind: string): OktsecError {
  if (code === 'EADDRINUSE') {
    return new OktsecError('port_taken', `port ${port} of ${bind} is taken by another program`, {
      hint: 'another one: oktsec serve --port 8081',
    });
  }
  if (code === 'EACCES') {
    return new OktsecError('bind', `port ${port} is not open to this user`, {
      hint: 'one above 1023: oktsec serve --port 8080',
    });
  }
  const foreign = code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  return new OktsecError(
    'bind',
    `cannot listen at ${bind} port ${port}: ${foreign ? 'it is no address of this machine' : (code ?? message)}`,
    {
      hint: '127.0.0.1 is this machine alone, 0.0.0.0 every address it has',
    },
  );
}
