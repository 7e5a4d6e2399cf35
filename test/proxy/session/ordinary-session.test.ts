import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shuffled } from '../../fixtures/shuffled.ts';
import { call, fixture, Relay, Scene, within } from '../../transparency/relay.ts';

const LAST = '{"jsonrpc":"2.0","method":"notifications/last"}\n';
const lines = readFileSync(join(import.meta.dirname, '../../fixtures/ordinary-work/calls.jsonl'), 'utf8').trimEnd();
const frames = lines.split('\n').map((line, n) => {
  const { tool, arguments: args } = JSON.parse(line) as { tool: string; arguments: Record<string, unknown> };
  return `${JSON.stringify(call(n + 1, tool, args))}\n`;
});

test.each([5, 6])('a day of ordinary calls through one proxy in enforce, order %s: none is stopped', async (seed) => {
  using scene = new Scene();
  const received = join(scene.folder, 'received');
  using relay = new Relay(scene.command('enforce', fixture('recorder.cjs', received, scene.file('said', ''))));
  const sent = shuffled(frames, seed).join('');
  relay.write(sent + LAST);
  const arrived = () => existsSync(received) && readFileSync(received, 'utf8').endsWith(LAST);
  expect(await within(40_000, arrived)).toBe(true);
  await relay.close();
  expect(relay.messages).toEqual([]);
  expect(readFileSync(received, 'utf8')).toBe(sent + LAST);
});
