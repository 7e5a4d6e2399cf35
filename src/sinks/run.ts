import { OktsecError } from '../errors.ts';
import type { AuditRow, Outgoing, Store } from '../store/store.ts';
import { LEASE_MICROS } from './lease.ts';
import { noticeOf } from './notice.ts';
import { Busy, type Sink } from './sink.ts';

export type SinksOptions = {
  readonly store: Store;
  readonly sinks: readonly Sink[];
  /** The id of this home. */
  readonly instance: string;
  /** This process, among those that might send. */
  readonly owner: string;
  /** Microseconds since 1970. */
  readonly now: () => number;
  /** A number from 0 to 1, for the jitter. */
  readonly chance: () => number;
  readonly signal: AbortSignal;
  /** One line for people: a sink failed for the first time, or for good. */
  readonly warn: (line: string) => void;
  /** How often the log is looked at. */
  readonly pollMillis?: number;
  /** The first pause after a failure; each next one is four times as long. */
  readonly firstPauseMillis?: number;
};

const MAX_TRIES = 8;
const MAX_PAUSE_MILLIS = 15 * 60_000;
const ROWS_AT_ONCE = 500;
const SENDS_AT_ONCE = 50;

/**
 * Tells the sinks of what comes into the log, until the signal: each in order and by itself, so that a slow one holds up
 * no other and nobody's verdict. One process at a time sends; what a sink was not yet told of stands in the store and
 * outlives this process. After a crash the last delivery may come again, with the same id.
 */
export async function runSinks(options: SinksOptions): Promise<void> {
  const { store, sinks, owner, signal, pollMillis = 500 } = options;
  const busy = new Map<string, Promise<unknown>>();
  const broken: unknown[] = [];
  let leads = false;
  let asked = Number.NEGATIVE_INFINITY;
  try {
    while (!signal.aborted) {
      // However the clock went: back, too, the lease is asked for again.
      if (!leads || Math.abs(options.now() - asked) > LEASE_MICROS / 3) {
        asked = options.now();
        leads = guarded(options, () => store.outbox.lease(owner, LEASE_MICROS)) ?? false;
        if (leads) guarded(options, () => store.outbox.keep(sinks.map(({ name }) => name)));
      }
      for (const sink of leads ? sinks : []) {
        if (busy.has(sink.name)) continue;
        const pass = passOf(options, sink).catch((error: unknown) => broken.push(error));
        busy.set(
          sink.name,
          pass.finally(() => busy.delete(sink.name)),
        );
      }
      if (broken.length > 0) throw broken[0];
      await pause(pollMillis, signal);
    }
  } finally {
    await Promise.all(busy.values());
    if (leads) guarded(options, () => store.outbox.release(owner));
    await Promise.all(sinks.map((sink) => sink.close?.()));
  }
}

/** One look: what came is put down, what is due is sent. @returns how many were sent */
export async function passOf(options: SinksOptions, sink: Sink): Promise<number> {
  const { store, signal } = options;
  let sent = 0;
  try {
    while (!signal.aborted && store.outbox.collect(sink.name, (row) => sink.wants(row), ROWS_AT_ONCE) === ROWS_AT_ONCE);
    for (const outgoing of store.outbox.due(sink.name, SENDS_AT_ONCE)) {
      if (signal.aborted) break;
      if (await sendOne(options, sink, outgoing)) sent += 1;
      // What comes after waits for it: a receiver is told in order, and one that is down is not asked for each row.
      else break;
    }
  } catch (error) {
    trouble(options, error);
  }
  return sent;
}

async function sendOne(options: SinksOptions, sink: Sink, outgoing: Outgoing): Promise<boolean> {
  const { store, instance, signal } = options;
  const row = store.get(String(outgoing.seq));
  if (row === undefined || row === 'ambiguous') {
    // Pruned meanwhile: there is nothing left to tell.
    store.outbox.sent(sink.name, outgoing.seq);
    return true;
  }
  try {
    await sink.send(noticeOf(row, instance), signal);
  } catch (error) {
    if (!signal.aborted) putOff(options, { sink, outgoing, row }, error);
    return false;
  }
  store.outbox.sent(sink.name, outgoing.seq);
  return true;
}

type Failed = { readonly sink: Sink; readonly outgoing: Outgoing; readonly row: AuditRow };

function putOff(options: SinksOptions, { sink, outgoing, row }: Failed, error: unknown): void {
  const { store, now, warn } = options;
  // What a library throws may hold the address, and with it a secret: its name alone is told.
  const known = error instanceof OktsecError || error instanceof Busy;
  const why = known ? error.message : `it failed (${error instanceof Error ? error.name : 'unknown'})`;
  const tries = outgoing.tries + 1;
  const final = (error instanceof OktsecError && error.code === 'outbound_refused') || tries >= MAX_TRIES;
  const pause = Math.max(
    pauseMillis(options, tries),
    error instanceof Busy ? Math.min(error.millis, MAX_PAUSE_MILLIS) : 0,
  );
  const again = final ? undefined : now() + Math.round(pause * 1000);
  store.outbox.failed(sink.name, outgoing.seq, { error: why, again });
  if (final) warn(`${sink.name} was not told of row ${row.seq}: ${why}; oktsec webhooks retry`);
  else if (tries === 1) warn(`${sink.name} did not take row ${row.seq}: ${why}; it is tried again`);
}

/** 1 s, 4 s, 16 s … 15 min, each up to half shorter, so that many do not come back at one moment. */
export function pauseMillis(
  { firstPauseMillis = 1000, chance }: Pick<SinksOptions, 'firstPauseMillis' | 'chance'>,
  tries: number,
): number {
  const whole = Math.min(firstPauseMillis * 4 ** (tries - 1), MAX_PAUSE_MILLIS);
  return whole * (1 - chance() / 2);
}

/** The log may be locked for a while; the next look comes anyway. */
function guarded<T>(options: SinksOptions, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    trouble(options, error);
    return undefined;
  }
}

function trouble({ warn }: SinksOptions, error: unknown): void {
  if (!(error instanceof OktsecError)) throw error;
  warn(`sinks wait: ${error.message}`);
}

async function pause(millis: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((go) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      go();
    };
    const timer = setTimeout(done, millis);
    signal.addEventListener('abort', done);
  });
}
