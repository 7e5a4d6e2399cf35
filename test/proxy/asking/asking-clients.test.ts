import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client as NewClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as NewTransport } from '@modelcontextprotocol/client/stdio';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/store/sqlite.ts';
import { alive, call, fixture, initialize, initialized, Relay, Scene, within } from '../../transparency/relay.ts';

const CARD = 'visa card 4111 1111 1111 1111, expires 12/29';
const OTHER = 'visa card 5500 0000 0000 0004, expires 12/29';
const CONFIG = 'version: "1"\nmode: enforce\nquarantine: { ask_in_client: true }\n';

type Asked = { readonly message: string; readonly requestedSchema: { readonly properties: object } };
type Answers = (asked: Asked) => { action: 'accept' | 'decline'; content?: { answer: string } };

/** A client that shows a form by asking `answers`, and a server that notes each call of its one tool. */
class Desk {
  readonly scene = new Scene();
  readonly asked: Asked[] = [];
  readonly #log = join(this.scene.folder, 'calls');
  answers: Answers = () => ({ action: 'decline' });
  /** Milliseconds that the person takes to read. */
  reading = 400;

  constructor() {
    this.scene.file('home/oktsec.yaml', CONFIG);
  }

  command(server = fixture('pays.ts', this.#log)): string[] {
    return this.scene.command('enforce', server, ['--agent', 'cursor.bank', '--quiet']);
  }

  async answer(params: unknown): Promise<ReturnType<Answers>> {
    const asked = params as Asked;
    this.asked.push(asked);
    await sleep(this.reading);
    return this.answers(asked);
  }

  get calls(): number {
    return existsSync(this.#log) ? readFileSync(this.#log, 'utf8').split('\n').length - 1 : 0;
  }

  [Symbol.dispose](): void {
    this.scene[Symbol.dispose]();
  }
}

const choose =
  (answer: string): Answers =>
  () => ({ action: 'accept', content: { answer } });

async function oldClient(desk: Desk): Promise<Client> {
  const [command = '', ...args] = desk.command();
  const client = new Client({ name: 'test', version: '1.0.0' }, { capabilities: { elicitation: {} } });
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => desk.answer(params));
  await client.connect(new StdioClientTransport({ command, args, stderr: 'ignore' }));
  return client;
}

async function newClient(desk: Desk): Promise<NewClient> {
  const [command = '', ...args] = desk.command();
  const options = { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: 'auto' as const } };
  const client = new NewClient({ name: 'test', version: '1.0.0' }, options);
  client.setRequestHandler('elicitation/create', ({ params }) => desk.answer(params));
  await client.connect(new NewTransport({ command, args, stderr: 'ignore' }));
  return client;
}

type Said = { readonly isError?: unknown; readonly content: readonly { readonly text?: string }[] };
type Pays = { callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<unknown> };
const pay = async (client: Pays, text: string) => (await client.callTool({ name: 'pay', arguments: { text } })) as Said;

test.each([
  ['1.x', oldClient],
  ['2.x, which asks back', newClient],
])(
  'the SDK client %s: a person refuses, lets through once, and for the session',
  async (_, connect) => {
    using desk = new Desk();
    const client = await connect(desk);
    try {
      const refused = await pay(client, CARD);
      expect(refused.isError).toBe(true);
      expect(refused.content[0]?.text).toContain('refused by a person');
      expect(desk.calls).toBe(0);

      desk.answers = choose('allow once');
      expect(await pay(client, CARD)).toMatchObject({ content: [{ text: 'paid' }] });
      expect(desk.calls).toBe(1);
      expect(desk.asked).toHaveLength(2);
      expect(desk.asked[0]?.message).toContain('the tool "pay" of cursor.bank');
      expect(desk.asked[0]?.message).not.toContain('4111 1111 1111 1111');

      desk.answers = choose('allow this tool with the same findings until the client ends');
      await pay(client, CARD);
      desk.answers = () => ({ action: 'decline' });
      expect(await pay(client, OTHER)).toMatchObject({ content: [{ text: 'paid' }] });
      expect(desk.calls).toBe(3);
      expect(desk.asked).toHaveLength(3);
    } finally {
      await client.close();
    }
    const rows = desk.scene.rows();
    expect(rows.filter(({ kind }) => kind === 'event').map(({ method }) => method)).toEqual(
      expect.arrayContaining(['reject', 'approve', 'approve_session']),
    );
    expect(rows.some(({ note }) => note?.includes('a person in cursor') === true)).toBe(true);
    const store = openStore(desk.scene.home);
    expect(store.verify().ok).toBe(true);
    expect(store.quarantine('pending')).toEqual([]);
    store.close();
  },
  60_000,
);

test('always for these arguments is written into the config and asks no more', async () => {
  using desk = new Desk();
  desk.answers = choose('always allow these arguments (30 days)');
  const client = await oldClient(desk);
  try {
    await pay(client, CARD);
    expect(await pay(client, CARD)).toMatchObject({ content: [{ text: 'paid' }] });
    expect(desk.asked).toHaveLength(1);
    const path = join(desk.scene.home, 'oktsec.yaml');
    expect(await within(5000, () => readFileSync(path, 'utf8').includes('arguments: ['))).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain('ask_in_client: true');
    desk.answers = () => ({ action: 'decline' });
    const known = () => desk.scene.rows().some(({ method }) => method === 'config_changed');
    expect(await within(10_000, known)).toBe(true);
    expect(await pay(client, CARD)).toMatchObject({ content: [{ text: 'paid' }] });
    expect(desk.asked).toHaveLength(1);
    expect((await pay(client, OTHER)).isError).toBe(true);
    expect(desk.asked).toHaveLength(2);
  } finally {
    await client.close();
  }
});

const ALIKE = [CARD, CARD, CARD];
const TOLD = { refused: 'refused by a person', paid: 'paid' };

test.each([
  [
    'until the client ends: other calls of the tool',
    'allow this tool with the same findings until the client ends',
    [CARD, OTHER],
    1,
    'paid',
  ],
  [
    'until the client ends: the same call',
    'allow this tool with the same findings until the client ends',
    ALIKE,
    1,
    'paid',
  ],
  ['always: the same call', 'always allow these arguments (30 days)', ALIKE, 1, 'paid'],
  ['no: the same call', 'refuse', ALIKE, 1, 'refused'],
  ['once: the same call, each by itself', 'allow once', ALIKE, 3, 'paid'],
  ['once: other calls of the tool', 'allow once', [CARD, OTHER], 2, 'paid'],
] as const)(
  'calls that wait while a form is open go with the word that is for them too: %s',
  async (_, word, texts, forms, come) => {
    using desk = new Desk();
    const client = await oldClient(desk);
    try {
      desk.answers = choose(word);
      // Answered once all of them wait.
      const waited = within(
        5000,
        () => desk.scene.rows().filter(({ rules }) => rules.includes('PII-001')).length >= texts.length,
      );
      client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
        expect(await waited).toBe(true);
        return desk.answer(params);
      });
      const said = await Promise.all(texts.map((text) => pay(client, text)));
      for (const { content } of said) expect(content[0]?.text).toContain(TOLD[come]);
      expect(desk.asked).toHaveLength(forms);
      expect(desk.calls).toBe(come === 'paid' ? texts.length : 0);
    } finally {
      await client.close();
    }
    const store = openStore(desk.scene.home);
    expect(store.quarantine('pending')).toEqual([]);
    expect(store.verify().ok).toBe(true);
    store.close();
  },
  30_000,
);

test('a word about one rule lets nothing along that another rule stopped', async () => {
  using desk = new Desk();
  const client = await oldClient(desk);
  try {
    let open = 0;
    const waited = within(5000, () => desk.scene.rows().filter(({ action }) => action === 'hold').length >= 2);
    client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
      expect(await waited).toBe(true);
      open += 1;
      desk.answers =
        open === 1 ? choose('allow this tool with the same findings until the client ends') : choose('refuse');
      return desk.answer(params);
    });
    const said = await Promise.all([pay(client, CARD), pay(client, 'my ssn is 536-90-4399')]);
    expect(said.map(({ isError }) => isError === true)).toEqual([false, true]);
    expect(desk.asked).toHaveLength(2);
  } finally {
    await client.close();
  }
});

test.each([
  ['1.x', oldClient],
  ['2.x', newClient],
])('a client %s without a person in front of it settles nothing, whatever it answers', async (_, connect) => {
  using desk = new Desk();
  desk.reading = 0;
  const client = await connect(desk);
  try {
    for (const answers of [choose('allow once'), () => ({ action: 'decline' as const })]) {
      desk.answers = answers;
      expect((await pay(client, CARD)).content[0]?.text).toContain('held by oktsec');
    }
  } finally {
    await client.close();
  }
  expect(desk.asked).toHaveLength(2);
  expect(desk.calls).toBe(0);
  const store = openStore(desk.scene.home);
  expect(store.quarantine('pending')).toMatchObject([{ tool: 'pay' }]);
  store.close();
});

test('killed while a form is open, what is held still waits and nothing reached the server', async () => {
  using desk = new Desk();
  using relay = new Relay(desk.command());
  relay.send(initialize('2025-11-25', { elicitation: {} }));
  await relay.take(1);
  relay.send(initialized);
  relay.send(call(7, 'pay', { text: CARD }));
  await relay.take(2);
  expect(relay.messages[1]).toMatchObject({ method: 'elicitation/create' });
  const server = desk.scene.rows().length;
  expect(server).toBeGreaterThan(0);
  relay.child.kill('SIGKILL');
  await relay.ended;
  expect(desk.calls).toBe(0);
  const store = openStore(desk.scene.home);
  expect(store.quarantine('pending')).toMatchObject([{ tool: 'pay', side: 'client' }]);
  expect(store.verify().ok).toBe(true);
  store.close();
  expect(alive(relay.child.pid ?? 0)).toBe(false);
});
