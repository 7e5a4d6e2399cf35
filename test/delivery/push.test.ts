import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Pusher } from '../../src/delivery/push.ts';
import type { Mailroom } from '../../src/store/store.ts';

/** A pusher whose receiver refuses one message that was tried so often; what it put off, in microseconds, and what it said. */
async function refused(tries: number): Promise<{ readonly pauses: number[]; readonly said: string[] }> {
  const [pauses, said]: [number[], string[]] = [[], []];
  const mailroom: Pick<Mailroom, 'fetch' | 'ack' | 'postpone'> = {
    fetch: () => [{ id: 'm1', letter: '{}', tries }],
    ack: () => true,
    postpone: (_agent, _id, until) => void pauses.push(until),
  };
  const pusher = new Pusher({
    mailroom: mailroom as Mailroom,
    targets: () => [{ agent: 'a', url: 'http://127.0.0.1:1/' }],
    post: async () => 500,
    now: () => 0,
    warn: (line) => void said.push(line),
  });
  pusher.look();
  pusher.look();
  await turn();
  return { pauses, said };
}

test('what could not be pushed comes again after longer and longer, a quarter of an hour at the most; it is said once', async () => {
  for (const [tries, seconds] of [
    [0, 2],
    [1, 8],
    [2, 32],
    [4, 512],
    [5, 900],
    [1000, 900],
  ] as const) {
    const { pauses, said } = await refused(tries);
    expect(pauses).toEqual([seconds * 1_000_000]);
    expect(said).toHaveLength(tries === 0 ? 1 : 0);
  }
});
