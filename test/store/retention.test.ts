import { describe, expect, test } from 'vitest';
import { loosenedIn } from '../../src/commands/status/loosened.ts';
import { entry } from '../fixtures/store/entries.ts';
import { newHome, recorded, withStore } from '../fixtures/store/home.ts';

const DAY = 86_400_000_000;
const START = entry(0).time;
/** Some rows of each of so many days. */
const days = (count: number, each = 20) =>
  Array.from({ length: count * each }, (_, n) => entry(n, { time: START + Math.floor(n / each) * DAY + (n % each) }));
const verify = (home: string) => withStore(home, (store) => store.verify());
const oldest = (home: string) => withStore(home, (store) => [...store.rows()][0]?.time ?? 0);
const prunes = (home: string) =>
  withStore(home, (store) => [...store.rows()].filter(({ method }) => method === 'prune').length);

/** A process that relays something and ends `day` days after the first row. */
const ends = (home: string, day: number, retentionDays: number) => {
  const time = START + day * DAY;
  return recorded(home, [entry(1, { time })], { retentionDays, now: () => time });
};

describe('case 197: quarantine.retention_days', () => {
  test('a recorder that closes deletes what is older, with a signed row, and the rest verifies', async () => {
    const home = newHome();
    await recorded(home, days(10));
    await ends(home, 12, 5);
    expect(oldest(home)).toBe(START + 7 * DAY);
    expect(prunes(home)).toBe(1);
    expect(verify(home)).toMatchObject({ ok: true, prunedTo: 140 });
    const [row] = withStore(home, (store) => [...store.rows()].filter(({ method }) => method === 'prune'));
    expect(row?.note).toContain(', by quarantine.retention_days: 5');
    expect(row && loosenedIn([row])).toEqual([]);
    expect(row && loosenedIn([{ ...row, note: 'rows 1 to 2 were deleted' }])).toMatchObject([{ what: 'pruned' }]);
  });

  test('not again before a day has gone by', async () => {
    const home = newHome();
    await recorded(home, days(10));
    await ends(home, 12, 5);
    await ends(home, 12.9, 5);
    expect(prunes(home)).toBe(1);
    await ends(home, 13.1, 5);
    expect(prunes(home)).toBe(2);
    expect(oldest(home)).toBe(START + 9 * DAY);
    expect(verify(home)).toMatchObject({ ok: true });
  });

  test('a clock that is years ahead for a while deletes nothing, a pause of weeks only puts it off', async () => {
    const home = newHome();
    await recorded(home, days(10));
    await ends(home, 4000, 30);
    expect(oldest(home)).toBe(START);
    await ends(home, 10, 30);
    expect(oldest(home)).toBe(START);
    expect(prunes(home)).toBe(0);
    const other = newHome();
    await recorded(other, days(10));
    await ends(other, 60, 30);
    expect(prunes(other)).toBe(0);
    await ends(other, 61.1, 30);
    expect(oldest(other)).toBe(START + 60 * DAY);
    expect(verify(other)).toMatchObject({ ok: true });
  });

  test('0 keeps for ever', async () => {
    const home = newHome();
    await recorded(home, days(10));
    await ends(home, 4000, 0);
    expect(oldest(home)).toBe(START);
    expect(prunes(home)).toBe(0);
  });

  test('a long backlog goes in portions, and all of it verifies', async () => {
    const home = newHome();
    await recorded(home, days(10, 2500));
    await ends(home, 12, 1);
    for (let more = 0; more < 20 && oldest(home) < START + 9 * DAY; more += 1) await ends(home, 12, 1);
    expect(oldest(home)).toBeGreaterThanOrEqual(START + 11 * DAY);
    expect(verify(home)).toMatchObject({ ok: true });
    expect(withStore(home, (store) => store.stats().rows)).toBe(verify(home).rows);
  });
});
