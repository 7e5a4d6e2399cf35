import { expect, test } from 'vitest';
import { Shapes } from '../../src/store/chain/shapes.ts';
import { entry } from '../commands/world.ts';

test('names that are written down shortened are remembered shortened', () => {
  const shapes = new Shapes();
  const long = (end: string) => shapes.of(entry({ method: `notifications/${'x'.repeat(300)}${end}`, tool: undefined }));
  const one = long('one');
  expect(one.fields.method).toHaveLength(256);
  expect(long('two')).toBe(one);
  const tool = (end: string) => shapes.of(entry({ tool: `${'t'.repeat(256)}${end}` }));
  expect(tool('one')).toBe(tool('two'));
  expect(tool('')).not.toBe(tool('one'));
});
