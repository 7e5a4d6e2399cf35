import type { Commit, Outcome, Recorder } from '../../store/store.ts';

/**
 * Gathers what arrives in one turn of the loop, so that it becomes one transaction. Each is answered once it is committed.
 */
export class Turn {
  readonly #recorder: Recorder;
  #waiting: { readonly commit: Commit; readonly settle: (outcome: Outcome) => void }[] = [];

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  commit(commit: Commit): Promise<Outcome> {
    return new Promise((settle) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush());
      this.#waiting.push({ commit, settle });
    });
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { commit, settle } of waiting) void this.#recorder.commit(commit).then(settle);
  }
}
