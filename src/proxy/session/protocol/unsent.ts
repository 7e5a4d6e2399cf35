import { rawAt } from '../../../message/json/pointer.ts';
import type { Message, Side } from '../../../message/message.ts';
import { idKey, type Ledger } from './ledger.ts';
import type { Violation } from './protocol.ts';

const REMEMBERED = 1000;

/** Requests of the client's that never reached the server: their cancellation does not either. */
export class Unsent {
  readonly #ids = new Set<string>();

  /** A message was refused, a batch with all its members. */
  add(message: Message, violation: Violation | undefined): void {
    if (message.side !== 'client' || violation === 'id_in_flight') return;
    for (const { kind, id } of message.members ?? [message]) {
      if (kind !== 'request' || id === undefined) continue;
      if (this.#ids.size >= REMEMBERED) this.#ids.clear();
      this.#ids.add(idKey(id));
    }
  }

  /** Whether a message takes back what the server never saw. */
  cancels(message: Message, ledgers: Readonly<Record<Side, Ledger>>): boolean {
    const id = message.side === 'client' ? cancelledBy(message) : undefined;
    return id !== undefined && this.#ids.delete(idKey(id)) && !ledgers.client.has(id);
  }
}

/** The request that a notification takes back, its id as it is spelled; undefined for all other messages. */
export function cancelledBy({ kind, method, frame }: Message): string | undefined {
  if (kind !== 'notification' || method !== 'notifications/cancelled') return undefined;
  return rawAt(frame, '/params/requestId');
}
