import { replaceId, setMember } from '../../message/edit.ts';
import { rawAt } from '../../message/json/pointer.ts';
import type { Message } from '../../message/message.ts';
import { idKey } from '../session/protocol/ledger.ts';

/** A request of our own, under an id that no client uses. */
export type Question = { readonly id: string; readonly bytes: Uint8Array };

const MAX_PAGES = 50;

/**
 * Asks a server quietly again for its tools, in the words of the client's own question, so that a definition that
 * changes once it is trusted is seen though nobody lists it [89]. The answers stay with us.
 */
export class Relist {
  readonly #ref: () => string;
  #question: Uint8Array | undefined;
  /** Calls since the tools were last listed. */
  #calls = 0;
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
    this.#calls = 0;
  }

  /**
   * A call was answered.
   * @param every after how many calls it is time; 0 never
   * @returns the question to send, when it is time
   */
  called(every: number): Question | undefined {
    this.#calls += 1;
    if (every === 0 || this.#calls < every || this.#open !== undefined) return undefined;
    this.#calls = 0;
    this.#pages = 0;
    return this.#ask(this.#question);
  }

  /** @param id as it is spelled, in whatever way */
  owns(id: string): boolean {
    return this.#open !== undefined && idKey(id) === idKey(this.#open);
  }

  /** An answer to our question. @returns the question for the next page, when there is one */
  answered(message: Message): Question | undefined {
    this.#open = undefined;
    const cursor = message.kind === 'response' ? rawAt(message.frame, '/result/nextCursor') : undefined;
    this.#pages += 1;
    if (cursor === undefined || !cursor.startsWith('"') || this.#pages > MAX_PAGES || this.#question === undefined) {
      return undefined;
    }
    const question = this.#question;
    const asked = setMember(question, '/params', 'cursor', cursor);
    // The first page may be asked for without `params`.
    return this.#ask(asked ?? setMember(question, '', 'params', `{"cursor":${cursor}}`));
  }

  /** No answer to a request will be read. @returns whether it was our question, of which the client knows nothing */
  gaveUp(id: string): boolean {
    if (!this.owns(id)) return false;
    this.#open = undefined;
    return true;
  }

  #ask(question: Uint8Array | undefined): Question | undefined {
    if (question === undefined) return undefined;
    const id = `"oktsec-${this.#ref()}"`;
    const bytes = replaceId(question, id);
    if (bytes === undefined) return undefined;
    this.#open = id;
    return { id, bytes };
  }
}
