import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../src/index.ts';

/** What honest servers say of their tools, and what these answer: written by us after many that are in use, none of it trained on. */
const KINDS = [
  ['descriptions', 'tool_description'],
  ['results', 'tool_result'],
] as const;
/** Held all the same, for now. */
const STILL_HELD: Readonly<Record<string, readonly number[]>> = { descriptions: [1, 16, 37], results: [7, 18] };

test.each(KINDS)('of the %s of honest servers no more is held than is known', (file, channel) => {
  const path = join(import.meta.dirname, `../fixtures/honest-servers/${file}.txt`);
  const texts = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(texts.length).toBeGreaterThan(30);
  const held = texts.flatMap((text, at) => {
    const { verdict } = scan(text.replaceAll('\\n', '\n'), { channel });
    return verdict === 'quarantine' || verdict === 'block' ? [at + 1] : [];
  });
  expect(held).toEqual(STILL_HELD[file]);
});
