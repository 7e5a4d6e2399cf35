import { expect, test } from 'vitest';
import { outcomeOf } from '../../src/dashboard/parts/marks.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { NOW, World } from './world.ts';

test('what observe let through is not counted as stopped', async () => {
  const world = new World();
  const seen = { time: NOW - 60e6, mode: 'observe', action: 'forward' } as const;
  await world.record(
    entry(0, { time: NOW - 60e6 }),
    blocked(1, { ...seen, ref: 'SEEN22' }),
    blocked(2, { ...seen, ref: 'SEEN23' }),
  );
  expect((await world.run([])).out).toMatch(/24 h {2}3 rows: 2 would be blocked, 3 in all/);
  await world.record(blocked(3, { time: NOW - 50e6, ref: 'ST0P22' }));
  expect((await world.run([])).out).toMatch(/24 h {2}4 rows: 1 blocked \(2 more would be\), 4 in all/);
  expect((await world.run(['report'])).err).toContain('4 messages, 1 blocked (2 more would be);');
});

test('what was swallowed is told as dropped, by the list, by the row and in the dashboard', async () => {
  const world = new World();
  const swallowed = { decision: 'allow', action: 'refuse', method: 'notifications/cancelled', ref: 'SWA110' } as const;
  await world.record(entry(0, { time: NOW - 60e6 }), entry(1, { ...swallowed, time: NOW - 60e6 }));
  const lines = (await world.run(['logs'])).out.split('\n');
  expect(lines.find((line) => line.includes('SWA110'))).toContain('dropped');
  expect(lines.filter((line) => line.includes('delivered'))).toHaveLength(1);
  expect((await world.run(['logs', 'show', 'SWA110'])).out).toMatch(/^dropped /);
  expect(outcomeOf({ kind: 'notification', ...swallowed })).toEqual({ word: 'dropped', would: false });
});
