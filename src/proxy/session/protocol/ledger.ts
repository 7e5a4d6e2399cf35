import type { Asked, Message } from '../../../message/message.ts';
import { ProgressTokens } from './progress-tokens.ts';

/** A request in flight: what its answer will need. */
export type Pending = Asked & {
  /** The id as the asker spelled it. */
  readonly id: string;
  /** The revision its `_meta` declares. */
  readonly revision: string | undefined;
  /** Whether its client shows forms by what it declares itself, and whether its result may be a question. */
  readonly forms: () => { readonly declared: boolean | undefined; readonly askedBack: boolean };
  /** Hash of the call, worked out when it is first needed. */
  readonly callHash: () => string;
  /** The rules that a person let it pass for. */
  readonly approved?: readonly string[] | undefined;
  /** The call as that person saw it, where all of it went on. */
  readonly shown?: Message | undefined;
  /** When it was sent on, in microseconds of the clock that only grows. */
  readonly since: number;
  /** A call that may be answered with a task. */
  readonly tasked: boolean;
  /** Its progress token as it was spelled, looked for when progress comes. */
  readonly token: () => string | undefined;
};

const MAX_PENDING = 10_000;
/** Of all their ids together, in characters: an id may be as long as a frame. */
const MAX_ID_TEXT = 4 * 1024 * 1024;
/** Tokens of calls that became tasks: so many, each so long at most. */
const MAX_TASKS = 1024;
const MAX_TOKEN = 256;

/**
 * The requests of one side that were forwarded and not yet answered. Ids are unique per sender only, so each side has
 * a ledger of its own; `1` and `"1"` are two ids; an id used twice is answered first in, first out.
 */
export class Ledger {
  readonly #byId = new Map<string, Pending[]>();
  /** The oldest first. */
  readonly #cancelled = new Set<string>();
  readonly #tokens = new ProgressTokens<Pending>(idKey);
  /** The oldest first. */
  readonly #tasks = new Set<string>();
  #size = 0;
  #idText = 0;

  /** @returns false when there is no room, cancelled requests that were never answered put aside. */
  get full(): boolean {
    while (this.#size >= MAX_PENDING || this.#idText >= MAX_ID_TEXT) {
      const [oldest] = this.#cancelled;
      if (oldest === undefined) return true;
      this.#cancelled.delete(oldest);
      this.#take(oldest);
    }
    return false;
  }

  has(id: string): boolean {
    return this.#byId.has(idKey(id));
  }

  /** The request that the next answer with this id belongs to. */
  peek(id: string): Pending | undefined {
    return this.#byId.get(idKey(id))?.[0];
  }

  add(pending: Pending): void {
    if (this.full) return;
    const key = idKey(pending.id);
    const queue = this.#byId.get(key);
    if (queue === undefined) this.#byId.set(key, [pending]);
    else queue.push(pending);
    this.#tokens.add(pending);
    this.#size += 1;
    this.#idText += pending.id.length;
  }

  /** The answer came: the request is no longer in flight. */
  take(id: string): Pending | undefined {
    return this.#take(idKey(id));
  }

  #take(key: string): Pending | undefined {
    const queue = this.#byId.get(key);
    const pending = queue?.shift();
    if (pending === undefined) return undefined;
    if (queue?.length === 0) this.#byId.delete(key);
    // Another request may have this id next, and nobody took that one back.
    this.#cancelled.delete(key);
    this.#tokens.delete(pending);
    this.#size -= 1;
    this.#idText -= pending.id.length;
    return pending;
  }

  /** A late answer is still let through, yet a cancelled request may be forgotten when room is short. */
  cancel(id: string): void {
    const key = idKey(id);
    const queue = this.#byId.get(key);
    if (queue?.[0] === undefined || this.#cancelled.has(key)) return;
    this.#cancelled.add(key);
    this.#tokens.delete(queue[0]);
    queue[0] = withoutFrame(queue[0]);
    this.#tokens.add(queue[0]);
  }

  /** The client took it back: a late answer still goes on, and nobody waits for it. */
  isCancelled(id: string): boolean {
    return this.#cancelled.has(idKey(id));
  }

  /** The call that has waited longest and was not taken back. */
  oldestCall(): Pending | undefined {
    for (const pending of this.all()) {
      if (pending.method === 'tools/call' && !this.#cancelled.has(idKey(pending.id))) return pending;
    }
    return undefined;
  }

  /** It was answered with a task: its progress token stands for as long as that runs, and nothing says for certain when it ends. */
  goesOn({ token }: Pending): void {
    const raw = token();
    if (raw === undefined || raw.length > MAX_TOKEN) return;
    const [oldest] = this.#tasks;
    if (oldest !== undefined && this.#tasks.size >= MAX_TASKS) this.#tasks.delete(oldest);
    this.#tasks.add(idKey(raw));
  }

  /** Whether a request in flight, or one that became a task, asked for progress under this token, as it is spelled. */
  hasToken(raw: string): boolean {
    return this.#tokens.has(raw) || (this.#tasks.size > 0 && this.#tasks.has(idKey(raw)));
  }

  *all(): Iterable<Pending> {
    for (const queue of this.#byId.values()) yield* queue;
  }
}

/** What a late answer needs: a server that answers nothing must not make us keep all it was asked. */
function withoutFrame(pending: Pending): Pending {
  const [callHash, forms, token] = [pending.callHash(), pending.forms(), pending.token()];
  return { ...pending, callHash: () => callHash, forms: () => forms, token: () => token };
}

/** Equal for spellings that any JSON reader takes for one id: `"\u0061"` and `"a"`, `1` and `1.0`; not `1` and `"1"`. */
export function idKey(raw: string): string {
  if (raw.charCodeAt(0) !== 34) return isPlain(raw) ? raw : `${Number(raw)}`;
  return raw.includes('\\') ? `s${JSON.parse(raw) as string}` : `s${raw.slice(1, -1)}`;
}

/** Spelled as any writer of JSON spells a whole number: most ids are, and are their own key. */
function isPlain(raw: string): boolean {
  if (raw.length > 15) return false;
  for (let at = 0; at < raw.length; at += 1) {
    const unit = raw.charCodeAt(at);
    if (unit < 48 || unit > 57) return false;
  }
  return raw.charCodeAt(0) !== 48 || raw.length === 1;
}
