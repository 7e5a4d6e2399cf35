import type { Inspection } from '../../guard/guard.ts';
import { bookOf, learnedNote, type PinsAtHand } from '../../guard/pinned.ts';
import { rawAt } from '../../message/json/pointer.ts';
import type { Message } from '../../message/message.ts';
import { DESCRIBING, HANDSHAKES } from '../../message/offers.ts';
import { judgeDefinitions } from '../../pins/judge.ts';
import { launchId } from '../../pins/launch.ts';
import type { Pin } from '../../pins/pin.ts';
import { pinKey } from '../../pins/pin.ts';
import type { PinBook } from '../../store/store.ts';

/** Of a handshake only instructions are pinned: without any, the first answer need not wait for the log. */
function tells({ frame, method }: Message): boolean {
  return !HANDSHAKES.has(method ?? '') || rawAt(frame, '/result/instructions') !== undefined;
}

/** What a session knows of its server's pins: asked of the log when first needed, and again when somebody decided. */
export class SessionPins {
  readonly #server: string;
  readonly #launch: () => string;
  /** When what is pinned last changed on disk. */
  readonly #changed: () => number;
  #asked: number | undefined;
  #at: PinsAtHand | undefined;
  /** How the server is started, to be kept with what it says first. */
  #launched: Pin | undefined;

  constructor(server: string, launch: () => string, changed: () => number) {
    this.#server = server;
    this.#launch = launch;
    this.#changed = changed;
  }

  get at(): PinsAtHand | undefined {
    return this.#at;
  }

  /** Which launch of the server its pins are of. */
  get launch(): string {
    return launchId(this.#launch());
  }

  /** Canonical JSON of a tool's definition as it was approved, empty when none is known. */
  definition(tool: string): string {
    return this.#at?.book.get(pinKey({ kind: 'tool', name: tool }))?.approved ?? '';
  }

  /** Whether this message cannot be judged before the pins are known. */
  needed(message: Message): boolean {
    const { kind, side, method } = message;
    if (method === undefined) return message.members?.some((one) => this.needed(one)) ?? false;
    const asks = side === 'client' && kind === 'request' && (method === 'tools/call' || method === 'prompts/get');
    const lists = side === 'server' && kind === 'response' && DESCRIBING.has(method) && tells(message);
    return (asks || lists) && this.#asked !== this.#changed();
  }

  /** The log's answer; `undefined` when it cannot be read, and then nothing counts as known. */
  know(book: PinBook | undefined): void {
    this.#asked = this.#changed();
    const pins = bookOf(book?.pins ?? []);
    const lost = book === undefined || book.lost;
    const id = this.launch;
    const definition = { kind: 'launch', name: '', json: this.#launch() } as const;
    const [launch] = judgeDefinitions([definition], pins, {
      server: this.#server,
      launch: id,
      newWaits: () => undefined,
      bad: () => false,
    });
    this.#at = { book: pins, id, lost, unread: book === undefined, launch: launch?.withheld ? launch.reasons : [] };
    this.#launched = launch?.pin;
  }

  /** Keeps in mind what an inspection learned. @returns what the log is to keep, undefined for nothing */
  learn({
    learned = [],
    standings = [],
  }: Inspection): { readonly pins: readonly Pin[]; readonly note: string } | undefined {
    const waits = this.#launched?.state === 'pending';
    if (this.#at === undefined || (learned.length === 0 && !waits)) return undefined;
    const pins = this.#launched === undefined ? learned : [this.#launched, ...learned];
    this.#launched = undefined;
    const book = new Map(this.#at.book);
    for (const pin of pins) book.set(pinKey(pin), pin);
    this.#at = { ...this.#at, book };
    return { pins, note: waits ? `the server: ${this.#at.launch.join(', ')}` : learnedNote(standings) };
  }
}
