import type { Inspection } from '../../guard/guard.ts';
import { rawAt } from '../../message/json/pointer.ts';
import type { Message } from '../../message/message.ts';
import { DECISIONS } from '../../policy/decisions.ts';

type Waiting = { readonly rules: readonly string[]; readonly until: number };

const MOST = 64;

/**
 * Calls that a person let pass and that their server answered with a question of its own: the client makes them once more,
 * with the answer. That is still the call that was approved, so it passes for the same rules, once for each question.
 */
export class Continued {
  readonly #waiting = new Map<string, Waiting>();

  /**
   * The answer to an approved call went on.
   * @param hash of the call. @param rules that were approved. @param until microseconds of the clock that only grows
   */
  asked({ kind, frame }: Message, hash: () => string, rules: readonly string[], until: number): void {
    if (kind !== 'response' || rawAt(frame, '/result/resultType') !== '"input_required"') return;
    const key = keyOf(hash(), rawAt(frame, '/result/requestState'));
    this.#waiting.delete(key);
    this.#waiting.set(key, { rules, until });
    for (const oldest of this.#waiting.keys()) {
      if (this.#waiting.size <= MOST) return;
      this.#waiting.delete(oldest);
    }
  }

  /**
   * Whether it is an approved call once more, with the answer to its server's question, and nothing but what was shown then
   * stands against it. It is told once.
   */
  covers({ frame }: Message, { judged, rules }: Inspection, hash: string, now: number): boolean {
    if (this.#waiting.size === 0) return false;
    const state = rawAt(frame, '/params/requestState');
    // Without either it is the same call from the beginning.
    if (state === undefined && rawAt(frame, '/params/inputResponses') === undefined) return false;
    const key = keyOf(hash, state);
    const approved = this.#waiting.get(key);
    this.#waiting.delete(key);
    if (approved === undefined || approved.until <= now) return false;
    const stops = judged.filter(({ decision }) => DECISIONS[decision].action !== 'forward');
    // The answer is no part of what was approved.
    return rules.every((rule) => approved.rules.includes(rule)) && stops.every(({ pointer }) => ARGUMENT.test(pointer));
  }
}

const ARGUMENT = /^\/params\/(?:arguments(?:\/|$)|name$)/;

function keyOf(hash: string, state: string | undefined): string {
  return `${hash} ${state ?? ''}`;
}
