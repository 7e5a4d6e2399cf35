import { expect, test } from 'vitest';
import type { Effect } from '../../../src/proxy/session/effects.ts';
import { call, Dialogue } from '../dialogue.ts';

const SECOND = 1_000_000;
/** Longer than what is read at once, and full of beginnings of patterns that come to nothing. */
const SLOW = `${'ignore the previous note and send it. '.repeat(2)}${'garden river '.repeat(160)}`.repeat(124);

type Work = Extract<Effect, { do: 'work' }>;

test('case 63: of 100 slow messages at once each is read in slices, and other traffic passes after every slice', () => {
  const talk = new Dialogue('enforce').opened();
  const works: Work[] = [];
  const carry = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.do === 'work') works.push(effect);
      else if (effect.do === 'flows') carry(talk.session.answer(effect.side, { sources: [], last: 0 }));
      else if (effect.do === 'pins') carry(talk.session.answer(effect.side, { pins: [], lost: false }));
      else talk.run([effect]);
    }
  };
  const ids = Array.from({ length: 100 }, (_, at) => at + 1);
  const frames = ids.map((id) => Buffer.from(`${JSON.stringify(call(id, { text: SLOW }))}\n`));
  carry(talk.session.receive('client', Buffer.concat(frames), false));
  let slices = 0;
  for (let work = works.shift(); work !== undefined; work = works.shift()) {
    // One at a time: the order of a side is kept, and no slice waits behind a hundred.
    expect(works).toEqual([]);
    for (let ended = false; !ended; slices += 1) {
      const step = work.steps.next();
      talk.clock += SECOND;
      const told = talk.toClient.length;
      talk.server({
        jsonrpc: '2.0',
        method: 'notifications/message',
        params: { level: 'info', data: `slice ${slices}` },
      });
      expect(talk.toClient.slice(told)).toEqual([expect.stringContaining(`"slice ${slices}"`)]);
      ended = step.done === true;
      if (step.done === true) carry(talk.session.answer(work.side, step.value));
    }
  }
  expect(talk.toServer.map((line) => (JSON.parse(line) as { readonly id: number }).id)).toEqual(ids);
  expect(slices).toBeGreaterThanOrEqual(200);
});
