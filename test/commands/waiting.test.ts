import { expect, test } from 'vitest';
import { waited } from '../../src/terminal/waiting.ts';
import { World } from './world.ts';

/** A terminal, and a clock that goes on by this much with each look. */
function told(
  step: number,
  settings: { readonly columns?: number; readonly term?: string; readonly quiet?: boolean; readonly fails?: boolean },
) {
  const written = { out: '', err: '', asked: '' };
  const io = new World().io(
    written,
    {
      ...(settings.columns === undefined ? {} : { columns: settings.columns }),
      env: { TERM: settings.term ?? 'xterm' },
    },
    new AbortController().signal,
  );
  let now = 0;
  const clock = { ...io, micros: () => (now += step) };
  const globals = { quiet: settings.quiet ?? false } as Parameters<typeof waited>[0]['globals'];
  const work = () =>
    waited({ io: clock, globals }, 'proving the chain', (at) => {
      for (let done = 1; done < 10; done += 1) at(done, 10);
      if (settings.fails === true) throw new Error('the disk is gone');
    });
  if (settings.fails === true) expect(work).toThrow('the disk is gone');
  else work();
  return written;
}

test('what takes more than a second says how far it is, and leaves nothing on the line', () => {
  const { out, err } = told(300_000, { columns: 80 });
  expect(out).toBe('');
  expect(err).toMatch(/^\rproving the chain: 40 %(?:\rproving the chain: \d0 %)+\r +\r$/);
});

test('what fails leaves nothing on the line either', () => {
  expect(told(300_000, { columns: 80, fails: true }).err).toMatch(/ %\r +\r$/);
});

test('what is soon done says nothing, nor does anything that nobody watches', () => {
  expect(told(1000, { columns: 80 }).err).toBe('');
  expect(told(300_000, {}).err).toBe('');
  expect(told(300_000, { columns: 80, term: 'dumb' }).err).toBe('');
  expect(told(300_000, { columns: 80, quiet: true }).err).toBe('');
});
