import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KEYS } from '../../src/config/schema.ts';

const text = readFileSync(new URL('../../oktsec.example.yaml', import.meta.url), 'utf8');

test.each([...KEYS].flatMap(([place, keys]) => keys.map((key) => [place, key] as const)))(
  'the example explains %s %s',
  (_place, key) => {
    expect(text).toMatch(new RegExp(`^[ -]*${key}:`, 'm'));
  },
);
