import { rawAt } from '../../../message/json/pointer.ts';
import type { Message } from '../../../message/message.ts';
import type { Ledger } from './ledger.ts';

/** What a server says unasked, per second, kept up over ten seconds. */
const PER_SECOND = 2000;
const BURST = 20_000;
/** A list that keeps changing is told of once a second, the last time always [79]. */
const LIST_MICROS = 1_000_000;
/** A server that sets itself up may say so a few times at once. */
const LIST_BURST = 10;

export type Flow = 'passes' | 'dropped' | 'later';

/**
 * Caps what a server says unasked: notifications, and answers to nothing. The answer to a request in flight is never counted:
 * none is lost by a flood [78]. Times are microseconds of a clock that only grows.
 */
export class Flood {
  #left = BURST;
  #at = 0;
  #dropped = 0;
  #last: Message | undefined;
  #told = Number.NEGATIVE_INFINITY;
  readonly #lists = new Map<string, List>();

  /** @param asked requests of the client in flight: progress is for one of them [80] */
  judge(message: Message, asked: Ledger, now: number): Flow {
    if (message.side !== 'server') return 'passes';
    // In a batch they count like any others: a flood may come in arrays.
    if (message.members !== undefined) {
      const flows = new Set(message.members.map((one) => this.judge(one, asked, now)));
      // Whole it goes or stays: what stands beside one that waits would be lost without a word.
      return flows.size > 1 || flows.has('dropped') ? 'dropped' : flows.has('later') ? 'later' : 'passes';
    }
    if (answersNothing(message, asked)) return this.#spend(now) ? 'passes' : 'dropped';
    if (message.kind !== 'notification') return 'passes';
    if (!this.#spend(now)) return 'dropped';
    const { method = '' } = message;
    if (method === 'notifications/progress') return knowsToken(message, asked) ? 'passes' : 'dropped';
    if (!method.endsWith('/list_changed')) return 'passes';
    // Lists that the protocol does not know share one count: a server can make up ever more names.
    const which = LISTS.has(method) ? method : '';
    const list = this.#lists.get(which) ?? { left: LIST_BURST, at: now, waits: undefined };
    this.#lists.set(which, list);
    list.left = Math.min(LIST_BURST, list.left + (now - list.at) / LIST_MICROS);
    list.at = now;
    if (list.waits === undefined && list.left >= 1) {
      list.left -= 1;
      return 'passes';
    }
    list.waits = message.frame;
    return 'later';
  }

  /** Counts what was dropped. @returns whether it is the first since the last row */
  drop(message: Message): boolean {
    const first = this.#last === undefined;
    this.#dropped += message.members?.length ?? 1;
    this.#last = message;
    return first;
  }

  /**
   * How many were dropped since the last row, and the last of them: once a second, and at the server's end, so that each is
   * counted in a row; undefined in between.
   */
  untold(now: number, ended: boolean): { readonly dropped: number; readonly last: Message } | undefined {
    const [dropped, last] = [this.#dropped, this.#last];
    if (last === undefined || (!ended && now - this.#told < LIST_MICROS)) return undefined;
    this.#told = now;
    this.#dropped = 0;
    this.#last = undefined;
    return { dropped, last };
  }

  /** Microseconds until something is due that waits: a frame, or the row about what was dropped; undefined when nothing waits. */
  due(now: number): number | undefined {
    const waiting = [...this.#lists.values()].filter(({ waits }) => waits !== undefined);
    const dues = waiting.map(({ left, at }) => (1 - left) * LIST_MICROS - (now - at));
    if (this.#last !== undefined) dues.push(LIST_MICROS - (now - this.#told));
    return dues.length === 0 ? undefined : Math.max(0, Math.min(...dues));
  }

  /** The frames whose turn has come. */
  ripe(now: number): Uint8Array[] {
    const ripe: Uint8Array[] = [];
    for (const list of this.#lists.values()) {
      const left = list.left + (now - list.at) / LIST_MICROS;
      if (list.waits === undefined || left < 1) continue;
      ripe.push(list.waits);
      Object.assign(list, { left: left - 1, at: now, waits: undefined });
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

const LISTS: ReadonlySet<string> = new Set(
  ['tools', 'prompts', 'resources'].map((list) => `notifications/${list}/list_changed`),
);

/** One kind of list: how many may go at once, and the frame that waits for its turn. */
type List = { left: number; at: number; waits: Uint8Array | undefined };

/** Errors about what could not be read among them: they have no id, and no request waits for them. */
function answersNothing({ kind, id }: Message, asked: Ledger): boolean {
  if (kind !== 'response' && kind !== 'error') return false;
  return id === undefined || !asked.has(id);
}

function knowsToken(message: Message, asked: Ledger): boolean {
  const token = rawAt(message.frame, '/params/progressToken');
  return token !== undefined && asked.hasToken(token);
}
