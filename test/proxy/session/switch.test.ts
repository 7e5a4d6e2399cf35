import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULTS } from '../../../src/config/config.ts';
import { makePolicy } from '../../../src/policy/policy.ts';
import { call, Dialogue, result, rules } from '../dialogue.ts';

const policy = (mode: 'observe' | 'enforce') => makePolicy({ ...DEFAULTS, mode }, rules());
const wire = Buffer.from([call(1, { a: 'é' }), call(2), call(3)].map((one) => `${JSON.stringify(one)}\n`).join(''));

test('a switch to enforce takes effect between two frames: the rest of a begun frame follows its beginning', () => {
  fc.assert(
    fc.property(fc.nat(wire.length), fc.nat(wire.length), (one, other) => {
      const [cut, then] = [Math.min(one, other), Math.max(one, other)];
      const talk = new Dialogue('observe');
      talk.run(talk.session.receive('client', wire.subarray(0, cut), true));
      talk.session.setPolicy(policy('enforce'));
      talk.run(talk.session.receive('client', wire.subarray(cut, then), false));
      talk.run(talk.session.receive('client', wire.subarray(then), false));
      const sent = talk.raw.map((bytes) => Buffer.from(bytes).toString('latin1')).join('');
      expect(wire.subarray(0, cut).toString('latin1') + sent).toBe(wire.toString('latin1'));
      expect(talk.rows).toHaveLength(3);
    }),
  );
});

test('bytes may go first again once nothing is held', () => {
  const talk = new Dialogue('enforce');
  expect(talk.session.settled).toBe(true);
  talk.run(talk.session.receive('client', wire.subarray(0, 10), false));
  expect(talk.session.settled).toBe(false);
  talk.run(talk.session.receive('client', wire.subarray(10), false));
  expect(talk.session.settled).toBe(true);
});

test('case 211: when no answer can come any more each request in flight gets one error, before the end', () => {
  const talk = new Dialogue('enforce').opened().client(call(1)).client(call('b')).server(result(1, 'x')).forget();
  talk.end('server');
  expect(talk.toClient.map((line) => JSON.parse(line))).toMatchObject([{ id: 'b', error: { code: -32603 } }]);
  expect(talk.ended).toEqual(['client']);
  expect(talk.session.orphaned()).toEqual([]);
});

test('a frame that was begun in observe and cut short by the end of its stream is not said twice', () => {
  const talk = new Dialogue('observe');
  const whole = wire.subarray(0, wire.indexOf(10));
  talk.run(talk.session.receive('client', whole, true));
  talk.session.setPolicy(policy('enforce'));
  talk.run(talk.session.end('client', false));
  expect(talk.raw).toEqual([]);
  expect(talk.ended).toEqual(['server']);
  expect(talk.rows).toMatchObject([{ method: 'tools/call', action: 'forward' }]);
});

test('what went on before it was read is told to have been delayed by nothing, what was read before by what that took', () => {
  const delays = (gone: boolean) => {
    const talk = new Dialogue('observe', {}, { gone, maxFrameBytes: 1000 });
    let ticks = 0;
    Object.defineProperty(talk, 'clock', { get: () => (ticks += 1000) });
    talk
      .client(call(1, { a: 'b' }))
      .server(result(1, 'x'))
      .client(call(2, { a: 'b'.repeat(2000) }));
    return talk.rows.map(({ latencyMicros }) => latencyMicros);
  };
  expect(delays(true)).toEqual([0, 0, 0]);
  const [one = 0, two = 0, long = 0] = delays(false);
  for (const delay of [one, two, long]) expect(delay).toBeGreaterThan(0);
});
