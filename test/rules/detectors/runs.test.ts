import { describe, expect, test } from 'vitest';
import { announcedOf } from '../../../src/rules/detector.ts';
import { isForcing } from '../../../src/rules/detectors/commands/shell/is-forcing.ts';
import { DETECTORS } from '../../../src/rules/detectors/index.ts';
import { mayBeId } from '../../../src/rules/detectors/numbers/national/may-be-id.ts';
import { triggersOf } from '../../../src/rules/scan/match/triggers.ts';
import { unitsOf } from '../../../src/rules/scan/text/units.ts';

/** The first run of such characters in a text. */
function run(text: string, members: RegExp): readonly [Uint8Array, number, number] {
  const match = members.exec(text);
  if (match === null) throw new Error(`nothing in ${text}`);
  return [unitsOf(text).codes.slice(), match.index, match.index + match[0].length];
}

test.each([
  ['rm -rf /', true],
  ['rm -fR /', true],
  ['rm -rr /', true],
  ['rm --r /', true],
  ['rm --recursive /', true],
  ['rm --forc /', true],
  ['mocha --reporter spec', false],
  ['eslint --fix', false],
  ['git log --first-parent', false],
  ['| --- | --- |', false],
  ['a linear-r-f model', false],
])('options that delete: %s', (text, expected) => {
  expect(isForcing(...run(text, /[-rRf]{3,}/))).toBe(expected);
});

test.each([
  ['https://example.com/u/27799541?v=4', false],
  ['on 20240517, at noon', false],
  ['DNI 12345678Z', true],
  ['DNI 12345678 Z', true],
  ['S12345678', true],
  ['123 45678901', true],
  ['RUT 12345678-5', true],
  ['12345678/0001', true],
  ['123456789', true],
])('digits that may be an identity number: %s', (text, expected) => {
  expect(mayBeId(...run(text, /[0-9]{8,}/))).toBe(expected);
});

describe('what is two characters long', () => {
  const { twos, short } = triggersOf(
    [...DETECTORS.values()].map((detector) => ({
      detector: { ...announcedOf(detector), find: detector.find },
      bonds: 0,
      rule: { number: 0, channels: 1, info: () => undefined as never },
    })),
  );

  test('is looked for as it stands', () => {
    expect(twos.map(({ text }) => text)).toEqual(expect.arrayContaining(['![', '[!', "''", '\\"', '$@']));
    expect(twos.map(({ text }) => text)).not.toContain('[[');
  });

  test('is none of the runs that pairs of characters announce', () => {
    expect(short.filter(({ min }) => min < 3)).toEqual([]);
  });
});
