import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixture, Relay, Scene, type Way, within } from './relay.ts';

const long = 'All work and some play, said the gardener to the cat. ';

/** Frames that any strict reader takes: the same bytes must come out in both modes. */
const FRAMES = new Map<string, string>([
  [
    'plain call',
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"text":"hello"}}}\n',
  ],
  [
    'unusual spacing and key order',
    '{ "params" : {"b":1 , "a" :[ ]},\t"method":"x/y", "id" : "q-1","jsonrpc":"2.0" }\n',
  ],
  ['characters of every width', '{"jsonrpc":"2.0","method":"n/x","params":{"a":"é – 漢字 🦀 עברית"}}\n'],
  [
    'escapes as they were spelled',
    '{"jsonrpc":"2.0","method":"n/x","params":{"a":"\\u0041\\/\\n\\ud83e\\udd80\\b"}}\n',
  ],
  [
    'numbers as they were spelled',
    '{"jsonrpc":"2.0","method":"n/x","params":[1.0,1e2,-0,12345678901234567890,0.10]}\n',
  ],
  ['line separators inside a string', '{"jsonrpc":"2.0","method":"n/x","params":{"a":"x\u2028y\u2029z\u0085"}}\n'],
  ['a line that ends in CR LF', '{"jsonrpc":"2.0","method":"n/x","params":{"a":1}}\r\n'],
  [
    'nested as deep as people do',
    `{"jsonrpc":"2.0","method":"n/x","params":{"a":${'['.repeat(40)}1${']'.repeat(40)}}}\n`,
  ],
  ['empty texts and keys', '{"jsonrpc":"2.0","method":"n/x","params":{"":"","a":{},"b":[]}}\n'],
  ['a key called like a property', '{"jsonrpc":"2.0","method":"n/x","params":{"__proto__":{"x":1},"constructor":2}}\n'],
  ['2 MB in one string', `{"jsonrpc":"2.0","method":"n/x","params":{"a":"${long.repeat(40_000)}"}}\n`],
  [
    'a thousand at once',
    '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":2}}\n'.repeat(1000),
  ],
]);

/** What is no message, or not only one: observe passes it on all the same. */
const STRANGE = new Map<string, string | Uint8Array>([
  ['blank lines', '\n\n  \n'],
  ['log lines', 'DEBUG: starting up\n'],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xc0, 0xae, 0x22, 0x7d, 0x0a])],
  ['duplicate keys', '{"jsonrpc":"2.0","method":"n/x","method":"n/y","params":{"a":1,"a":2}}\n'],
  ['a byte order mark', '\ufeff{"jsonrpc":"2.0","method":"n/x"}\n'],
  ['a carriage return inside', '{"jsonrpc":"2.0","method":"n/x",\r"params":{}}\n'],
  ['a scalar', '42\n"text"\nnull\n'],
  ['half a surrogate pair', '{"jsonrpc":"2.0","method":"n/x","params":{"a":"\\ud800"}}\n'],
  ['levels beyond counting', `${'['.repeat(3000)}${']'.repeat(3000)}\n`],
]);

async function relayed(way: Way, fromClient: string | Uint8Array, fromServer: string | Uint8Array, chunk = 0) {
  using scene = new Scene();
  const received = join(scene.folder, 'received');
  const said = scene.file('said', fromServer);
  using relay = new Relay(scene.command(way, fixture('recorder.cjs', received, said, String(chunk))));
  const sent = Buffer.from(fromClient);
  if (chunk > 0) {
    for (let at = 0; at < sent.length; at += chunk) {
      relay.write(sent.subarray(at, at + chunk));
      await new Promise(setImmediate);
    }
  } else relay.write(sent);
  await relay.bytes(Buffer.from(fromServer).length);
  const arrived = () => readFileSync(received).length >= sent.length;
  await within(40_000, arrived);
  const ended = await relay.close();
  return { toServer: readFileSync(received), toClient: relay.received, ended };
}

describe.each(['observe', 'enforce'] as const)('in %s the same bytes arrive on the other side', (way) => {
  for (const [name, frame] of FRAMES) {
    test(`${name}, both directions`, async () => {
      const notified =
        name === 'plain call' ? '{"jsonrpc":"2.0","method":"n/x"}\n' : frame.replace('"id" : "q-1",', '');
      const { toServer, toClient, ended } = await relayed(way, frame, notified);
      expect(toServer.equals(Buffer.from(frame))).toBe(true);
      expect(toClient.equals(Buffer.from(notified))).toBe(true);
      expect(ended).toEqual({ code: 0, signal: null });
    });
  }

  test('however they were cut into writes', async () => {
    const frames = [...FRAMES.values()].filter((frame) => frame.length < 1000 && !frame.includes('q-1')).join('');
    const notified = frames.split('\n').slice(1).join('\n');
    for (const chunk of [1, 7, 997]) {
      const { toServer, toClient } = await relayed(way, frames, notified, chunk);
      expect(toServer.toString()).toBe(frames);
      expect(toClient.toString()).toBe(notified);
    }
  });

  test('10 MB in one frame each way', async () => {
    const frame = `{"jsonrpc":"2.0","method":"n/x","params":{"a":"${long.repeat(190_000).slice(0, 10_000_000)}"}}\n`;
    const { toServer, toClient } = await relayed(way, frame, frame);
    expect(toServer.equals(Buffer.from(frame))).toBe(true);
    expect(toClient.equals(Buffer.from(frame))).toBe(true);
  });
});

describe('in observe what is no message arrives as it was', () => {
  for (const [name, bytes] of STRANGE) {
    test(`${name}, both directions`, async () => {
      const { toServer, toClient } = await relayed('observe', bytes, bytes);
      expect(toServer.equals(Buffer.from(bytes))).toBe(true);
      expect(toClient.equals(Buffer.from(bytes))).toBe(true);
    });
  }

  test('a last line without an end', async () => {
    const open = '{"jsonrpc":"2.0","method":"n/x"}';
    const { toServer, toClient } = await relayed('observe', open, open);
    expect(toServer.toString().trimEnd()).toBe(open);
    expect(toClient.toString().trimEnd()).toBe(open);
  });

  test('more than the largest frame', async () => {
    const frame = `{"jsonrpc":"2.0","method":"n/x","params":{"a":"${long.repeat(220_000)}"}}\n`;
    const { toServer, toClient } = await relayed('observe', frame, frame);
    expect(toServer.equals(Buffer.from(frame))).toBe(true);
    expect(toClient.equals(Buffer.from(frame))).toBe(true);
  });
});
