import { expect, test } from 'vitest';
import { DETECTORS } from '../../../src/rules/detectors/index.ts';
import { NotLoaded } from '../../../src/rules/detectors/late.ts';
import { scanText, Work } from '../../../src/rules/scan/scan.ts';
import { dictionary } from '../../../src/rules/views/dictionary.ts';
import { rules } from '../../proxy/dialogue.ts';

const CALM = 'Done: 3 of 4 pages.';
const SECRET = 'password = "kT9vQ2xLw7Rb"';

test('until detectors are loaded, reading stops where one is asked, and reads what asks for none', () => {
  const set = rules();
  const found = scanText(set, 'tool_result', SECRET, new Work()).map(({ rule }) => rule);
  expect(found).not.toEqual([]);
  const late = rules();
  late.detectors.defer();
  expect(scanText(late, 'tool_result', CALM, new Work())).toEqual([]);
  expect(() => scanText(late, 'tool_result', SECRET, new Work())).toThrow(NotLoaded);
  const steps = [...late.detectors.load()];
  expect(steps.length).toBeGreaterThan(2);
  expect(scanText(late, 'tool_result', SECRET, new Work()).map(({ rule }) => rule)).toEqual(found);
});

test('who reads phrases finds nothing in a single word that asks for it', () => {
  const wordy = [...DETECTORS.values()].filter(({ phrases }) => phrases);
  expect(wordy.length).toBeGreaterThan(20);
  for (const { name, triggers, find } of wordy) {
    const literals = triggers.flatMap((one) => ('literals' in one ? one.literals : []));
    const words = [...literals, ...[...dictionary()].filter((word) => literals.some((one) => word.includes(one)))];
    for (const word of words) {
      for (const spelled of [word, `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`, `${word}ing`]) {
        if (/^[A-Za-z][a-z]*$/.test(spelled)) expect([...find(spelled)], `${name}: ${spelled}`).toEqual([]);
      }
    }
  }
});
