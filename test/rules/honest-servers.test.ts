import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../src/index.ts';

/**
 * What honest servers say of their tools, what these answer, and what files of instructions say to agents: written by us after many that
 * are in use, none of it trained on. With the lines of those that are held all the same, for now.
 */
const KINDS = [
  ['descriptions', 'tool_description', [1, 59]],
  ['reference', 'tool_description', []],
  ['reference', 'tool_result', []],
  ['results', 'tool_result', []],
  ['skills', 'file', []],
  ['skills', 'tool_result', []],
  ['kept-from', 'tool_result', []],
  ['kept-from', 'agent_message', []],
  ['data-orders', 'tool_result', [17, 41, 42]],
  ['data-orders', 'tool_description', [17, 26, 41, 117]],
  ['languages', 'tool_result', []],
  ['languages', 'agent_message', [1]],
] as const;

test.each(KINDS)('of the %s of honest authors, as %s, no more is held than is known', (file, channel, known) => {
  const path = join(import.meta.dirname, `../fixtures/honest-servers/${file}.txt`);
  const texts = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(texts.length).toBeGreaterThan(30);
  const held = texts.flatMap((text, at) => {
    const { verdict } = scan(text.replaceAll('\\n', '\n'), { channel });
    return verdict === 'quarantine' || verdict === 'block' ? [at + 1] : [];
  });
  expect(held).toEqual(known);
});
