import { type App, keysDirOf, requestOf } from '../app.ts';
import type { Context } from '../command.ts';
import { changedMeanwhile, rememberRun } from '../files/config/last-run.ts';
import { rulesOf } from '../files/config/rule-packs.ts';
import { changeNote, watchConfig } from '../files/config/watch-config.ts';
import { LiveKeyring } from '../files/keys/keyring-file.ts';
import { isPaused } from '../files/marks/pause-mark.ts';
import type { Standing } from '../http/services.ts';
import { makePolicy } from '../policy/policy.ts';
import type { Log } from './log-lines.ts';

export type LiveStanding = {
  /** What stands now. */
  now(): Standing;
  /** Reads the config again. */
  look(): Promise<void>;
  end(): void;
};

type Told = {
  readonly log: Log;
  /** Makes a row of what oktsec did by itself. */
  readonly note: (event: string, note: string, from?: string) => void;
  /** The config changed. */
  readonly onConfig: (snapshot: App['opened']['snapshot']) => void;
};

/** How long config, policy and keys are taken as they were: less than any request takes to be sent and answered. */
const STANDING_MICROS = 1000;
const REREAD_MILLIS = 1000;

/** Config, policy, keys and the pause as they are at each moment; a config or a key with a fault leaves what stood. */
export function keepStanding(context: Context, app: App, { log, note, onConfig }: Told): LiveStanding {
  const { io, globals } = context;
  let { snapshot } = app.opened;
  let policy = app.policy;
  const keys = keepKeys(app, { log, note });
  let standing: Standing = {
    config: snapshot.config,
    policy,
    ring: keys.now(),
    fault: app.opened.problems[0]?.message,
  };
  let looked = io.micros();
  let fault = app.opened.problems[0]?.message;
  const watch = watchConfig(requestOf(context), snapshot, globals.mode, (next, problems) => {
    fault = problems[0]?.message;
    for (const { message, hint } of problems) {
      log('error', hint === undefined ? message : `${message} (${hint})`);
      note('config_error', message);
    }
    if (next === undefined) return;
    const before = snapshot;
    snapshot = next.snapshot;
    policy = makePolicy(snapshot.config, rulesOf(snapshot), { mode: globals.mode });
    keys.setKeysDir(keysDirOf(snapshot));
    looked = 0;
    onConfig(snapshot);
    log('info', 'the config changed');
    rememberRun(snapshot);
    note('config_changed', changeNote(before, snapshot));
  });
  void changedMeanwhile(snapshot).then((said) => said !== undefined && note('config_changed', said));
  const rereading = setInterval(() => keys.reread(), REREAD_MILLIS).unref();
  return {
    now: () => {
      const now = io.micros();
      if (now - looked < STANDING_MICROS) return standing;
      looked = now;
      const ring = keys.now();
      const paused = isPaused(snapshot.home);
      if (
        ring !== standing.ring ||
        policy !== standing.policy ||
        paused !== standing.paused ||
        fault !== standing.fault
      )
        standing = { config: snapshot.config, policy, ring, paused, fault };
      return standing;
    },
    look: () => watch.look(),
    end: () => {
      clearInterval(rereading);
      watch.end();
    },
  };
}

/** The keys that count, and a word about each that is refused, once. */
function keepKeys({ opened: { snapshot } }: App, { log, note }: Pick<Told, 'log' | 'note'>): LiveKeyring {
  const told = new Set<string>();
  const tellRefused = (refused: readonly { readonly name: string; readonly why: string }[]) => {
    for (const { name, why } of refused) {
      const line = `the key of ${name} is refused: ${why}`;
      if (told.has(line)) continue;
      told.add(line);
      log('warn', line);
      note('key_refused', why, name);
    }
  };
  const keys = new LiveKeyring(snapshot.home, keysDirOf(snapshot), (ring, error) => {
    if (error !== undefined) {
      const why = error instanceof Error ? error.message : String(error);
      log('warn', `the keys are as they were: ${why}`);
      note('config_error', why);
    }
    tellRefused(ring.refused);
  });
  tellRefused(keys.now().refused);
  return keys;
}
