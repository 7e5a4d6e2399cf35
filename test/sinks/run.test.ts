import { expect, test } from 'vitest';
import { passOf, pauseMillis, runSinks } from '../../src/sinks/run.ts';
import type { Sink } from '../../src/sinks/sink.ts';
import { openStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { newHome, recorded, until } from '../fixtures/store/home.ts';
import { Receiver, status } from './receiver.ts';
import { options, webhook } from './setup.ts';

const seqs = (receiver: Receiver) => receiver.got.map((_, at) => receiver.json(at).seq);

/** Runs until `done`, then stops as a process that ends does. */
async function running(store: Store, sinks: readonly Sink[], done: () => boolean): Promise<string[]> {
  const stop = new AbortController();
  const given = options(store, sinks, { signal: stop.signal });
  const run = runSinks(given);
  await until(done);
  stop.abort();
  await run;
  return given.said;
}

test('a sink is told of what comes after it began, in order, once, over restarts', async () => {
  const home = newHome();
  const receiver = await Receiver.open();
  const sinks = [webhook(receiver.url)];
  await recorded(home, [blocked(1)]);
  const first = openStore(home);
  await running(first, sinks, () => first.outbox.lease('somebody else', 1) === false);
  first.close();
  await recorded(home, [entry(2), blocked(3), entry(4), blocked(5)]);
  const second = openStore(home);
  await running(second, sinks, () => receiver.got.length === 2 && second.outbox.list().length === 0);
  second.close();
  await recorded(home, [blocked(6)]);
  const third = openStore(home);
  await running(third, sinks, () => receiver.got.length === 3 && third.outbox.list().length === 0);
  await running(third, sinks, () => true);
  expect(seqs(receiver)).toEqual([3, 5, 6]);
  expect(third.outbox.list()).toEqual([]);
  third.close();
});

test('what could not be sent waits, keeps its order, and comes when the receiver is back', async () => {
  const home = newHome();
  const receiver = await Receiver.open();
  const sinks = [webhook(receiver.url)];
  await recorded(home, [entry(1)]);
  const store = openStore(home);
  await passOf(options(store, sinks), sinks[0]!);
  await recorded(home, [blocked(2), blocked(3)]);
  let failures = 3;
  receiver.answer = (response) => (failures-- > 0 ? status(500)(response) : status(200)(response));
  const said = await running(store, sinks, () => receiver.got.length === 5 && store.outbox.list().length === 0);
  expect(seqs(receiver)).toEqual([2, 2, 2, 2, 3]);
  expect(said).toEqual(['ops did not take row 2: answered 500; it is tried again']);
  store.close();
});

test('what is refused for good is given up at once, kept, and taken up again by hand', async () => {
  const home = newHome();
  const receiver = await Receiver.open();
  const sinks = [webhook(receiver.url)];
  await recorded(home, [entry(1)]);
  const store = openStore(home);
  const given = options(store, sinks);
  await passOf(given, sinks[0]!);
  await recorded(home, [blocked(2), blocked(3)]);
  receiver.answer = status(404);
  await passOf(given, sinks[0]!);
  await passOf(given, sinks[0]!);
  expect(store.outbox.list()).toMatchObject([
    { sink: 'ops', seq: 2, tries: 1, dead: true, error: 'answered 404' },
    { sink: 'ops', seq: 3, tries: 1, dead: true },
  ]);
  receiver.answer = status(200);
  expect(store.outbox.retry('ops', 3)).toBe(1);
  expect(store.outbox.retry(undefined, undefined)).toBe(1);
  while ((await passOf(given, sinks[0]!)) > 0);
  expect(store.outbox.list()).toEqual([]);
  expect(seqs(receiver)).toEqual([2, 3, 2, 3]);
  store.close();
});

test('a receiver that asks for a rest gets it, and a quarter of an hour at the most', async () => {
  const home = newHome();
  const receiver = await Receiver.open();
  const sinks = [webhook(receiver.url)];
  await recorded(home, [entry(1)]);
  const store = openStore(home);
  const now = Date.now() * 1000;
  const given = options(store, sinks, { now: () => now });
  await passOf(given, sinks[0]!);
  await recorded(home, [blocked(2)]);
  receiver.answer = status(429, { 'retry-after': '7' });
  await passOf(given, sinks[0]!);
  expect(store.outbox.list()).toMatchObject([{ seq: 2, dead: false, dueAt: now + 7_000_000 }]);
  receiver.answer = status(503, { 'retry-after': '999999' });
  const later = { ...given, now: () => now + 8_000_000 };
  store.close();
  const then = openStore(home, { now: later.now });
  await passOf({ ...later, store: then }, sinks[0]!);
  expect(then.outbox.list()).toMatchObject([{ seq: 2, dead: false, dueAt: now + 8_000_000 + 900_000_000 }]);
  then.close();
});

test('case 174: tries are counted, pauses grow and are bounded, and a slow sink holds up no other', async () => {
  expect([1, 2, 3, 4].map((tries) => pauseMillis({ chance: () => 0 }, tries))).toEqual([1000, 4000, 16_000, 64_000]);
  expect(pauseMillis({ chance: () => 1 }, 1)).toBe(500);
  expect(pauseMillis({ chance: () => 0 }, 50)).toBe(15 * 60_000);
  const home = newHome();
  const [slow, quick] = [await Receiver.open(), await Receiver.open()];
  slow.answer = () => undefined;
  const sinks = [webhook(slow.url), webhook(quick.url, { name: 'quick' })];
  await recorded(home, [entry(1)]);
  const store = openStore(home);
  for (const sink of sinks) await passOf(options(store, sinks), sink);
  await recorded(home, [blocked(2)]);
  await running(store, sinks, () => quick.got.length === 1 && store.outbox.list().length === 1);
  expect(store.outbox.list()).toMatchObject([{ sink: 'ops', seq: 2, dead: false }]);
  let failing = 0;
  const broken: Sink = {
    ...webhook(slow.url),
    send: async () => {
      failing += 1;
      throw Object.assign(new (await import('../../src/errors.ts')).OktsecError('outbound', 'down'));
    },
  };
  for (let tries = 0; tries < 20; tries += 1) {
    await passOf(options(store, [broken], { firstPauseMillis: 0 }), broken);
  }
  expect(failing).toBe(8);
  expect(store.outbox.list()).toMatchObject([{ tries: 8, dead: true, error: 'down' }]);
  store.close();
});

test('of two processes one sends; when it is gone the other takes over', async () => {
  const home = newHome();
  await recorded(home, [entry(1)]);
  let now = 1_000_000_000;
  const [one, two] = [openStore(home, { now: () => now }), openStore(home, { now: () => now })];
  expect([one.outbox.lease('one', 100), two.outbox.lease('two', 100)]).toEqual([true, false]);
  expect(one.outbox.lease('one', 100)).toBe(true);
  now += 101;
  expect([two.outbox.lease('two', 100), one.outbox.lease('one', 100)]).toEqual([true, false]);
  two.outbox.release('two');
  expect(one.outbox.lease('one', 100)).toBe(true);
  // A lease from before the clock went back is none.
  now -= 86_400_000_000;
  expect([two.outbox.lease('two', 100), one.outbox.lease('one', 100)]).toEqual([true, false]);
  one.close();
  two.close();
});

test('a sink that left the config is forgotten with what waited for it', async () => {
  const home = newHome();
  const receiver = await Receiver.open();
  const sink = webhook(receiver.url);
  await recorded(home, [entry(1)]);
  const store = openStore(home);
  await passOf(options(store, [sink]), sink);
  await recorded(home, [blocked(2)]);
  store.outbox.collect('ops', () => true, 10);
  expect(store.outbox.list()).toHaveLength(1);
  store.outbox.keep([]);
  expect(store.outbox.list()).toEqual([]);
  store.close();
});

test('a sink that fails in a way of its own is put off like any other, and nothing of its words is told', async () => {
  const home = newHome();
  const receiver = await Receiver.open();
  const bad: Sink = {
    name: 'bad',
    wants: () => true,
    send: () => Promise.reject(new TypeError('https://secret.example/t0ken')),
  };
  const sinks = [bad, webhook(receiver.url)];
  await recorded(home, [entry(1)]);
  const store = openStore(home);
  for (const sink of sinks) await passOf(options(store, sinks), sink);
  await recorded(home, [blocked(2)]);
  const said = await running(store, sinks, () => receiver.got.length === 1 && store.outbox.list().length === 1);
  expect(said[0]).toBe('bad did not take row 2: it failed (TypeError); it is tried again');
  expect(JSON.stringify(store.outbox.list())).not.toContain('secret.example');
  store.close();
});

test('what fails while rows are looked at ends the telling, and is told to whoever runs it', async () => {
  const home = newHome();
  const wants = () => {
    throw new RangeError('boom');
  };
  const broken: Sink = { name: 'ops', wants, send: async () => {} };
  await recorded(home, [entry(1)]);
  const store = openStore(home);
  await passOf(options(store, [broken]), broken);
  await recorded(home, [blocked(2)]);
  await expect(runSinks(options(store, [broken]))).rejects.toThrow('boom');
  store.close();
});

test('what waits to be tried again does not wait for a clock that went back', async () => {
  const home = newHome();
  let now = Date.now() * 1000;
  const store = openStore(home, { now: () => now });
  store.appendEvent({ name: 'paused', note: 'x' });
  store.outbox.collect('ops', () => true, 500);
  store.appendEvent({ name: 'resumed', note: 'x' });
  expect(store.outbox.collect('ops', () => true, 500)).toBe(1);
  const seq = store.outbox.due('ops', 10)[0]?.seq ?? 0;
  store.outbox.failed('ops', seq, { error: 'down', again: now + 900_000_000 });
  expect(store.outbox.due('ops', 10)).toEqual([]);
  now -= 86_400_000_000;
  expect(store.outbox.due('ops', 10)).toMatchObject([{ seq }]);
  store.close();
});
