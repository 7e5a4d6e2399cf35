import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { Throttle } from '../../../src/proxy/wire/throttle.ts';

const MB = 1024 * 1024;

function wire(waiting = { client: 0, server: 0 }) {
  const input = { client: new PassThrough(), server: new PassThrough() };
  const output = { client: new PassThrough(), server: new PassThrough() };
  for (const stream of Object.values(input)) stream.resume();
  const throttle = new Throttle(input, output, (side) => waiting[side]);
  return { throttle, input, output, waiting };
}

test('a server that reads none of our answers is not read either, until it takes them', () => {
  const { throttle, input } = wire();
  throttle.replied(MB);
  expect(input.server.isPaused()).toBe(false);
  throttle.replied(200);
  expect([input.server.isPaused(), input.client.isPaused()]).toEqual([true, false]);
  throttle.replied(-100);
  expect(input.server.isPaused()).toBe(true);
  throttle.replied(-100);
  expect(input.server.isPaused()).toBe(false);
});

test('what waits for another reason goes on waiting', () => {
  const { throttle, input, waiting } = wire();
  waiting.server = 30 * MB;
  throttle.look('server');
  throttle.replied(200);
  throttle.replied(-200);
  expect(input.server.isPaused()).toBe(true);
  waiting.server = 0;
  throttle.relieved();
  expect(input.server.isPaused()).toBe(false);
});

test('a server whose input is gone is read to its end', () => {
  const { throttle, input, output } = wire();
  throttle.replied(2 * MB);
  expect(input.server.isPaused()).toBe(true);
  output.server.destroy();
  throttle.look('server');
  expect(input.server.isPaused()).toBe(false);
});
