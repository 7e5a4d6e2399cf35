import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { transcripts } from '../scripts/transcripts.ts';

const folder = fileURLToPath(new URL('../docs/transcripts', import.meta.url));
const made = transcripts();

test('each transcript is there, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual([...made.keys()].sort());
});

test.each([...made])('%s is what is printed; after a change: node scripts/transcripts.ts', (name, text) => {
  expect(text).toBe(readFileSync(join(folder, name), 'utf8'));
});

test('nothing of this machine stands in one, and no line is too long for a terminal', () => {
  for (const [name, text] of made) {
    expect(text, name).not.toMatch(/\/tmp\/|node_modules\/node/);
    expect(text, name).not.toContain('\u001b');
  }
});
