import type { Snapshot } from '../files/config/config-file.ts';
import type { Request } from '../files/config/find-config.ts';
import { changedMeanwhile, rememberRun } from '../files/config/last-run.ts';
import { rulesOf } from '../files/config/rule-packs.ts';
import { changeNote, watchConfig } from '../files/config/watch-config.ts';
import { isPaused } from '../files/marks/pause-mark.ts';
import { anyEnforce, makePolicy } from '../policy/policy.ts';
import type { ProxyArguments } from '../proxy/arguments.ts';
import type { Carrier } from '../proxy/carry.ts';

/** One look at one file: a kill switch should not take the whole second. */
const PAUSE_POLL_MS = 500;

/** Says something on stderr and makes a row of it. */
type Note = (event: string, text: string, hint?: string) => void;

/** What operators have decided for one relay: the config, and whether everything is paused. */
export class Standing {
  readonly #args: ProxyArguments;
  snapshot: Snapshot;
  paused: boolean;

  constructor(snapshot: Snapshot, args: ProxyArguments) {
    this.#args = args;
    this.snapshot = snapshot;
    this.paused = isPaused(snapshot.home);
  }

  /** Bytes may go first: nothing can be refused. */
  get free(): boolean {
    const { mode, client, agent } = this.#args;
    return !this.paused && !anyEnforce(this.snapshot.config, mode, [client, agent]);
  }

  /** Has the config that was read last stand, and nothing that was said since. */
  stand(carrier: Carrier): void {
    const { snapshot, paused } = this;
    carrier.setPolicy(makePolicy(snapshot.config, rulesOf(snapshot), { mode: this.#args.mode, paused }), this.free);
  }

  /** Has what is decided from now on stand for the carrier too. @param record makes a row and says nothing */
  follow(request: Request, carrier: Carrier, { note, record }: { readonly note: Note; readonly record: Note }): void {
    const { mode } = this.#args;
    const stand = () => this.stand(carrier);
    const sayPaused = () =>
      note(
        this.paused ? 'paused' : 'resumed',
        this.paused ? 'everything is paused by a person' : 'messages pass again',
      );
    if (this.paused) {
      // It may have been pulled after the relay began: bytes must not go first any longer.
      stand();
      sayPaused();
    }
    setInterval(() => {
      if (isPaused(this.snapshot.home) === this.paused) return;
      this.paused = !this.paused;
      stand();
      sayPaused();
    }, PAUSE_POLL_MS).unref();
    void changedMeanwhile(this.snapshot).then((said) => said !== undefined && record('config_changed', said));
    watchConfig(request, this.snapshot, mode, (next, problems) => {
      for (const { message, hint } of problems) note('config_error', message, hint);
      if (next === undefined) return;
      const before = this.snapshot;
      this.snapshot = next.snapshot;
      stand();
      rememberRun(next.snapshot);
      record('config_changed', changeNote(before, next.snapshot));
    });
  }
}
