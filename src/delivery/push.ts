import type { Mailroom } from '../store/store.ts';

const LEASE_MICROS = 60_000_000;
const FIRST_PAUSE_MICROS = 2_000_000;
const MOST_PAUSE_MICROS = 900_000_000;
const AT_ONCE = 10;

export type PushOptions = {
  readonly mailroom: Mailroom;
  /** Agents with a `deliver_to`, and where that is; asked at each look, because the config may have changed. */
  readonly targets: () => readonly { readonly agent: string; readonly url: string }[];
  /** One POST of this JSON. @returns its status @throws when there was no answer, or the address is none to dial */
  readonly post: (url: string, body: string) => Promise<number>;
  /** Microseconds since 1970. */
  readonly now: () => number;
  readonly warn: (line: string) => void;
};

/**
 * Hands the mail of some agents to a URL. A push is one more reader of the mailbox: it leases a message, and takes it out
 * once it was answered 2xx; else the message comes again later, with the same id, and may as well be fetched meanwhile.
 */
export class Pusher {
  readonly #options: PushOptions;
  readonly #busy = new Set<string>();

  constructor(options: PushOptions) {
    this.#options = options;
  }

  /** Looks for mail of each target. Never throws; one slow receiver holds up no other. */
  look(): void {
    for (const { agent, url } of this.#options.targets()) {
      if (this.#busy.has(agent)) continue;
      this.#busy.add(agent);
      void this.#push(agent, url).finally(() => this.#busy.delete(agent));
    }
  }

  async #push(agent: string, url: string): Promise<void> {
    const { mailroom, post, now, warn } = this.#options;
    try {
      for (const { id, letter, tries } of mailroom.fetch(agent, { limit: AT_ONCE, leaseMicros: LEASE_MICROS })) {
        const status = await post(url, letter).catch((error: unknown) =>
          error instanceof Error ? error.message : 'failed',
        );
        if (typeof status === 'number' && status >= 200 && status < 300) {
          mailroom.ack(agent, id);
          continue;
        }
        const pause = Math.min(MOST_PAUSE_MICROS, FIRST_PAUSE_MICROS * 4 ** Math.min(tries, 10));
        mailroom.postpone(agent, id, now() + pause);
        if (tries === 0) warn(`a message to ${agent} could not be pushed: ${status}; it stays in the mailbox`);
      }
    } catch (error) {
      warn(`mail of ${agent} could not be pushed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
