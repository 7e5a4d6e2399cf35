import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { withDatabase } from '../fixtures/store/home.ts';
import {
  fixture,
  initialize,
  initialized,
  type Message,
  Relay,
  request,
  Scene,
  within,
} from '../transparency/relay.ts';

/** A session with one of the hostile servers behind oktsec in enforce. */
class Session {
  readonly relay: Relay;
  #id = 100;

  constructor(scene: Scene, server: string, args: readonly string[] = [], agent = 'cursor.hostile') {
    const command = fixture(`hostile/${server}.ts`, ...args);
    this.relay = new Relay(scene.command('enforce', command, ['--agent', agent, '--quiet']));
  }

  async open(): Promise<this> {
    this.relay.send(initialize('2025-11-25'));
    await this.relay.take(1);
    this.relay.send(initialized);
    return this;
  }

  async ask(method: string, params: object = {}): Promise<Message> {
    this.#id += 1;
    const id = this.#id;
    this.relay.send(request(id, method, params));
    await this.relay.until(
      () => this.relay.received.includes(`"id":${id}}`) || this.relay.received.includes(`"id":${id},`),
    );
    return this.relay.messages.find((message) => message.id === id) as Message;
  }

  /** What a call gives, as text. */
  async call(name: string, given: object = {}, meta: object = {}): Promise<string> {
    const { result } = await this.ask('tools/call', { name, arguments: given, ...meta });
    return (result as { content?: { text: string }[] } | undefined)?.content?.[0]?.text ?? JSON.stringify(result);
  }

  async tools(cursor?: string): Promise<string[]> {
    const { result } = await this.ask('tools/list', cursor === undefined ? {} : { cursor });
    return (result as { tools: { name: string }[] }).tools.map(({ name }) => name);
  }

  heard(method: string): number {
    return this.relay.messages.filter((message) => message.method === method).length;
  }

  async close(): Promise<void> {
    await this.relay.close();
  }

  [Symbol.dispose](): void {
    this.relay[Symbol.dispose]();
  }
}

function config(scene: Scene, tools: string): void {
  scene.file('home/oktsec.yaml', `version: "1"\nmode: enforce\n${tools}\n`);
}

describe('a server that floods', () => {
  test('case 78: its answer comes through, the rest is cut and summed up', async () => {
    using scene = new Scene();
    using session = await new Session(scene, 'case-78-log-flood').open();
    const notes = 25_000;
    expect(await session.call('work', { notes })).toBe('done in the end');
    const heard = session.heard('notifications/message');
    await session.close();
    // How many are too many in a second hangs on how fast this machine is; that none is lost without a word does not.
    const summaries = scene.rows().filter(({ decision }) => decision === 'rate_limited');
    const dropped = summaries.map(({ note }) => Number(/^(\d+) frames? dropped/.exec(note ?? '')?.[1]));
    expect(heard).toBeGreaterThan(0);
    expect(heard + dropped.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(notes);
    if (heard < notes) expect(summaries.length).toBeGreaterThan(0);
  });

  test('case 79: of a list that changes on and on a client hears now and then, and the last time', async () => {
    using scene = new Scene();
    using session = await new Session(scene, 'case-79-list-changed-loop').open();
    expect(await session.call('work', { times: 500 })).toBe('done in the end');
    const heard = session.heard('notifications/tools/list_changed');
    expect(heard).toBeLessThan(50);
    await session.relay.until(() => session.heard('notifications/tools/list_changed') > heard);
    await session.close();
  });

  test('case 80: progress of what nobody asked for is dropped', async () => {
    using scene = new Scene();
    using session = await new Session(scene, 'case-80-progress-for-nobody').open();
    expect(await session.call('work', {}, { _meta: { progressToken: 'mine' } })).toBe('done in the end');
    expect(session.heard('notifications/progress')).toBe(1);
    await session.close();
  });
});

describe('a server that changes', () => {
  test('case 89: after three calls its tool wants more and is withheld, listed and called', async () => {
    using scene = new Scene();
    config(scene, 'pins: { relist_calls: 3 }');
    using session = await new Session(scene, 'case-89-rug-pull').open();
    expect(await session.tools()).toEqual(['note', 'count']);
    for (const n of [1, 2, 3]) expect(await session.call('note', { text: 'x' })).toBe(`note ${n}`);
    // Nobody listed anything: oktsec itself asked after the third call.
    await session.ask('ping');
    expect(await session.tools()).toEqual(['count']);
    expect(await session.call('note', { text: 'x' })).toContain('blocked by oktsec');
    await session.close();
  });

  test('case 90: other spelling of the same is no change', async () => {
    using scene = new Scene();
    using session = await new Session(scene, 'case-90-respelled').open();
    for (let listing = 0; listing < 4; listing += 1) expect(await session.tools()).toEqual(['note']);
    expect(await session.call('note')).toBe('noted');
    await session.close();
    expect(scene.rows().map(({ method }) => method)).not.toContain('pin_changed');
  });

  test('case 91: a change on the second page is found in the next session', async () => {
    using scene = new Scene();
    const changed = join(scene.folder, 'changed');
    for (const expected of [['search'], []]) {
      using session = await new Session(scene, 'case-91-second-page', [changed]).open();
      expect(await session.tools()).toEqual(['plain']);
      expect(await session.tools('two')).toEqual(expected);
      await session.close();
      writeFileSync(changed, '');
    }
  });

  test('case 92: an answer that turns bad under the same definition is kept back', async () => {
    using scene = new Scene();
    using session = await new Session(scene, 'case-92-turns-bad').open();
    expect([await session.call('forecast'), await session.call('forecast')]).toEqual(['sunny', 'sunny']);
    expect(await session.call('forecast')).toMatch(/^(?:blocked|held) by oktsec/);
    expect(await session.call('forecast')).toBe('sunny');
    await session.close();
  });

  test('case 93: a tool that looks like one of another server is a row', async () => {
    using scene = new Scene();
    for (const [agent, name] of [
      ['cursor.chat', 'send_message'],
      ['cursor.shadow', 's\u0435nd_message'],
    ] as const) {
      using session = await new Session(scene, 'case-93-shadow', [name], agent).open();
      await session.tools();
      await session.close();
    }
    const row = scene.rows().find(({ method }) => method === 'tool_collision');
    expect(row?.note).toContain('cursor.chat has one that looks the same');
  });
});

test('case 95: private data, a stranger asking for it and a way out in one session: the way out is held', async () => {
  using scene = new Scene();
  config(scene, 'flows: { enforce: true }');
  using session = await new Session(scene, 'case-95-lethal-trifecta', [], 'cursor.github').open();
  const secret = await session.call('get_file_contents', { path: 'salaries.txt' });
  expect(secret).toContain('Ann Miller');
  await session.call('get_issue', { number: 4 });
  const remembered = () =>
    withDatabase(scene.home, (db) => db.prepare('SELECT count(*) FROM flow').pluck().get() === 2);
  expect(await within(20_000, remembered)).toBe(true);
  expect(
    await session.call('create_pull_request', {
      body: 'A new colour for the door of the garden, as we said in spring: green, like the leaves.',
    }),
  ).toContain('held by oktsec: FLOW-002');
  await session.close();
  const store = openStore(scene.home);
  expect(store.quarantine('pending')).toMatchObject([{ tool: 'create_pull_request' }]);
  store.close();
});

describe('a server that looks at paths badly', () => {
  const bounds = (root: string) =>
    `agents: { cursor.hostile: { tools: { each: { read: { args: { path: { roots: [${JSON.stringify(root)}] } } }, write: { args: { path: { roots: [${JSON.stringify(root)}] } } } } } } }`;

  function folders(scene: Scene): { readonly root: string; readonly evil: string } {
    const root = join(scene.folder, 'data');
    const evil = join(scene.folder, 'data-evil');
    for (const folder of [root, evil]) mkdirSync(folder);
    writeFileSync(join(root, 'mine.txt'), 'mine');
    writeFileSync(join(evil, 'theirs.txt'), 'theirs');
    return { root, evil };
  }

  test('case 101: a neighbour whose name begins the same is refused before the server sees it', async () => {
    using scene = new Scene();
    const { root, evil } = folders(scene);
    config(scene, bounds(root));
    using session = await new Session(scene, 'case-101-prefix-root', [root]).open();
    expect(await session.call('read', { path: join(root, 'mine.txt') })).toBe('mine');
    expect(await session.call('read', { path: join(evil, 'theirs.txt') })).toContain('blocked by oktsec');
    await session.close();
  });

  test('case 102: a link that leads out is refused, for what is there and what is new', async () => {
    using scene = new Scene();
    const { root, evil } = folders(scene);
    symlinkSync(evil, join(root, 'out'));
    config(scene, bounds(root));
    using session = await new Session(scene, 'case-102-follows-links', [root]).open();
    expect(await session.call('read', { path: join(root, 'out', 'theirs.txt') })).toContain('blocked by oktsec');
    expect(await session.call('write', { path: join(root, 'out', 'new.txt') })).toContain('blocked by oktsec');
    expect(existsSync(join(evil, 'new.txt'))).toBe(false);
    expect(await session.call('write', { path: join(root, 'new.txt') })).toBe('written');
    expect(readFileSync(join(root, 'new.txt'), 'utf8')).toBe('written');
    await session.close();
  });

  test('case 103: names that Windows reads in its own way are refused everywhere', async () => {
    using scene = new Scene();
    const { root } = folders(scene);
    config(scene, bounds(root));
    using session = await new Session(scene, 'case-103-windows-names').open();
    expect(await session.call('read', { path: join(root, 'mine.txt') })).toContain('opened');
    for (const name of ['CON', 'nul.txt', 'mine.txt:stream', 'trailing.']) {
      expect(await session.call('read', { path: join(root, name) }), name).toContain('blocked by oktsec');
    }
    expect(await session.call('read', { path: '\\\\?\\C:\\secret' })).toContain('blocked by oktsec');
    await session.close();
  });
});
