import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gramsFile, LEXICONS, spelled } from '../../../scripts/bake-meanings.ts';
import { neededGrams } from '../../../scripts/needed-grams.ts';
import { Announcer } from '../../../src/rules/detectors/meanings/frames/announce.ts';
import { type Frame, framesOf } from '../../../src/rules/detectors/meanings/frames/frames.ts';

const written = ['takeover', 'everyday', 'abroad', 'poisoned', 'coding'].flatMap((name) =>
  readFileSync(`training/written/${name}.txt`, 'utf8')
    .split('\n')
    .filter((line) => line.length > 0),
);

test('the grams of every meaning are those that its words have now', () => {
  expect(readFileSync('src/rules/detectors/meanings/frames/grams.ts', 'utf8'), 'run `npm run build`').toBe(gramsFile());
});

describe.each(Object.entries(LEXICONS))('%s', (_, lexicon) => {
  const meanings = Object.keys(lexicon);
  const grams = Object.fromEntries(
    Object.entries(lexicon).flatMap(([meaning, source]) => {
      const needed = neededGrams(source);
      return needed === undefined ? [] : [[meaning, spelled(needed)]];
    }),
  );

  test('no meaning stands in a sentence that its grams do not announce', () => {
    const announcer = new Announcer(grams, meanings);
    const expressions = meanings.map((meaning) => new RegExp(lexicon[meaning] ?? '', 'i'));
    let stood = 0;
    for (const text of written) {
      announcer.read(text, (start, end, bits, told) => {
        const sentence = text.slice(start, end);
        for (const [number, meaning] of meanings.entries()) {
          if (grams[meaning] === undefined || !expressions[number]?.test(sentence)) continue;
          stood += 1;
          const isTold = ((bits[number >> 5] ?? 0) & (1 << (number & 31))) !== 0;
          if (!isTold || !announcer.mayHold(number, told)) throw new Error(`${meaning}: ${sentence}`);
        }
      });
    }
    expect(stood).toBeGreaterThan(1_000);
  });

  test('with them as much is found as without', () => {
    const frames: Frame<string>[] = meanings.flatMap((one, at) => [
      { all: [one, meanings[(at * 7 + 3) % meanings.length] ?? one] },
      { all: [one, meanings[(at * 5 + 1) % meanings.length] ?? one], over: 2 },
    ]);
    const guarded = framesOf(lexicon, frames, grams);
    const plain = framesOf(lexicon, frames);
    for (const text of written.filter((_text, at) => at % 40 === 0)) expect(guarded(text)).toEqual(plain(text));
  });

  test('over a place where texts meet the same is found when nothing else is looked for', () => {
    const frames: Frame<string>[] = meanings.map((one, at) => ({
      all: [one, meanings[(at * 5 + 1) % meanings.length] ?? one],
      over: 2,
    }));
    const read = framesOf(lexicon, frames, grams);
    const cut = { before: 0, cutStart: false, cutEnd: false };
    for (let at = 0; at + 3 < written.length; at += 97) {
      const text = written.slice(at, at + 3).join(' ');
      const over = (written[at]?.length ?? 0) + 7;
      const isOver = ({ start, end }: { start: number; end: number }) => start < over && over < end;
      expect(read(text, { ...cut, over: [over] }).filter(isOver)).toEqual(read(text).filter(isOver));
    }
  });
});

test('what an expression needs stands in all that it matches, wherever that stands', () => {
  const expression = String.raw`\b(?:ab|cde?f|go [hi]{2}\w|(?:no|yes) ?way|x\d_|l'(?:eau|or))\b|k.{0,3}lmno\B`;
  const needed = neededGrams(expression);
  expect(needed).toBeUndefined();
  const sound = String.raw`\b(?:abc|cde?f|go [hi]{2}\w|(?:no|yes) ?way|xy\d_|l'(?:eau|or))\b|k.{0,3}lmno`;
  const ways = neededGrams(sound);
  if (ways === undefined) throw new Error('grams expected');
  const announcer = new Announcer({ it: spelled(ways) }, ['it']);
  const part = fc.constantFrom(
    'abc',
    'cdf',
    'cdef',
    'go hiz',
    'noway',
    'yes way',
    'xy4_',
    "l'eau",
    'k--lmno',
    'é',
    '.',
    ' ',
    'Q',
  );
  let matched = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const text = parts.join('');
      announcer.read(text, (start, end, bits, told) => {
        if (!new RegExp(sound, 'i').test(text.slice(start, end))) return;
        matched += 1;
        expect(bits[0]).toBe(1);
        expect(announcer.mayHold(0, told)).toBe(true);
      });
    }),
    { numRuns: 2_000 },
  );
  expect(matched).toBeGreaterThan(100);
});
