import type { Inspection } from '../guard/guard.ts';
import { bookOf, learnedNote, type PinsAtHand } from '../guard/pinned.ts';
import type { Message } from '../message/message.ts';
import { judgeDefinitions } from '../pins/judge.ts';
import type { Pin } from '../pins/pin.ts';
import { pinKey } from '../pins/pin.ts';
import type { PinBook } from '../store/store.ts';

const LISTINGS = new Set([
  'initialize',
  'server/discover',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
]);

/** What a session knows of its server's pins: asked of the log when first needed, and again when somebody decided. */
export class SessionPins {
  readonly #server: string;
  readonly #launch: () => string;
  /** When what is pinned last changed on disk. */
  readonly #changed: () => number;
  #asked: number | undefined;
  #at: PinsAtHand | undefined;

  constructor(server: string, launch: () => string, changed: () => number) {
    this.#server = server;
    this.#launch = launch;
    this.#changed = changed;
  }

  get at(): PinsAtHand | undefined {
    return this.#at;
  }

  /** Whether this message cannot be judged before the pins are known. */
  needed(message: Message): boolean {
    const { kind, side, method } = message;
    if (method === undefined) return message.members?.some((one) => this.needed(one)) ?? false;
    const asks = side === 'client' && kind === 'request' && method === 'tools/call';
    const lists = side === 'server' && kind === 'response' && LISTINGS.has(method);
    return (asks || lists) && this.#asked !== this.#changed();
  }

  /** The log's answer; `undefined` when it cannot be read, and then nothing counts as known. @returns what to keep */
  know(book: PinBook | undefined): readonly Pin[] {
    this.#asked = this.#changed();
    const pins = bookOf(book?.pins ?? []);
    const lost = book === undefined || book.lost;
    const definition = { kind: 'launch', name: '', json: this.#launch() } as const;
    const [launch] = judgeDefinitions([definition], pins, {
      server: this.#server,
      newWaits: () => false,
      bad: () => false,
    });
    this.#at = { book: pins, lost, launch: launch?.withheld ? launch.reasons : [] };
    return launch?.pin === undefined ? [] : [launch.pin];
  }

  /** Keeps in mind what an inspection learned. @returns the row's note, undefined when there is nothing to keep */
  learn({ learned, standings }: Inspection): string | undefined {
    if (this.#at === undefined || learned === undefined || learned.length === 0) return undefined;
    const book = new Map(this.#at.book);
    for (const pin of learned) book.set(pinKey(pin), pin);
    this.#at = { ...this.#at, book };
    return learnedNote(standings ?? []);
  }
}
