import { describe, expect, test } from 'vitest';
import { call, fixture, initialize, initialized, type Message, Relay, request, Scene, WAYS } from './relay.ts';

type Dialogue = (relay: Relay) => Promise<void>;

/** Runs a dialogue without oktsec and with it in both modes: the client must see the same messages in the same order. */
async function same(server: string, dialogue: Dialogue): Promise<readonly string[]> {
  const seen = new Map<string, readonly string[]>();
  for (const way of WAYS) {
    using scene = new Scene();
    using relay = new Relay(scene.command(way, fixture(server)));
    await dialogue(relay);
    expect(await relay.close(), way).toEqual({ code: 0, signal: null });
    seen.set(way, relay.lines);
  }
  expect(seen.get('observe')).toEqual(seen.get('bare'));
  expect(seen.get('enforce')).toEqual(seen.get('bare'));
  return seen.get('bare') ?? [];
}

const legacy = (dialogue: Dialogue) => same('legacy.cjs', dialogue);

/** Shakes hands, then sends one request after the other, each after the answer to the one before. */
function asks(...requests: readonly object[]): Dialogue {
  return async (relay) => {
    relay.send(initialize());
    await relay.take(1);
    relay.send(initialized);
    for (const [at, one] of requests.entries()) {
      relay.send(one);
      await relay.take(at + 2);
    }
  };
}

/** Waits for what the server asks, and answers it. */
async function answer(relay: Relay, line: number, reply: object): Promise<void> {
  const asked = JSON.parse((await relay.take(line))[line - 1] ?? '') as Message;
  relay.send({ jsonrpc: '2.0', id: asked.id, ...reply });
}

describe('a client sees the same with oktsec as without', () => {
  test.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])('handshake of %s', async (revision) => {
    const [first] = await legacy(async (relay) => {
      relay.send(initialize(revision));
      await relay.take(1);
      relay.send(initialized);
      relay.send(request(1, 'ping'));
      await relay.take(2);
    });
    expect(first).toContain(revision);
  });

  test('requests before any handshake', async () => {
    await legacy(async (relay) => {
      relay.send(call(1, 'echo', { text: 'early' }));
      await relay.take(1);
    });
  });

  test('tools in two pages, then calls', async () => {
    await legacy(
      asks(
        request(1, 'tools/list'),
        request(2, 'tools/list', { cursor: 'page-2' }),
        call(3, 'echo', { text: 'ünï 🦀 "quoted" \\ back' }),
        call(4, 'structured', { value: 7 }),
        call(5, 'fails'),
        call(6, 'unknown'),
        call(7, 'nobody'),
      ),
    );
  });

  test('resources: list, templates, read, subscribe and an update', async () => {
    await legacy(async (relay) => {
      const uri = 'note://garden';
      await asks(
        request(1, 'resources/list'),
        request(2, 'resources/templates/list'),
        request(3, 'resources/read', { uri }),
      )(relay);
      relay.send(request(4, 'resources/subscribe', { uri }));
      await relay.take(6);
      relay.send(request(5, 'resources/unsubscribe', { uri }));
      await relay.take(7);
    });
  });

  test('prompts and completion', async () => {
    const ref = { type: 'ref/prompt', name: 'greet' };
    await legacy(
      asks(
        request(1, 'prompts/list'),
        request(2, 'prompts/get', { name: 'greet', arguments: { who: 'Ada' } }),
        request(3, 'completion/complete', { ref, argument: { name: 'who', value: 'A' } }),
      ),
    );
  });

  test('logging', async () => {
    await legacy(async (relay) => {
      await asks(request(1, 'logging/setLevel', { level: 'debug' }))(relay);
      relay.send(call(2, 'logs'));
      await relay.take(4);
    });
  });

  test('progress, before the answer and in order', async () => {
    const lines = await legacy(async (relay) => {
      await asks()(relay);
      relay.send(
        request(1, 'tools/call', { name: 'progress', arguments: { steps: 25 }, _meta: { progressToken: 'p' } }),
      );
      await relay.take(27);
    });
    expect(lines.filter((line) => line.includes('notifications/progress'))).toHaveLength(25);
  });

  test('cancellation, and the connection goes on', async () => {
    const lines = await legacy(async (relay) => {
      await asks()(relay);
      relay.send(call(1, 'sleep', { ms: 1500 }));
      relay.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1, reason: 'enough' } });
      relay.send(call(2, 'echo', { text: 'after' }));
      await relay.take(2);
    });
    expect(lines).toHaveLength(2);
  });

  test('sampling', async () => {
    await legacy(async (relay) => {
      relay.send(initialize('2025-06-18', { sampling: {} }));
      await relay.take(1);
      relay.send(call(1, 'samples', { prompt: 'a word for rain' }));
      const content = { type: 'text', text: 'drizzle' };
      await answer(relay, 2, { result: { role: 'assistant', model: 'm', content } });
      await relay.take(3);
    });
  });

  test('sampling that the client refuses', async () => {
    await legacy(async (relay) => {
      relay.send(initialize('2025-06-18', { sampling: {} }));
      await relay.take(1);
      relay.send(call(1, 'samples', { prompt: 'a word for rain' }));
      await answer(relay, 2, { error: { code: -1, message: 'the user said no' } });
      await relay.take(3);
    });
  });

  test('elicitation', async () => {
    await legacy(async (relay) => {
      relay.send(initialize('2025-06-18', { elicitation: {} }));
      await relay.take(1);
      relay.send(call(1, 'elicits', { question: 'which colour is the door?' }));
      await answer(relay, 2, { result: { action: 'accept', content: { colour: 'green' } } });
      await relay.take(3);
    });
  });

  test('roots and a ping from the server', async () => {
    await legacy(async (relay) => {
      relay.send(initialize('2025-06-18', { roots: { listChanged: true } }));
      await relay.take(1);
      relay.send(call(1, 'roots'));
      await answer(relay, 2, { result: { roots: [{ uri: 'file:///home/ada/garden', name: 'garden' }] } });
      await relay.take(3);
      relay.send(call(2, 'pings'));
      await answer(relay, 4, { result: {} });
      await relay.take(5);
      relay.send({ jsonrpc: '2.0', method: 'notifications/roots/list_changed' });
    });
  });

  test('a batch of 2025-03-26', async () => {
    const lines = await legacy(async (relay) => {
      relay.send(initialize('2025-03-26'));
      await relay.take(1);
      relay.send([
        request(1, 'ping'),
        call(2, 'echo', { text: 'two' }),
        initialized,
        call(3, 'echo', { text: 'three' }),
      ]);
      await relay.take(2);
    });
    expect(JSON.parse(lines[1] ?? '')).toHaveLength(3);
  });

  test('answers out of order', async () => {
    const lines = await legacy(async (relay) => {
      await asks()(relay);
      relay.send(call('slow', 'sleep', { ms: 400 }));
      relay.send(call('quick', 'echo', { text: 'first' }));
      await relay.take(3);
    });
    expect(lines.map((line) => (JSON.parse(line) as Message).id)).toEqual([0, 'quick', 'slow']);
  });

  test('ids that look alike stay apart', async () => {
    await legacy(async (relay) => {
      await asks()(relay);
      relay.send(call(1, 'sleep', { ms: 300 }));
      relay.send(call('1', 'echo', { text: 'the text one' }));
      await relay.take(3);
    });
  });

  test('the same id in both directions', async () => {
    await legacy(async (relay) => {
      relay.send(initialize('2025-06-18', { sampling: {} }));
      await relay.take(1);
      relay.send(call('s1', 'samples', { prompt: 'a word for snow' }));
      const content = { type: 'text', text: 'sleet' };
      await answer(relay, 2, { result: { role: 'assistant', model: 'm', content } });
      await relay.take(3);
    });
  });

  test('a method nobody knows', async () => {
    await legacy(asks(request(1, 'x-vendor/anything', { a: [1, { b: 'c' }] })));
  });

  test('five hundred calls at once', async () => {
    await legacy(async (relay) => {
      await asks()(relay);
      for (let id = 1; id <= 500; id += 1) relay.send(call(id, 'echo', { text: `number ${id}` }));
      await relay.take(501);
    });
  });

  test('a small answer is not lost behind a large one', async () => {
    await legacy(async (relay) => {
      await asks()(relay);
      relay.send(call(1, 'big', { bytes: 3_000_000 }));
      relay.send(call(2, 'echo', { text: 'small' }));
      await relay.take(3);
    });
  });
});

describe('a client of 2026-07-28 sees the same', () => {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
  };
  const modern = (id: number, method: string, params: object = {}) => request(id, method, { ...params, _meta });

  test('discovery, list and call without a handshake', async () => {
    await same('modern.cjs', async (relay) => {
      relay.send(modern(1, 'server/discover'));
      await relay.take(1);
      relay.send(modern(2, 'tools/list'));
      await relay.take(2);
      relay.send(modern(3, 'tools/call', { name: 'add', arguments: { a: 2, b: 3 } }));
      await relay.take(3);
    });
  });

  test('a question inside a result, and the retry that answers it', async () => {
    const lines = await same('modern.cjs', async (relay) => {
      relay.send(modern(1, 'tools/call', { name: 'paint', arguments: {} }));
      await relay.take(1);
      const inputResponses = { colour: { action: 'accept', content: { colour: 'green' } } };
      const requestState = 'waiting-for-a-colour';
      relay.send(modern(2, 'tools/call', { name: 'paint', arguments: {}, inputResponses, requestState }));
      await relay.take(2);
    });
    expect(lines[1]).toContain('green');
  });

  test('a request that does not say its revision', async () => {
    const lines = await same('modern.cjs', async (relay) => {
      relay.send(request(1, 'tools/list'));
      await relay.take(1);
    });
    expect(lines[0]).toContain('-32022');
  });
});
