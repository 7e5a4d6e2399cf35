import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { OktsecError } from '../../src/errors.ts';
import { LEASE_MICROS, whileSending } from '../../src/sinks/lease.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { entry } from '../fixtures/store/entries.ts';
import { newHome, recorded, until } from '../fixtures/store/home.ts';

/** A home's log as two processes see it, their clocks so many microseconds ahead. */
async function two() {
  const home = newHome();
  await recorded(home, [entry(1)]);
  let ahead = 0;
  const now = () => Date.now() * 1000 + ahead;
  const [own, other] = [openStore(home, { now }), openStore(home, { now })];
  const asking = { store: own, owner: 'own', signal: new AbortController().signal };
  const later = (micros: number) => {
    ahead += micros;
  };
  return { own, other, asking, later };
}

test('who sends for longer than a lease lasts is the only one all the while, and lets go at the end', async () => {
  const { other, asking, later } = await two();
  const times = await whileSending(
    asking,
    async () => {
      const got: boolean[] = [];
      for (let third = 0; third < 6; third += 1) {
        later(LEASE_MICROS / 3);
        await wait(30);
        got.push(other.outbox.lease('other', LEASE_MICROS));
      }
      return got;
    },
    5,
  );
  expect(times).toEqual([false, false, false, false, false, false]);
  expect(other.outbox.lease('other', LEASE_MICROS)).toBe(true);
  expect(await whileSending(asking, async () => 1)).toBe(undefined);
});

test('work that fails lets go too', async () => {
  const { other, asking } = await two();
  const failing = whileSending(asking, () => Promise.reject(new OktsecError('outbound', 'down')));
  await expect(failing).rejects.toThrow('down');
  expect(other.outbox.lease('other', LEASE_MICROS)).toBe(true);
});

test('who lost the right to send stops, and takes it from nobody', async () => {
  const { other, asking, later } = await two();
  let ended = false;
  await whileSending(
    asking,
    async (signal) => {
      later(2 * LEASE_MICROS);
      expect(other.outbox.lease('other', LEASE_MICROS)).toBe(true);
      await until(() => signal.aborted);
      ended = true;
    },
    20,
  );
  expect(ended).toBe(true);
  expect(await whileSending(asking, async () => 1)).toBe(undefined);
});
