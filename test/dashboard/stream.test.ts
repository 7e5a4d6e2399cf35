import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Feed } from '../../src/dashboard/live/feed.ts';
import { openStream } from '../../src/dashboard/live/stream.ts';
import type { Store } from '../../src/store/store.ts';
import { until } from '../http/office.ts';

test('a page that was left leaves nothing behind, and a log that cannot be read is said', async () => {
  const stopping = new AbortController();
  const said: string[] = [];
  const store = { list: () => [{ seq: 7 }] } as unknown as Store;
  const feed = new Feed(store, (line) => said.push(line));
  const list = () => {
    throw new Error('the log is locked');
  };
  const server = createServer((_, response) => {
    const options = { response, after: -1, filter: {}, render: () => '', list, stands: () => true };
    openStream(feed, { ...options, stopping: stopping.signal });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  await once(socket, 'data');
  expect(getEventListeners(stopping.signal, 'abort')).toHaveLength(1);
  expect(said).toEqual(['the live view waits: the log is locked']);
  socket.destroy();
  await until(() => getEventListeners(stopping.signal, 'abort').length === 0);
});
