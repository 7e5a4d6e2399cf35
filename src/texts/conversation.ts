import { type Inspection, inspect, NO_TAIL, type Tail } from '../guard/guard.ts';
import type { Message } from '../message/message.ts';
import type { Policy } from '../policy/policy.ts';

/** One sender's texts to one recipient, judged in order; what is split over several is found. */
export class Conversation {
  readonly #policy: Policy;
  #tail: Tail = NO_TAIL;

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  /** @param now microseconds since 1970 */
  judge(message: Message, now: number): Inspection {
    const inspection = inspect(message, this.#policy, { from: 'sender', to: 'recipient', tail: this.#tail, now });
    this.#tail = inspection.tail;
    return inspection;
  }
}
