import { expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { call, fixture, initialize, Relay, Scene } from './relay.ts';

/** What the client gets for a frame through the proxy as it is published, in enforce, with this config. */
async function answerTo(scene: Scene, config: string, frame: object): Promise<string> {
  const path = scene.file('oktsec.yaml', `version: "1"\n${config}\n`);
  using relay = new Relay(scene.command('enforce', fixture('legacy.cjs'), ['--config', path]));
  relay.send(initialize());
  await relay.take(1);
  relay.send(frame);
  const [, answer = ''] = await relay.take(2);
  await relay.close();
  return answer;
}

const CARD = call(1, 'echo', { text: 'visa card 4111 1111 1111 1111, expires 12/29' });
const LONG = call(1, 'echo', { text: 'some words and more '.repeat(100) });
const DEEP = call(1, 'echo', { text: 'here', deep: JSON.parse(`${'['.repeat(20)}1${']'.repeat(20)}`) });

test.each([
  ['quarantine: { enabled: true }', CARD, 'held by oktsec'],
  ['quarantine: { enabled: false }', CARD, 'blocked by oktsec'],
  ['limits: { max_frame: 4KiB }', LONG, 'some words'],
  ['limits: { max_frame: 1KiB }', LONG, 'oversize'],
  ['limits: { max_depth: 64 }', DEEP, '"here"'],
  ['limits: { max_depth: 16 }', DEEP, 'too_deep'],
])('%s: %#', async (config, frame, shows) => {
  using scene = new Scene();
  expect(await answerTo(scene, config, frame)).toContain(shows);
});

test('quarantine.expiry_hours: for how long it is held', async () => {
  using scene = new Scene();
  await answerTo(scene, 'quarantine: { expiry_hours: 2 }', CARD);
  const store = openStore(scene.home);
  const [item] = store.quarantine();
  store.close();
  expect(item && (item.expiresAt - item.createdAt) / 3_600e6).toBeCloseTo(2, 5);
});
