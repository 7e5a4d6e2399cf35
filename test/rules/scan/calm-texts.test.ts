import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHANNELS } from '../../../src/message/message.ts';
import { loadRuleSet, scanText, Work } from '../../../src/rules/scan/scan.ts';

const table = readFileSync('dist/rules.bin');
const texts = fc.oneof(
  fc.string({ maxLength: 48 }),
  fc.constantFrom(
    'name',
    'text',
    'tools',
    'i g n o r e',
    'caf\u00e9',
    'AKIAIOSFODNN7EXAMPLE',
    'rm -rf / --no-preserve-root',
    '%69%67',
  ),
  fc.stringMatching(/^(?:ignore|tell|send|all|previous|4111 1111 1111 1111)(?: (?:the|instructions|user|sk-)){0,3}$/),
);

test('a text that was read in vain before ends the same way again: hits, what was met, and what is left of the budget', () => {
  const known = loadRuleSet(table);
  fc.assert(
    fc.property(
      fc.array(texts, { minLength: 1, maxLength: 8 }),
      fc.nat(3),
      fc.constantFrom(...CHANNELS),
      (list, units, channel) => {
        const fresh = loadRuleSet(table);
        const [first, again] = [new Work(units), new Work(units)];
        for (const text of list) {
          const hits = scanText(fresh, channel, text, first).map(({ rule, start, end }) => [rule.id, start, end]);
          scanText(known, channel, text, new Work());
          expect(scanText(known, channel, text, again).map(({ rule, start, end }) => [rule.id, start, end])).toEqual(
            hits,
          );
          expect([again.idle, again.straight, again.limited]).toEqual([first.idle, first.straight, first.limited]);
          // Once it ran out nothing more is read, and nothing hangs on what is left.
          if (!first.limited) expect(again.pass(0.25)).toBe(first.pass(0.25));
        }
      },
    ),
    { numRuns: 60 },
  );
});
