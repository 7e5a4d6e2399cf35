import { elapsedMillis } from '../../machine/clock.ts';
import type { Commit, Outcome } from '../terms/commit.ts';

type Waiting = {
  readonly commit: Commit;
  readonly after: number;
  readonly since: number;
  readonly settle: (outcome: Outcome) => void;
};

/** Commits that wait for the database, in the order they came. */
export class CommitQueue {
  #waiting: Waiting[] = [];

  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  /** @param after rows up to this number were spooled before it, and stand before it in the log */
  add(commit: Commit, after: number): Promise<Outcome> {
    return new Promise((settle) => {
      this.#waiting.push({ commit, after, since: elapsedMillis(), settle });
    });
  }

  /** Those whose turn it is when the rows up to this number are written. */
  ready(reached: number): readonly Commit[] {
    const early = this.#waiting.findIndex(({ after }) => after > reached);
    return (early < 0 ? this.#waiting : this.#waiting.slice(0, early)).map(({ commit }) => commit);
  }

  /** Tells the first `count` of them what became of them. */
  settle(outcomes: readonly Outcome[], count: number): void {
    const settled = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    settled.forEach(({ settle }, n) => {
      settle(outcomes[n] ?? 'unavailable');
    });
  }

  /** Gives up those that have waited for so long. @param instead what becomes of each */
  expire(afterMillis: number, instead: (commit: Commit) => Outcome): void {
    const now = elapsedMillis();
    const late = this.#waiting.filter(({ since }) => now - since >= afterMillis);
    this.#waiting = this.#waiting.filter((one) => !late.includes(one));
    for (const { commit, settle } of late) settle(instead(commit));
  }
}
