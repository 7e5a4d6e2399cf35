import type { Mailroom } from '../../store/store.ts';

const LOOK_MILLIS = 250;
const CHECK_LOOKS = 4;

type Waiter = {
  readonly owner: string;
  readonly woken: () => void;
  readonly stands: () => boolean;
  readonly ended: () => void;
};

/**
 * Who waits for mail. Woken by what this process delivers, and by a look four times a second for what others do (an
 * approval); once a second each is asked whether it would still be let in.
 */
export class Waiting {
  readonly #mailroom: Mailroom;
  readonly #waiters = new Set<Waiter>();
  #timer: NodeJS.Timeout | undefined;
  #version = -1;
  #looks = 0;

  constructor(mailroom: Mailroom) {
    this.#mailroom = mailroom;
  }

  get size(): number {
    return this.#waiters.size;
  }

  /**
   * @param woken there may be mail now
   * @param ended it would not be let in any more
   * @returns ends the waiting
   */
  add(waiter: Waiter): () => void {
    this.#waiters.add(waiter);
    this.#timer ??= setInterval(() => this.#look(), LOOK_MILLIS);
    return () => {
      this.#waiters.delete(waiter);
      if (this.#waiters.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  wake(owner: string): void {
    for (const waiter of [...this.#waiters]) if (waiter.owner === owner) waiter.woken();
  }

  endAll(): void {
    for (const waiter of [...this.#waiters]) waiter.ended();
  }

  #look(): void {
    this.#looks += 1;
    const check = this.#looks % CHECK_LOOKS === 0;
    let version: number;
    try {
      version = this.#mailroom.version();
    } catch {
      return;
    }
    const changed = version !== this.#version;
    this.#version = version;
    for (const waiter of [...this.#waiters]) {
      // A revocation closes what is open [130]; leases end without any change.
      if (check && !waiter.stands()) waiter.ended();
      else if (changed || check) waiter.woken();
    }
  }
}
