import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Waiting } from '../../src/http/intake/waiting.ts';
import { messages } from '../../src/http/routes/messages.ts';
import type { Services } from '../../src/http/services.ts';
import { streamMail } from '../../src/http/stream-mail.ts';
import { until } from './office.ts';

const stopping = new AbortController();
const broken = { left: 1 };
const mailroom = {
  version: () => 0,
  fetch: () => {
    broken.left -= 1;
    if (broken.left < 0) throw new Error('database is locked');
    return [];
  },
};
const services = { mailroom, stopping: stopping.signal } as unknown as Services;
const listening = () => getEventListeners(stopping.signal, 'abort').length;

test('a reader that went away leaves nothing behind in a server that goes on', async () => {
  const waiting = new Waiting(services.mailroom);
  const server = createServer((_, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    streamMail({ owner: 'a', response, stands: () => true, gone: gone.signal }, services, waiting);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  await once(socket, 'data');
  expect([waiting.size, listening()]).toEqual([1, 1]);
  socket.destroy();
  await until(() => waiting.size === 0);
  expect(listening()).toBe(0);
});

test('nor does one that waited when the mailbox could not be read', async () => {
  broken.left = 1;
  const waiting = new Waiting(services.mailroom);
  const caller = { kind: 'agent', agent: 'a', stands: () => true };
  const call = { caller, query: { limit: 1, wait: 30 }, accepts: '', gone: new AbortController().signal };
  const answer = Promise.resolve(messages(services, waiting).handle(call as never));
  expect([waiting.size, listening()]).toEqual([1, 1]);
  waiting.wake('a');
  await expect(answer).rejects.toThrow('database is locked');
  expect([waiting.size, listening()]).toEqual([0, 0]);
});
