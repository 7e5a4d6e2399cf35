import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collapse, MapBuilder } from '../../../src/rules/views/collapse.ts';
import { dictionary } from '../../../src/rules/views/dictionary.ts';
import { fold } from '../../../src/rules/views/fold.ts';
import { unbreak } from '../../../src/rules/views/unbreak.ts';
import { cutAt } from '../../../src/rules/views/words.ts';

test('every unit of a text that stands for another says where it comes from', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('copy' as const), size: fc.nat(6), skip: fc.nat(2) }),
    fc.record({ kind: fc.constant('add' as const), size: fc.nat(3), skip: fc.nat(2) }),
    fc.record({ kind: fc.constant('back' as const), size: fc.nat(0), skip: fc.nat(0) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 24 }), (steps) => {
      const text = 'abcdefghijklmnopqrstuvwxyz'.repeat(10);
      const builder = new MapBuilder();
      const units: { readonly char: string; readonly from: number }[] = [];
      let at = 0;
      for (const { kind, size, skip } of steps) {
        at += skip;
        if (kind === 'copy') {
          builder.copy(text, at, at + size);
          for (let unit = at; unit < at + size; unit += 1) units.push({ char: text[unit] ?? '', from: unit });
          at += size;
        } else if (kind === 'add') {
          builder.add('X'.repeat(size), at);
          for (let unit = 0; unit < size; unit += 1) units.push({ char: 'X', from: at });
        } else {
          builder.takeBack();
          units.pop();
        }
      }
      const mapped = builder.done(text.length);
      expect(mapped.text).toBe(units.map(({ char }) => char).join(''));
      for (const [unit, { from }] of units.entries()) expect(mapped.offset(unit)).toBe(from);
      expect(mapped.offset(units.length)).toBe(text.length);
      for (let from = 0; from < 30; from += 1) {
        const first = units.findIndex((unit) => unit.from >= from);
        expect(mapped.indexOf(from)).toBe(first === -1 ? units.length : first);
      }
    }),
  );
});

test('a text that stands for another says whether it stands in another order', () => {
  expect(fold('caf\u00e9 \u201cis\u201d \u{1f600}o\u200bpen a\bb').turned).toBe(false);
  expect(collapse('a  b \n c').turned).toBe(false);
  expect(fold('see \u202ecba\u202c').turned).toBe(true);
});

test('white space collapses to one blank, and each character keeps its place', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\t', '\u00a0', '\r') });
  fc.assert(
    fc.property(text, (given) => {
      const mapped = collapse(given);
      expect(mapped.text).toBe(given.replace(/\s+/g, ' '));
      for (let at = 0; at < mapped.text.length; at += 1) {
        const char = mapped.text[at];
        if (char !== ' ') expect(given[mapped.offset(at)]).toBe(char);
      }
    }),
  );
});

test('words that were written together are parted as by trying every length', () => {
  const word = fc.constantFrom(...dictionary());
  const noise = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: word }, noise), { maxLength: 9 }), (parts) => {
      const run = parts.join('');
      expect(cutAt(run)).toEqual(cutSlowly(run));
    }),
    { numRuns: 500 },
  );
});

const BEGINNINGS = new Set([...dictionary()].map((word) => word.slice(0, 2)));

function cutSlowly(text: string): number[] | undefined {
  const cuts: number[] = [];
  let [strays, words, at] = [0, 0, 0];
  let stray = false;
  while (at < text.length) {
    const length = longest(text, at);
    if (length === 0) {
      strays += 1;
      if (strays > 3 + text.length / 6) return undefined;
      if (!stray && at > 0) cuts.push(at);
      stray = true;
      at += 1;
      continue;
    }
    if (at > 0) cuts.push(at);
    stray = false;
    words += 1;
    at += length;
  }
  return words >= 4 ? cuts : undefined;
}

/** The longest word at a place that another one, or the end, may follow; else the longest. */
function longest(text: string, at: number): number {
  const lengths = wordsAt(text, at);
  return lengths.find((length) => at + length === text.length || begins(text, at + length)) ?? lengths[0] ?? 0;
}

function wordsAt(text: string, at: number): number[] {
  return Array.from({ length: text.length - at }, (_, less) => text.length - at - less).filter((length) =>
    dictionary().has(text.slice(at, at + length)),
  );
}

/** A single letter begins a word only where a longer one could. */
function begins(text: string, at: number): boolean {
  if (!BEGINNINGS.has(text.slice(at, at + 2))) return false;
  return wordsAt(text, at).length > 0;
}

test('quoted-printable is read in characters, each from where it begins', () => {
  const before = 'the bill of the caf';
  const { text, offset } = unbreak(`${before}=C3=A9 =E2=80=93 =F0=9F=8D=B5`);
  expect(text).toBe(`${before}é – 🍵`);
  expect(offset(before.length + 2)).toBe(before.length + 7);
});
