import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelBit } from '../../../src/rules/rule-set.ts';
import { CODE } from '../../../src/rules/scan/match/alphabet.ts';
import { unitsOf } from '../../../src/rules/scan/text/units.ts';
import { isBreakAt, runsOf } from '../naive.ts';
import { setOf } from '../rules.ts';

const LITERALS = ['abcd', 'curl', 'ignore', 'previous', 'sk-ant-', '/etc/passwd', 'a.b.', 'metadata.google.internal'];
const set = setOf(...LITERALS.map((literal) => `${literal.replace(/[./]/g, '\\$&')}[\\s\\S]`));
const bit = channelBit('tool_result');
const text = fc
  .array(
    fc.oneof(fc.constantFrom(...LITERALS, 'IGNORE', 'Curl', 'é', '漢', '\n', '    '), fc.string({ maxLength: 5 })),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''));

/** Literals at every place of a text, by comparing them there. */
function naively(whole: string, from: number, to: number): string[] {
  const found: string[] = [];
  for (let at = from; at < to; at += 1) {
    for (const literal of LITERALS) {
      const stands = [...literal].every((char, index) => {
        const unit = whole.charCodeAt(at + index);
        return unit < 128 && CODE[unit] === CODE[char.charCodeAt(0)];
      });
      if (stands) found.push(`${at} ${literal}`);
    }
  }
  return found.sort();
}

test('every literal is found wherever it stands, once, in the order of the text', () => {
  fc.assert(
    fc.property(text, fc.nat(60), fc.nat(200), (whole, first, size) => {
      const from = Math.min(first, whole.length);
      const to = Math.min(from + size, whole.length);
      const units = unitsOf(whole);
      set.literals.find(units, from, to, bit);
      const { literals, starts, count } = set.literals;
      const found = Array.from({ length: count }, (_, index) => {
        const table = set.tables[0]?.table;
        const literal = literals[index] as number;
        const size = (table?.codesAt[literal + 1] ?? 0) - (table?.codesAt[literal] ?? 0);
        const start = starts[index] as number;
        return `${start} ${whole.slice(start, start + size).toLowerCase()}`;
      });
      expect([...starts.subarray(0, count)]).toEqual([...starts.subarray(0, count)].sort((a, b) => a - b));
      expect([...found].sort()).toEqual(naively(whole, from, to));
    }),
    { numRuns: 500 },
  );
});

test('runs and breaks are the ones that a look at each character finds', () => {
  const mixed = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '0a 1b 2c, ',
          'QWxhZGRpbjpvcGVu',
          'thequickbrownfoxjumpsover',
          '       ',
          'i<b></b>g',
          "'+'",
          '-\n',
        ),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(mixed, (whole) => {
      const { codes } = unitsOf(whole);
      const shapes = set.shapes(bit);
      shapes.look(unitsOf(whole), 0, whole.length);
      for (const [kind, wanted] of runsOf(codes).entries()) {
        const found: string[] = [];
        for (let at = 0; at < shapes.runs.length; at += 3)
          if (shapes.runs[at] === kind) found.push(`${shapes.runs[at + 1]} ${shapes.runs[at + 2]}`);
        // Four blanks in a row are passed by, so a run that has few others may be left out.
        const told = wanted.filter((run) => {
          const [start = 0, end = 0] = run.split(' ').map(Number);
          return !whole.slice(start, end).includes('    ');
        });
        expect(found).toEqual(expect.arrayContaining(told));
        expect(wanted).toEqual(expect.arrayContaining(found));
      }
      for (const at of isBreakAt(codes)) expect(shapes.breaks.some((near) => near <= at && at < near + 64)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
