// The server of `oktsec serve`, its door and its framework, with a handler that does nothing: what a message cannot beat.
import { Counters } from '../../src/http/counters.ts';
import { makeApp } from '../../src/http/make-app.ts';
import { route } from '../../src/http/route.ts';
import { startServer } from '../../src/http/server.ts';
import type { Services } from '../../src/http/services.ts';

const limits = { maxBodyBytes: 1 << 20, hosts: [], ratePerAddress: { count: 9_000_000, seconds: 1 } };
const log = () => {};
const services = { standing: () => ({ config: { limits } }), newRef: () => '', log } as unknown as Services;
const nothing = route({
  method: 'post',
  path: '/v1/message',
  summary: 'does nothing',
  access: 'public',
  rawBody: true,
  answers: {},
  handle: () => ({ status: 200, body: {} }),
});
const app = makeApp([nothing], services, new Counters(), () => Promise.resolve());
const micros = () => Math.round(performance.now() * 1000);
const { url } = await startServer(app, { port: 0, bind: '127.0.0.1', limits: () => limits, micros, log });
process.stdout.write(`${url}\n`);
