import type { Frame } from '../../message/framer.ts';
import type { Message } from '../../message/message.ts';
import type { Hold } from '../../store/store.ts';
import type { Judgement } from '../session/judgement.ts';
import { idKey, type Pending } from '../session/protocol/ledger.ts';
import { cancelledBy } from '../session/protocol/unsent.ts';

/** Something held that a person is asked about in the client. */
export type Asked = {
  readonly judgement: Judgement;
  readonly hold: Hold;
  /** The request that waits: its id as the client spelled it. */
  readonly id: string;
  /** Of a held answer: the request that it answers, which is no longer in the ledger. */
  readonly pending: Pending | undefined;
  /** When it is no longer waited for, in microseconds of the clock that only grows. */
  readonly until: number;
  /** It is asked in place of a result: the client comes again by itself, and nothing waits here. */
  readonly comesAgain: boolean;
  /** It came again, with an answer. */
  readonly renewed?: boolean | undefined;
  /** When it was asked about, in microseconds of the clock that only grows. */
  readonly shown?: number | undefined;
};

/** More at once nobody looks at: they are held without a question. */
const MOST_ASKED = 8;
const MOST_LATE = 64;
const MOST_KEPT = 16;
/** Nobody reads a form and answers it in less: what comes sooner was said by a program. In microseconds. */
const QUICKEST = 300_000;

/**
 * The questions of one session. One form at a time, in the order of what is held; while it is open the server's own
 * forms wait, so that none can pass for ours. Tokens have 128 random bits: no id of a server's is ever among them.
 */
export class AskedAbout {
  readonly #open = new Map<string, Asked>();
  readonly #queue: Asked[] = [];
  /** Questions that are over: what the client still says to them goes nowhere. */
  readonly #late = new Set<string>();
  #kept: { readonly id: string; readonly frame: Frame }[] = [];

  /** There is room for one more. */
  get mayAsk(): boolean {
    return this.#open.size + this.#queue.length < MOST_ASKED;
  }

  /** A form is in the client: another has to wait. */
  get formOpen(): boolean {
    return [...this.#open.values()].some(({ comesAgain }) => !comesAgain);
  }

  /** No answer to a question of ours can come any more: bytes of the client may go first. */
  get quiet(): boolean {
    return this.#open.size === 0 && this.#queue.length === 0 && this.#late.size === 0;
  }

  wait(asked: Asked): void {
    this.#queue.push(asked);
  }

  /** Those that wait for their turn and fit; they wait no longer. */
  drawn(fits: (asked: Asked) => boolean): Asked[] {
    const drawn = this.#queue.filter(fits);
    for (const one of drawn) this.#queue.splice(this.#queue.indexOf(one), 1);
    return drawn;
  }

  /** The next to be asked about, when no form is open. */
  next(): Asked | undefined {
    return this.formOpen ? undefined : this.#queue.shift();
  }

  open(token: string, asked: Asked, now: number): void {
    this.#open.set(token, { ...asked, shown: now });
  }

  /** @param id of a frame of the client's, as it is spelled */
  owns(id: string): boolean {
    const token = tokenOf(id);
    return token !== undefined && (this.#open.has(token) || this.#late.has(token));
  }

  /** The answer came: what it was about; undefined when nobody waits for it any more. */
  take(token: string): Asked | undefined {
    this.#late.delete(token);
    const asked = this.#open.get(token);
    this.#open.delete(token);
    return asked;
  }

  /** A request of the client's with this id waits for a person. */
  has(id: string): boolean {
    const key = idKey(id);
    return this.#all().some((asked) => !asked.comesAgain && idKey(asked.id) === key);
  }

  /** The client takes its request back: what was held of it, and the token of the form if it is open. */
  cancel(id: string): { readonly asked: Asked; readonly token: string | undefined } | undefined {
    const key = idKey(id);
    return this.#drop((asked) => !asked.comesAgain && idKey(asked.id) === key)[0];
  }

  /** What was waited for long enough. */
  overdue(now: number): { readonly asked: Asked; readonly token: string | undefined }[] {
    return this.#drop(({ until }) => until <= now);
  }

  /** All that waits, because no answer can come any more. */
  abandon(): Asked[] {
    return this.#drop(() => true).map(({ asked }) => asked);
  }

  /** Microseconds until the first of them is no longer waited for. */
  due(now: number): number | undefined {
    const ends = this.#all().map(({ until }) => until);
    return ends.length === 0 ? undefined : Math.max(0, Math.min(...ends) - now);
  }

  /** A form of the server's own waits until ours is closed. @returns false when too many do */
  keep(id: string, frame: Frame): boolean {
    if (this.#kept.length >= MOST_KEPT) return false;
    this.#kept.push({ id: idKey(id), frame });
    return true;
  }

  /** The server takes back a form of its own that waits behind ours: nobody has seen it, and nobody will. */
  withdraws(message: Message): boolean {
    if (message.side !== 'server' || this.#kept.length === 0) return false;
    const id = cancelledBy(message);
    if (id === undefined) return false;
    const key = idKey(id);
    const left = this.#kept.filter((one) => one.id !== key);
    if (left.length === this.#kept.length) return false;
    this.#kept = left;
    return true;
  }

  /** The server's forms that may go on now. */
  freed(): readonly Frame[] {
    if (this.formOpen || this.#kept.length === 0) return [];
    const freed = this.#kept.map(({ frame }) => frame);
    this.#kept = [];
    return freed;
  }

  #all(): Asked[] {
    return [...this.#open.values(), ...this.#queue];
  }

  #drop(fits: (asked: Asked) => boolean): { readonly asked: Asked; readonly token: string | undefined }[] {
    const dropped: { asked: Asked; token: string | undefined }[] = [];
    for (const [token, asked] of this.#open) {
      if (!fits(asked)) continue;
      this.#open.delete(token);
      if (!asked.comesAgain) this.#remember(token);
      dropped.push({ asked, token: asked.comesAgain ? undefined : token });
    }
    for (let at = this.#queue.length - 1; at >= 0; at -= 1) {
      const asked = this.#queue[at];
      if (asked === undefined || !fits(asked)) continue;
      this.#queue.splice(at, 1);
      dropped.push({ asked, token: undefined });
    }
    return dropped;
  }

  #remember(token: string): void {
    this.#late.add(token);
    for (const oldest of this.#late) {
      if (this.#late.size <= MOST_LATE) return;
      this.#late.delete(oldest);
    }
  }
}

/** It was answered sooner than a person can have read it. */
export function answeredUnread({ shown }: Asked, now: number): boolean {
  return shown !== undefined && now - shown < QUICKEST;
}

function tokenOf(id: string): string | undefined {
  return id.startsWith('"') ? (JSON.parse(id) as string) : undefined;
}
