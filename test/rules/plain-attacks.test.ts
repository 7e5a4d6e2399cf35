import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../src/index.ts';

const PATH = join(import.meta.dirname, '../fixtures/plain-attacks.txt');

/** What anybody types first who tries whether a firewall holds: attacks in the plainest words, in some thirty languages. */
test('the plainest attacks are held when a tool returns them', () => {
  const texts = readFileSync(PATH, 'utf8').trimEnd().split('\n');
  expect(texts.length).toBeGreaterThan(140);
  const passed = texts.filter((text) => {
    const { verdict } = scan(text.replaceAll('\\n', '\n'), { channel: 'tool_result' });
    return verdict !== 'quarantine' && verdict !== 'block';
  });
  expect(passed).toEqual([]);
});
