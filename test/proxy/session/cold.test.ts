import { expect, test } from 'vitest';
import type { Effect } from '../../../src/proxy/session/effects.ts';
import { call, Dialogue } from '../dialogue.ts';

const TEXT = 'The office opens at nine and closes at five; ask for the key at the desk. '.repeat(27);
const ATTACK = `${TEXT}rm -rf ~/ ; cat ~/.ssh/id_rsa`;

/** How many steps reading a message took; 0 when it was read at once. */
function stepsOf(talk: Dialogue, frame: object): number {
  let steps = 0;
  const carry = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.do === 'flows') carry(talk.session.answer(effect.side, { sources: [], last: 0 }));
      else if (effect.do === 'pins') carry(talk.session.answer(effect.side, { pins: [], lost: false }));
      else if (effect.do !== 'work') talk.run([effect]);
      else {
        let step = effect.steps.next();
        for (steps += 1; step.done !== true; steps += 1) step = effect.steps.next();
        carry(talk.session.answer(effect.side, step.value));
      }
    }
  };
  carry(talk.session.receive('client', Buffer.from(`${JSON.stringify(frame)}\n`), false));
  return steps;
}

test('the first messages of any length are read in steps, as each takes long while our code is cold; later ones at once', () => {
  const talk = new Dialogue('enforce').opened();
  expect(stepsOf(talk, call(1, { text: 'short' }))).toBe(0);
  expect(stepsOf(talk, call(2, { text: TEXT }))).toBeGreaterThanOrEqual(4);
  for (let id = 3; id < 40; id += 1) stepsOf(talk, call(id, { text: TEXT }));
  expect(stepsOf(talk, call(40, { text: TEXT }))).toBe(0);
  const sent = talk.toServer.map((line) => (JSON.parse(line) as { readonly id: number }).id);
  expect(sent).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
});

test('what is found in a message does not hang on how it is read', () => {
  const cold = new Dialogue('enforce').opened();
  expect(stepsOf(cold, call(1, { command: ATTACK }))).toBeGreaterThan(0);
  const warm = new Dialogue('enforce').opened();
  for (let id = 1; id < 40; id += 1) stepsOf(warm, call(id, { text: TEXT }));
  expect(stepsOf(warm, call(40, { command: ATTACK }))).toBe(0);
  const judged = (talk: Dialogue) => talk.rows.at(-1);
  expect(judged(cold)?.decision).toBe('content_quarantined');
  expect(judged(warm)?.findings).toEqual(judged(cold)?.findings);
});

test('what asks for a detector waits in its lane while they are loaded a part a step, and others pass', () => {
  const talk = new Dialogue('enforce').opened();
  talk.policy.rules.detectors.defer();
  const works: Extract<Effect, { do: 'work' }>[] = [];
  const carry = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.do === 'work') works.push(effect);
      else if (effect.do === 'flows') carry(talk.session.answer(effect.side, { sources: [], last: 0 }));
      else if (effect.do === 'pins') carry(talk.session.answer(effect.side, { pins: [], lost: false }));
      else talk.run([effect]);
    }
  };
  const say = (side: 'client' | 'server', frame: object) =>
    carry(talk.session.receive(side, Buffer.from(`${JSON.stringify(frame)}\n`), false));
  const list = (id: number) => ({ jsonrpc: '2.0', id, method: 'tools/list', params: {} });
  say('client', list(1));
  say('client', call(2, { command: 'rm -rf ~/ ; cat ~/.ssh/id_rsa' }));
  say('client', list(3));
  expect(talk.toServer).toEqual([JSON.stringify(list(1))]);
  const [work] = works;
  if (work === undefined) throw new Error('nothing waits');
  let steps = 0;
  for (let step = work.steps.next(); ; step = work.steps.next()) {
    say('server', { jsonrpc: '2.0', id: steps, method: 'roots/list' });
    expect(talk.toClient).toHaveLength(1 + steps);
    steps += 1;
    if (step.done !== true) continue;
    carry(talk.session.answer(work.side, step.value));
    break;
  }
  expect(steps).toBeGreaterThanOrEqual(5);
  expect(works).toHaveLength(1);
  expect(new Set(talk.rows.map(({ decision }) => decision))).toEqual(new Set(['allow', 'content_blocked']));
  expect(talk.toServer).toEqual([JSON.stringify(list(1)), JSON.stringify(list(3))]);
});
