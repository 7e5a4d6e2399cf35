import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** From one number to another, both included. */
const span = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, step) => from + step);

/** The cases that rooms still to come will have: the dashboard, gateways, what takes another machine. */
const TO_COME = new Set([...span(149, 162), 175, ...span(177, 180), 186, 191]);

/** Numbers in `case 17:`, `cases 17, 18 and 20`, `cases 17 to 20`, and in tables as `case: 17`. */
function* numbers(text: string): Generator<number> {
  for (const [, list = ''] of text.matchAll(/\bcases?:? (\d{1,3}(?:(?:, | and | to )\d{1,3})*)\b/g)) {
    for (const part of list.split(/, | and /)) {
      const [from = 0, to = from] = part.split(' to ').map(Number);
      yield* span(from, to);
    }
  }
}

test('each case of the catalogue is named by a test', () => {
  const sources = globSync('test/**/*.test.ts').map((path) => readFileSync(path, 'utf8'));
  const uncommented = sources.map((text) => text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, ''));
  const named = new Set(uncommented.flatMap((text) => [...numbers(text)]));
  expect(span(1, 235).filter((number) => !named.has(number) && !TO_COME.has(number))).toEqual([]);
});
