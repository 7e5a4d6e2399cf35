import { expect, test } from 'vitest';
import { Undo } from '../../src/serve/undo.ts';

test('what was begun last ends first, each step once, one after the other', async () => {
  const undo = new Undo();
  const taken: string[] = [];
  undo.push(() => taken.push('log'));
  undo.push(async () => {
    await new Promise((go) => setImmediate(go));
    taken.push('server');
  });
  await undo.run();
  await undo.run();
  expect(taken).toEqual(['server', 'log']);
});

test('a step that fails is said, after all the others were taken', async () => {
  const undo = new Undo();
  const taken: string[] = [];
  undo.push(() => taken.push('mark'));
  undo.push(() => {
    throw new Error('the second');
  });
  undo.push(() => Promise.reject(new Error('the first')));
  await expect(undo.run()).rejects.toThrow('the first');
  expect(taken).toEqual(['mark']);
});
