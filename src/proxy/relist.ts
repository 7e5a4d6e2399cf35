import { replaceId, setMember } from '../message/edit.ts';
import type { Message } from '../message/message.ts';
import { rawAt } from '../message/pointer.ts';

/** After so many calls the server is asked again what it offers; then after each hundred. */
const AFTER_CALLS = [3, 10, 30, 100];
const EVERY_CALLS = 100;
const MAX_PAGES = 50;

/**
 * Asks a server quietly again for its tools, in the words of the client's own question, so that a definition that
 * changes once it is trusted is seen though nobody lists it [89]. The answers stay with us.
 */
export class Relist {
  readonly #ref: () => string;
  #question: Uint8Array | undefined;
  #calls = 0;
  #due: number = AFTER_CALLS[0] as number;
  /** The id of the question that is open. */
  #open: string | undefined;
  #pages = 0;

  constructor(ref: () => string) {
    this.#ref = ref;
  }

  /** The client asked for the first page of the tools: that is how the server wants to be asked. */
  heard(message: Message): void {
    if (message.method !== 'tools/list' || rawAt(message.frame, '/params/cursor') !== undefined) return;
    this.#question ??= message.frame;
  }

  /** A call was answered, or the server said that its tools changed. @returns the question to send, when it is time */
  after(what: 'call' | 'change'): { readonly id: string; readonly bytes: Uint8Array } | undefined {
    if (what === 'call') {
      this.#calls += 1;
      if (this.#calls < this.#due) return undefined;
      this.#due = AFTER_CALLS.find((calls) => calls > this.#calls) ?? this.#calls + EVERY_CALLS;
    }
    if (this.#open !== undefined) return undefined;
    this.#pages = 0;
    return this.#ask(this.#question);
  }

  owns(id: string): boolean {
    return id === this.#open;
  }

  /** An answer to our question. @returns the question for the next page, when there is one */
  answered(message: Message): { readonly id: string; readonly bytes: Uint8Array } | undefined {
    this.#open = undefined;
    const cursor = message.kind === 'response' ? rawAt(message.frame, '/result/nextCursor') : undefined;
    this.#pages += 1;
    if (cursor === undefined || !cursor.startsWith('"') || this.#pages > MAX_PAGES || this.#question === undefined) {
      return undefined;
    }
    return this.#ask(setMember(this.#question, '/params', 'cursor', cursor));
  }

  #ask(question: Uint8Array | undefined): { readonly id: string; readonly bytes: Uint8Array } | undefined {
    if (question === undefined) return undefined;
    const id = `"oktsec-${this.#ref()}"`;
    const bytes = replaceId(question, id);
    if (bytes === undefined) return undefined;
    this.#open = id;
    return { id, bytes };
  }
}
