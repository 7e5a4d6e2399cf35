import { type Inspection, inspect, NO_TAIL, type Tail } from '../guard/guard.ts';
import type { Channel, Message, Part, Side } from '../message/message.ts';
import { DECISIONS, type Decision } from '../policy/decisions.ts';
import type { Policy } from '../policy/policy.ts';

export const VERDICTS = ['clean', 'flag', 'quarantine', 'block'] as const;
/** What enforce would do, in the words of a scan: a masked text is one that could not have gone as it was. */
export type ScanVerdict = (typeof VERDICTS)[number];

/** A text that came on no wire as a message, so that it is judged on the one path that there is. */
export function textMessage(text: string, channel: Channel, side: Side = 'server'): Message {
  const frame = new TextEncoder().encode(JSON.stringify(text));
  const part: Part = { pointer: '', channel, key: false, start: 0, end: frame.length, text, joins: true };
  const parts = [part];
  return { kind: 'letter', side, frame, parts: () => parts };
}

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

export function verdictOf(decision: Decision): ScanVerdict {
  if (decision === 'allow') return 'clean';
  if (decision === 'content_flagged') return 'flag';
  return DECISIONS[decision].action === 'hold' ? 'quarantine' : 'block';
}

export function strictestVerdict(verdicts: Iterable<ScanVerdict>): ScanVerdict {
  let worst = 0;
  for (const verdict of verdicts) worst = Math.max(worst, VERDICTS.indexOf(verdict));
  return VERDICTS[worst] ?? 'clean';
}
