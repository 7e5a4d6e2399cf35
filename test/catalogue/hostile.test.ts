import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  call,
  fixture,
  initialize,
  initialized,
  type Message,
  Relay,
  request,
  Scene,
  within,
} from '../transparency/relay.ts';

/** A client in front of one of the hostile servers, with oktsec between them in enforce. */
class Visit implements Disposable {
  readonly relay: Relay;

  constructor(scene: Scene, agent: string, server: readonly string[], config = '') {
    const path = scene.file('oktsec.yaml', `version: "1"\nmode: enforce\n${config}`);
    const command = scene.command('enforce', server, ['--config', path]);
    this.relay = new Relay(command.map((word) => (word === 'test.server' ? agent : word)));
    this.relay.send(initialize());
    this.relay.send(initialized);
  }

  async ask(message: object): Promise<Message> {
    const id = `"id":${(message as { id: number }).id},`;
    this.relay.send(message);
    await this.relay.until(() => this.relay.received.includes(id) && this.relay.received.at(-1) === 10);
    return JSON.parse(this.relay.lines.find((line) => line.includes(id)) ?? 'null') as Message;
  }

  async tools(id: number, params: object = {}): Promise<string[]> {
    const { result } = await this.ask(request(id, 'tools/list', params));
    return ((result?.tools ?? []) as { name: string }[]).map(({ name }) => name);
  }

  /** What a call was answered with; `refused` when oktsec answered in the server's place. */
  async call(id: number, name: string, args: object = {}): Promise<{ text: string; refused: boolean }> {
    const { result, error } = await this.ask(call(id, name, args));
    const [block] = (result?.content ?? []) as { text: string }[];
    const text = error?.message ?? block?.text ?? '';
    return { text, refused: text.includes('by oktsec') };
  }

  count(method: string): number {
    return this.relay.lines.filter((line) => line.includes(`"method":"${method}"`)).length;
  }

  [Symbol.dispose](): void {
    this.relay[Symbol.dispose]();
  }
}

const hostile = (name: string, ...args: readonly string[]) => fixture(`hostile/${name}.cjs`, ...args);

test('case 78: a flood of notifications is cut, and the answer behind it comes', async () => {
  using scene = new Scene();
  using visit = new Visit(scene, 'cursor.flood', hostile('floods', '80000'));
  expect(await visit.call(1, 'weather')).toEqual({ text: 'here it is', refused: false });
  await visit.relay.close();
  expect(visit.count('notifications/message')).toBeGreaterThanOrEqual(20_000);
  expect(visit.count('notifications/message')).toBeLessThan(80_000);
  expect(scene.rows().some(({ decision }) => decision === 'rate_limited')).toBe(true);
});

test('case 79: of a list that never settles few are told, and the last change is', async () => {
  using scene = new Scene();
  using visit = new Visit(scene, 'cursor.restless', hostile('never-settles', '2000'));
  expect(await visit.call(1, 'weather')).toEqual({ text: 'here it is', refused: false });
  const told = visit.count('notifications/tools/list_changed');
  expect(told).toBeLessThan(200);
  expect(await within(20_000, () => visit.count('notifications/tools/list_changed') > told)).toBe(true);
  await visit.relay.close();
});

test('case 80: progress of no call of ours stays away', async () => {
  using scene = new Scene();
  using visit = new Visit(scene, 'cursor.progress', hostile('invents-progress'));
  await visit.ask(request(1, 'tools/call', { name: 'weather', arguments: {}, _meta: { progressToken: 'mine' } }));
  await visit.relay.close();
  expect(visit.count('notifications/progress')).toBe(1);
  expect(visit.relay.lines.find((line) => line.includes('progressToken'))).toContain('"mine"');
});

test('case 89: a tool that changes for the worse after it was seen is withheld, the other one works on', async () => {
  using scene = new Scene();
  const server = hostile('rug-pull', join(scene.folder, 'pulled'));
  using before = new Visit(scene, 'cursor.weather', server);
  expect(await before.tools(1)).toEqual(['sunrise', 'forecast']);
  expect(await before.call(2, 'forecast', { city: 'Oslo' })).toMatchObject({ refused: false });
  await before.relay.close();
  scene.file('pulled', '');
  using after = new Visit(scene, 'cursor.weather', server);
  expect(await after.tools(1)).toEqual(['sunrise']);
  expect(await after.call(2, 'forecast', { city: 'Oslo' })).toMatchObject({ refused: true });
  expect(await after.call(3, 'sunrise', { city: 'Oslo' })).toMatchObject({ refused: false });
  await after.relay.close();
  expect(scene.rows().some(({ decision }) => decision === 'pin_changed')).toBe(true);
});

test('case 90: a definition spelled anew each time is no alarm', async () => {
  using scene = new Scene();
  for (let session = 0; session < 2; session += 1) {
    using visit = new Visit(scene, 'cursor.weather', hostile('reorders'));
    for (let id = 1; id <= 4; id += 1) expect(await visit.tools(id)).toEqual(['forecast']);
    expect(await visit.call(5, 'forecast', { city: 'Oslo' })).toMatchObject({ refused: false });
    await visit.relay.close();
  }
  expect(scene.rows().filter(({ decision }) => decision !== 'allow')).toEqual([]);
});

test('case 91: what changed on the second page is withheld', async () => {
  using scene = new Scene();
  const server = hostile('second-page', join(scene.folder, 'turned'));
  for (const expected of [['forecast'], []]) {
    using visit = new Visit(scene, 'cursor.weather', server);
    expect(await visit.tools(1)).toEqual(['sunrise']);
    expect(await visit.tools(2, { cursor: 'two' })).toEqual(expected);
    await visit.relay.close();
    scene.file('turned', '');
  }
});

test('case 92: a result that turns bad under an unchanged definition does not arrive', async () => {
  using scene = new Scene();
  using visit = new Visit(scene, 'cursor.weather', hostile('turns'));
  expect(await visit.tools(1)).toEqual(['forecast']);
  for (const id of [2, 3]) expect(await visit.call(id, 'forecast')).toMatchObject({ refused: false });
  expect(await visit.call(4, 'forecast')).toMatchObject({ refused: true });
  await visit.relay.close();
  expect(visit.relay.received.includes('evil.example')).toBe(false);
});

test('case 93: a second server with a tool of the same look is a row', async () => {
  using scene = new Scene();
  for (const [agent, name] of [
    ['cursor.mail', 'send_message'],
    ['cursor.evil', 's\u0435nd_message'],
  ] as const) {
    using visit = new Visit(scene, agent, hostile('twin', name));
    await visit.tools(1);
    await visit.relay.close();
  }
  expect(scene.rows().filter(({ method }) => method === 'tool_collision')).toMatchObject([{ to: 'cursor.evil' }]);
});

test('case 95: what only its owner may read does not go where a stranger asked for it', async () => {
  using scene = new Scene();
  using visit = new Visit(scene, 'cursor.github', hostile('forge'), 'flows: { enforce: true }\n');
  await visit.tools(1);
  const asked = await visit.call(2, 'get_issue');
  const read = await visit.call(3, 'get_file_contents');
  expect([asked.refused, read.refused]).toEqual([false, false]);
  const sent = await visit.call(4, 'create_pull_request', { body: read.text });
  expect(sent.text).toMatch(/^held by oktsec: FLOW-00\d/);
  await visit.relay.close();
});

test('cases 101, 102 and 103: a server that reads anything reads nothing outside of its roots', async () => {
  using scene = new Scene();
  const [data, other] = [join(scene.folder, 'data'), join(scene.folder, 'data-evil')];
  for (const folder of [data, other]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'x'), 'words');
  }
  symlinkSync(other, join(data, 'out'));
  const roots = `agents: { cursor.files: { tools: { each: { read_file: { args: { path: { roots: [${JSON.stringify(data)}] } } } } } } }\n`;
  using visit = new Visit(scene, 'cursor.files', hostile('reads-anything'), roots);
  expect(await visit.call(1, 'read_file', { path: join(data, 'x') })).toEqual({ text: 'read: words', refused: false });
  const outside = [
    join(other, 'x'),
    `${data}/../data-evil/x`,
    join(data, 'out', 'x'),
    join(data, 'CON'),
    join(data, 'a:b'),
  ];
  for (const [at, path] of outside.entries()) {
    expect(await visit.call(at + 2, 'read_file', { path }), path).toMatchObject({ refused: true });
  }
  await visit.relay.close();
});
