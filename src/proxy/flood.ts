import type { Message } from '../message/message.ts';
import { rawAt } from '../message/pointer.ts';
import { idKey, type Ledger } from './ledger.ts';

/** Notifications of a server per second, kept up over ten seconds. */
const PER_SECOND = 2000;
const BURST = 20_000;
/** A list that changed is told of once a second, the last time always [79]. */
const LIST_MICROS = 1_000_000;

export type Flow = 'passes' | 'dropped' | 'later';

/**
 * Caps what a server says unasked. Responses are never counted: none is lost by a flood [78]. Times are microseconds of
 * a clock that only grows.
 */
export class Flood {
  #left = BURST;
  #at = 0;
  #dropped = 0;
  #told = Number.NEGATIVE_INFINITY;
  /** By method: when the last one went through, and the frame that waits for its turn. */
  readonly #lists = new Map<string, { sent: number; waits: Uint8Array | undefined }>();

  /** @param asked requests of the client in flight: progress is for one of them [80] */
  judge(message: Message, asked: Ledger, now: number): Flow {
    if (message.side !== 'server' || message.kind !== 'notification') return 'passes';
    if (!this.#spend(now)) return 'dropped';
    const { method = '' } = message;
    if (method === 'notifications/progress') return knowsToken(message, asked) ? 'passes' : 'dropped';
    if (!method.endsWith('/list_changed')) return 'passes';
    const list = this.#lists.get(method) ?? { sent: Number.NEGATIVE_INFINITY, waits: undefined };
    this.#lists.set(method, list);
    if (now - list.sent >= LIST_MICROS && list.waits === undefined) {
      list.sent = now;
      return 'passes';
    }
    list.waits = message.frame;
    return 'later';
  }

  /** Counts one that was dropped. @returns how many since the last row, once a second; undefined in between */
  summary(now: number): number | undefined {
    this.#dropped += 1;
    if (now - this.#told < LIST_MICROS) return undefined;
    this.#told = now;
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  /** Microseconds until the next frame that waits is due; undefined when none waits. */
  due(now: number): number | undefined {
    const dues = [...this.#lists.values()]
      .filter(({ waits }) => waits !== undefined)
      .map(({ sent }) => sent + LIST_MICROS - now);
    return dues.length === 0 ? undefined : Math.max(0, Math.min(...dues));
  }

  /** The frames whose turn has come. */
  ripe(now: number): Uint8Array[] {
    const ripe: Uint8Array[] = [];
    for (const list of this.#lists.values()) {
      if (list.waits === undefined || now - list.sent < LIST_MICROS) continue;
      ripe.push(list.waits);
      list.waits = undefined;
      list.sent = now;
    }
    return ripe;
  }

  #spend(now: number): boolean {
    this.#left = Math.min(BURST, this.#left + ((now - this.#at) * PER_SECOND) / 1e6);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

function knowsToken(message: Message, asked: Ledger): boolean {
  const token = rawAt(message.frame, '/params/progressToken');
  if (token === undefined) return false;
  const key = idKey(token);
  for (const { token: theirs } of asked.all()) {
    const raw = theirs();
    if (raw !== undefined && idKey(raw) === key) return true;
  }
  return false;
}
