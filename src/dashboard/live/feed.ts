import type { Store } from '../../store/store.ts';

/** One open page that follows the log. */
export type Reader = {
  /** Looks for what is new up to this row and sends it. @throws the log's error */
  look(newest: number): void;
  /** Whether its session still stands. */
  stands(): boolean;
  end(): void;
};

const POLL_MILLIS = 40;
const CHECK_MILLIS = 1000;
const MOST_READERS = 32;

/**
 * Watches the log while anybody follows it: one small look for all, each reader then asks with its own filter. Proxies
 * append, nobody has to tell.
 */
export class Feed {
  readonly #store: Store;
  readonly #warn: (line: string) => void;
  readonly #readers = new Set<Reader>();
  #newest = 0;
  #poll: NodeJS.Timeout | undefined;
  #check: NodeJS.Timeout | undefined;
  #failing = false;

  constructor(store: Store, warn: (line: string) => void) {
    this.#store = store;
    this.#warn = warn;
  }

  /** @returns what takes it off again; undefined when there are as many as there may be [164] */
  add(reader: Reader): (() => void) | undefined {
    if (this.#readers.size >= MOST_READERS) return undefined;
    this.#readers.add(reader);
    // Unref'd: an open page keeps no server from ending.
    this.#poll ??= setInterval(() => this.#look(), POLL_MILLIS).unref();
    this.#check ??= setInterval(() => this.#endThoseWhoLeft(), CHECK_MILLIS).unref();
    return () => this.#remove(reader);
  }

  /** Lets a reader look up to the row that was the newest when the log was last looked at. Never throws. */
  tell(reader: Reader): void {
    try {
      if (reader.stands()) reader.look(this.#newest);
    } catch (error) {
      this.#warn(`the live view waits: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #remove(reader: Reader): void {
    this.#readers.delete(reader);
    if (this.#readers.size > 0) return;
    clearInterval(this.#poll);
    clearInterval(this.#check);
    this.#poll = undefined;
    this.#check = undefined;
  }

  #look(): void {
    const before = this.#newest;
    try {
      const [first] = this.#store.list({ limit: 1 });
      this.#newest = first?.seq ?? 0;
      this.#failing = false;
    } catch (error) {
      // Locked for a moment, or for long: the next look tries again, and it is said once.
      if (!this.#failing) this.#warn(`the live view waits: ${error instanceof Error ? error.message : String(error)}`);
      this.#failing = true;
      return;
    }
    if (this.#newest === before) return;
    for (const reader of this.#readers) this.tell(reader);
  }

  #endThoseWhoLeft(): void {
    for (const reader of this.#readers) if (!reader.stands()) reader.end();
  }
}
