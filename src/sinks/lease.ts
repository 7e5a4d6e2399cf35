import { OktsecError } from '../errors.ts';
import type { Store } from '../store/store.ts';

/** How long one process alone may send without asking again, in microseconds. */
export const LEASE_MICROS = 30_000_000;

type Sender = {
  readonly store: Pick<Store, 'outbox'>;
  /** This process, among those that might send. */
  readonly owner: string;
  readonly signal: AbortSignal;
};

/**
 * Does work as the one process that sends. The right to is asked for again while the work lasts, and given back however it ends.
 * @param work its signal ends also when another process took over: a clock that jumped, a machine that slept
 * @returns undefined when another process sends
 */
export async function whileSending<T>(
  { store: { outbox }, owner, signal }: Sender,
  work: (signal: AbortSignal) => Promise<T>,
  renewMillis = LEASE_MICROS / 3000,
): Promise<T | undefined> {
  if (!outbox.lease(owner, LEASE_MICROS)) return undefined;
  const lost = new AbortController();
  const renewing = setInterval(() => {
    try {
      if (!outbox.lease(owner, LEASE_MICROS)) lost.abort();
    } catch (error) {
      // Locked: it is asked for again before it ends.
      if (!(error instanceof OktsecError)) lost.abort(error);
    }
  }, renewMillis);
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(renewing);
    outbox.release(owner);
  }
}
