import { Client as NewClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as NewTransport } from '@modelcontextprotocol/client/stdio';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
  LoggingMessageNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, test } from 'vitest';
import { fixture, installed, Scene, WAYS } from './relay.ts';

const everything = installed('@modelcontextprotocol/server-everything/dist/index.js', 'stdio');
const filesystem = (folder: string) => installed('@modelcontextprotocol/server-filesystem/dist/index.js', folder);
const legacy = fixture('legacy.cjs');

type Work<C> = (client: C, scene: Scene) => Promise<unknown>;

/** Does the same without oktsec and with it in both modes, and expects the same to come of it. */
async function same(run: (way: (typeof WAYS)[number], scene: Scene) => Promise<unknown>): Promise<unknown> {
  const seen: unknown[] = [];
  for (const way of WAYS) {
    using scene = new Scene();
    scene.file('note.txt', 'roses, leek and kale\n');
    seen.push(JSON.parse(JSON.stringify(await run(way, scene)).replaceAll(scene.folder, 'FOLDER')));
  }
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
  return seen[0];
}

function sdk1(server: readonly string[] | ((scene: Scene) => readonly string[]), work: Work<Client>): Promise<unknown> {
  return same(async (way, scene) => {
    const [command = '', ...args] = scene.command(way, typeof server === 'function' ? server(scene) : server);
    const transport = new StdioClientTransport({ command, args, stderr: 'ignore' });
    const capabilities = { sampling: {}, elicitation: {}, roots: { listChanged: true } };
    const client = new Client({ name: 'test', version: '1.0.0' }, { capabilities });
    client.setRequestHandler(CreateMessageRequestSchema, () => ({
      role: 'assistant',
      model: 'm',
      content: { type: 'text', text: 'drizzle' },
    }));
    client.setRequestHandler(ElicitRequestSchema, () => ({ action: 'accept', content: { colour: 'green' } }));
    client.setRequestHandler(ListRootsRequestSchema, () => ({
      roots: [{ uri: 'file:///tmp/garden', name: 'garden' }],
    }));
    await client.connect(transport);
    try {
      return await work(client, scene);
    } finally {
      await client.close();
    }
  });
}

function sdk2(server: readonly string[], mode: 'legacy' | 'auto', work: Work<NewClient>): Promise<unknown> {
  return same(async (way, scene) => {
    const [command = '', ...args] = scene.command(way, server);
    const transport = new NewTransport({ command, args, stderr: 'ignore' });
    const capabilities = { elicitation: { form: {} } };
    const client = new NewClient({ name: 'test', version: '1.0.0' }, { capabilities, versionNegotiation: { mode } });
    client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: { colour: 'green' } }));
    await client.connect(transport);
    try {
      return await work(client, scene);
    } finally {
      await client.close();
    }
  });
}

const tool = (name: string, given: Record<string, unknown> = {}) => ({ name, arguments: given });

describe('the SDK client 1.x', () => {
  test('finds and calls the tools of the everything server', async () => {
    await sdk1(everything, async (client) => ({
      server: client.getServerVersion()?.name,
      tools: (await client.listTools()).tools,
      echo: await client.callTool(tool('echo', { message: 'ünï 🦀' })),
      sum: await client.callTool(tool('get-sum', { a: 2, b: 3 })),
      structured: await client.callTool(tool('get-structured-content', { location: 'Chicago' })),
      image: await client.callTool(tool('get-tiny-image')),
      wrong: await client.callTool(tool('get-sum', { a: 'two' })),
    }));
  });

  test('reads its resources and prompts', async () => {
    await sdk1(everything, async (client) => {
      const { resources } = await client.listResources();
      const { prompts } = await client.listPrompts();
      const [first] = resources;
      return {
        resources,
        prompts,
        templates: await client.listResourceTemplates(),
        read: first && (await client.readResource({ uri: first.uri })),
        prompt: await client.getPrompt({ name: 'simple-prompt' }),
      };
    });
  });

  test('answers its sampling and elicitation', async () => {
    const seen = await sdk1(everything, async (client) => {
      const sampled = await client.callTool(tool('trigger-sampling-request', { prompt: 'rain', maxTokens: 9 }));
      const elicited = await client.callTool(tool('trigger-elicitation-request'));
      return { sampled: JSON.stringify(sampled).includes('drizzle'), elicited };
    });
    expect(seen).toMatchObject({ sampled: true });
  });

  test('hears progress', async () => {
    const seen = await sdk1(legacy, async (client) => {
      const progress: number[] = [];
      const onprogress = (step: { progress: number }) => progress.push(step.progress);
      await client.callTool(tool('progress', { steps: 5 }), undefined, { onprogress });
      return progress;
    });
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  test('cancels, and goes on', async () => {
    const seen = await sdk1(legacy, async (client) => {
      const stop = new AbortController();
      const call = client.callTool(tool('sleep', { ms: 60_000 }), undefined, { signal: stop.signal });
      setTimeout(() => stop.abort('enough'), 150);
      const cancelled = await call.then(
        () => 'answered',
        () => 'cancelled',
      );
      return [cancelled, await client.callTool(tool('echo', { text: 'after' }))];
    });
    expect(seen).toMatchObject(['cancelled', { content: [{ text: 'after' }] }]);
  });

  test('answers sampling, elicitation and roots of a small server, and hears its log and updates', async () => {
    await sdk1(legacy, async (client) => {
      const heard: unknown[] = [];
      client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void heard.push(params));
      const updated = new Promise((done) => {
        client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => done(params));
      });
      await client.setLoggingLevel('debug');
      await client.subscribeResource({ uri: 'note://garden' });
      return {
        sampled: await client.callTool(tool('samples', { prompt: 'a word for rain' })),
        elicited: await client.callTool(tool('elicits', { question: 'which colour is the door?' })),
        roots: await client.callTool(tool('roots')),
        logged: await client.callTool(tool('logs')),
        heard,
        updated: await updated,
        completed: await client.complete({
          ref: { type: 'ref/prompt', name: 'greet' },
          argument: { name: 'who', value: 'A' },
        }),
      };
    });
  });

  test('reads and writes through the filesystem server', async () => {
    const seen = await sdk1(
      (scene) => filesystem(scene.folder),
      async (client, { folder }) => [
        (await client.listTools()).tools.map(({ name }) => name),
        await client.callTool(tool('read_text_file', { path: `${folder}/note.txt` })),
        await client.callTool(tool('write_file', { path: `${folder}/list.txt`, content: 'beans\npeas\n' })),
        await client.callTool(tool('read_text_file', { path: `${folder}/list.txt` })),
        await client.callTool(tool('search_files', { path: folder, pattern: '*.txt' })),
        await client.callTool(tool('read_text_file', { path: `${folder}/nothing.txt` })),
      ],
    );
    expect(JSON.stringify(seen)).toContain('roses, leek and kale');
  });
});

describe.each(['legacy', 'auto'] as const)('the SDK client 2.x, negotiation %s', (mode) => {
  test('finds and calls the tools of the everything server', async () => {
    await sdk2(everything, mode, async (client) => ({
      tools: (await client.listTools()).tools.map(({ name }) => name),
      echo: await client.callTool(tool('echo', { message: 'ünï 🦀' })),
      structured: await client.callTool(tool('get-structured-content', { location: 'Chicago' })),
    }));
  });

  test('hears progress and answers elicitation of a small server', async () => {
    const seen = await sdk2(legacy, mode, async (client) => {
      const progress: number[] = [];
      const onprogress = (step: { progress: number }) => progress.push(step.progress);
      await client.callTool(tool('progress', { steps: 3 }), { onprogress });
      return { progress, elicited: await client.callTool(tool('elicits', { question: 'which colour is the door?' })) };
    });
    expect(seen).toMatchObject({ progress: [1, 2, 3] });
  });
});

test('the SDK client 2.x talks 2026-07-28 through oktsec: discovery, call, a question inside a result', async () => {
  const seen = await sdk2(fixture('modern.cjs'), 'auto', async (client) => ({
    version: client.getNegotiatedProtocolVersion(),
    tools: (await client.listTools()).tools.map(({ name }) => name),
    sum: await client.callTool(tool('add', { a: 2, b: 3 })),
    painted: await client.callTool(tool('paint')),
  }));
  expect(seen).toMatchObject({ version: '2026-07-28', tools: ['add', 'paint'] });
  expect(JSON.stringify(seen)).toContain('painted');
});
