import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../src/index.ts';

/** What anybody types first who tries whether a firewall holds: attacks in the plainest words, in some thirty languages. */
const KINDS = [
  ['results', 'tool_result', 140],
  ['calls', 'tool_args', 80],
  ['descriptions', 'tool_description', 15],
  ['kept-from', 'tool_result', 30],
  ['kept-from', 'agent_message', 30],
  ['data-orders', 'tool_result', 60],
  ['data-orders', 'tool_description', 60],
  ['languages', 'tool_result', 140],
  ['languages', 'tool_description', 140],
  ['languages', 'agent_message', 140],
] as const;

test.each(KINDS)('the plainest attacks among %s are held as %s', (file, channel, many) => {
  const path = join(import.meta.dirname, `../fixtures/plain-attacks/${file}.txt`);
  const texts = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(texts.length).toBeGreaterThan(many);
  const passed = texts.filter((text) => {
    const { verdict } = scan(text.replaceAll('\\n', '\n'), { channel });
    return verdict !== 'quarantine' && verdict !== 'block';
  });
  expect(passed).toEqual([]);
});
