import { expect, test } from 'vitest';
import { Rate } from '../../src/commands/top/rates.ts';
import { serverLines } from '../../src/commands/top/server-lines.ts';
import { DEFAULTS } from '../../src/config/config.ts';
import { loadBundled } from '../../src/files/config/rule-packs.ts';
import { makePolicy } from '../../src/policy/policy.ts';
import type { Running } from '../../src/store/kept/running.ts';
import { NOW } from './world.ts';

const policy = makePolicy({ ...DEFAULTS, mode: 'enforce' }, loadBundled());
const running: Running = {
  owner: { process: 'p', pid: 1, started: '', boot: '', space: '' },
  agent: 'cursor.fs',
  client: 'cursor',
  server: undefined,
  since: NOW,
  calls: 0,
  answered: 0,
  answerMicros: 0,
  held: 0,
  refused: 0,
};

test('the mode of a server is what its newest message says while it runs, else what the config says', () => {
  const rate = new Rate();
  rate.add({ time: NOW, latencyMicros: 5, mode: 'observe' });
  const modeOf = (up: readonly Running[]) =>
    serverLines({ running: up, rates: new Map([['cursor.fs', rate]]), held: [], slow: undefined }, policy, NOW)[0]
      ?.mode;
  expect(modeOf([running])).toBe('observe');
  expect(modeOf([])).toBe('enforce');
});
