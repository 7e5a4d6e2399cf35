import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Backlog, type Piece } from '../../../src/proxy/wire/backlog.ts';

const piece = (side: Piece['side'], gone: boolean, byte = 1): Piece => ({ side, gone, chunk: Uint8Array.of(byte) });

function reading(parked = () => false): {
  readonly backlog: Backlog;
  readonly read: Piece[];
  readonly done: (count: number) => Promise<void>;
} {
  const read: Piece[] = [];
  let check = () => {};
  const backlog = new Backlog(
    (one) => {
      read.push(one);
      check();
    },
    () => {},
    parked,
  );
  const done = (count: number) =>
    new Promise<void>((resolve) => {
      check = () => read.length >= count && resolve();
      check();
    });
  return { backlog, read, done };
}

test('what was forwarded is read after the turn in which it came, in order', async () => {
  const { backlog, read, done } = reading();
  backlog.begin();
  for (const byte of [1, 2, 3]) backlog.add(piece('client', true, byte));
  expect(read).toEqual([]);
  expect(backlog.bytes('client')).toBeGreaterThanOrEqual(3);
  await done(3);
  expect(read.map(({ chunk }) => chunk?.[0])).toEqual([1, 2, 3]);
  expect(backlog.empty).toBe(true);
  expect(backlog.bytes('client')).toBe(0);
});

test('a wire that never rests is read all the same', async () => {
  const { backlog, done } = reading();
  backlog.begin();
  let moving = true;
  const move = () => {
    if (!moving) return;
    backlog.add(piece('server', true));
    setImmediate(move);
  };
  move();
  await done(50);
  moving = false;
  await new Promise<void>((resolve) => backlog.whenCalm(resolve));
});

test('where a wire never rests, what waits takes a part of the time only', async () => {
  let reading = 0;
  let turns = 0;
  let begun = 0;
  let last = 0;
  const backlog = new Backlog(
    () => {
      const from = performance.now();
      while (performance.now() < from + 0.5);
      // What takes longer before the first short slice is not counted.
      if (turns > 0) reading += performance.now() - from;
    },
    () => {},
    () => false,
  );
  backlog.begin();
  const from = performance.now();
  const move = (stop: () => void) => {
    const now = performance.now();
    if (now > from + 600) return stop();
    if (now > from + 150) {
      if (turns === 0) begun = now;
      turns += 1;
    }
    if (now > last + 0.2) {
      last = now;
      backlog.add(piece('server', true));
    } else backlog.moved();
    setImmediate(move, stop);
  };
  await new Promise<void>(move);
  expect(reading).toBeGreaterThan(0);
  expect(reading / (performance.now() - begun)).toBeLessThan(0.5);
  backlog.clear();
});

test('once it rests, all of it is read with no more pauses', async () => {
  const { backlog, read, done } = reading();
  backlog.begin();
  for (let n = 0; n < 5000; n += 1) backlog.add(piece('server', true));
  const from = performance.now();
  await done(5000);
  expect(read).toHaveLength(5000);
  expect(performance.now() - from).toBeLessThan(1000);
});

test('nothing is read before there is a reader, and all of it at the end', () => {
  const { backlog, read } = reading();
  backlog.add(piece('client', true, 1));
  backlog.add({ side: 'client', gone: true, chunk: undefined });
  expect(read).toEqual([]);
  backlog.finish();
  expect(read.map(({ chunk }) => chunk?.[0])).toEqual([1, undefined]);
});

test('whatever order pieces come in, it is the order in which they are read', async () => {
  const pieces = fc.array(fc.record({ client: fc.boolean(), gone: fc.boolean() }), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(pieces, async (given) => {
      const { backlog, read, done } = reading();
      backlog.begin();
      const added = given.map(({ client, gone }, n) => piece(client ? 'client' : 'server', gone, n));
      for (const one of added) backlog.add(one);
      expect(backlog.holds).toBe(given.some(({ gone }) => !gone));
      await done(added.length);
      expect(read.map(({ chunk }) => chunk?.[0])).toEqual(added.map((_, n) => n));
      expect(backlog.holds).toBe(false);
    }),
    { numRuns: 30 },
  );
});

test('while what was handed on waits itself, nothing more is; what is to be forwarded goes on all the same', async () => {
  let waits = false;
  const { backlog, read, done } = reading(() => waits);
  backlog.begin();
  backlog.add(piece('client', true, 1));
  await done(1);
  waits = true;
  for (const byte of [2, 3]) backlog.add(piece('server', true, byte));
  await new Promise<void>((resolve) => backlog.whenCalm(resolve));
  await new Promise<void>((resolve) => backlog.whenCalm(resolve));
  expect(read).toHaveLength(1);
  waits = false;
  backlog.goOn();
  await done(3);
  waits = true;
  backlog.add(piece('server', true, 4));
  backlog.add(piece('server', false, 5));
  await done(5);
  expect(read.map(({ chunk }) => chunk?.[0])).toEqual([1, 2, 3, 4, 5]);
});
