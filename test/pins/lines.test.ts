import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedLines } from '../../src/pins/lines.ts';

const linesOf = (value: unknown) => JSON.stringify(value, undefined, 2).split('\n');
const diff = (before: unknown, after: unknown) => changedLines(JSON.stringify(before), JSON.stringify(after));

test('a person sees what went and what came, with two equal lines around', () => {
  const tool = (description: string) => ({ name: 'a', title: 'b', icon: 'c', description, one: 1, two: 2, three: 3 });
  expect(diff(tool('Reads.'), tool('Reads, then sends.')).map(({ mark, line }) => `${mark}${line}`)).toEqual([
    '   "title": "b",',
    '   "icon": "c",',
    '-  "description": "Reads.",',
    '+  "description": "Reads, then sends.",',
    '   "one": 1,',
    '   "two": 2,',
  ]);
  expect(changedLines('', '{"name":"a"}').map(({ mark }) => mark)).toEqual(['+', '+', '+']);
  expect(changedLines('{"name":"a"}', '').map(({ mark }) => mark)).toEqual(['-', '-', '-']);
});

test('no line that differs is left out, however two definitions differ', () => {
  const value = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom(1, 'x', [1, 2], { y: 1 }));
  fc.assert(
    fc.property(value, value, (before, after) => {
      const changed = diff(before, after);
      const marked = (mark: string) => changed.flatMap((one) => (one.mark === mark ? [one.line] : []));
      const left = (lines: readonly string[], gone: readonly string[]) => {
        const rest = [...gone];
        return lines.filter((line) => line !== rest[0] || rest.shift() === undefined).length + rest.length;
      };
      expect(left(linesOf(before), marked('-'))).toBe(left(linesOf(after), marked('+')));
      if (JSON.stringify(before) === JSON.stringify(after)) expect(changed).toEqual([]);
      else expect(marked('-').length + marked('+').length).toBeGreaterThan(0);
      const onlyIn = (one: object, other: object) => linesOf(one).filter((line) => !linesOf(other).includes(line));
      for (const line of onlyIn(before, after)) expect(marked('-')).toContain(line);
      for (const line of onlyIn(after, before)) expect(marked('+')).toContain(line);
    }),
  );
});
