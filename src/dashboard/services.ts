import type { Config } from '../config/config.ts';
import type { Keyring } from '../identity/keyring.ts';
import type { Policy } from '../policy/policy.ts';
import type { RuleSet } from '../rules/scan.ts';
import type { OwnEvent, Store } from '../store/store.ts';

/** Config, policy, rules and keys of one moment. */
export type Standing = {
  readonly config: Config;
  /** Undefined where no file stands and the defaults do. */
  readonly configPath: string | undefined;
  readonly policy: Policy;
  readonly rules: RuleSet;
  readonly ring: Keyring;
  readonly paused: boolean;
};

export type ConfigChange = {
  /** The config's text as it shall stand. */
  readonly edit: (text: string) => string;
  /** The row about it: `agent_changed`, `rule_changed`… The hashes of both configs are added to the note. */
  readonly event: OwnEvent;
};

/**
 * All that pages work with, handed in by `serve-dashboard.ts`, which alone joins the edges. What a page needs beyond this
 * becomes one more member here and one more line there.
 */
export type DashboardServices = {
  readonly version: string;
  readonly instance: string;
  /** The folder of config, keys and log. */
  readonly home: string;
  /** The user of this machine that serves. */
  readonly user: string;
  readonly store: Store;
  standing(): Standing;
  /** Edits the config, keeps its comments, writes the row, and has it stand. @throws OktsecError, with nothing changed */
  change(change: ConfigChange): Promise<void>;
  /** Microseconds since 1970. */
  now(): number;
  /** Microseconds on a clock that never goes back. */
  micros(): number;
  random(size: number): Uint8Array;
  log(level: 'debug' | 'info' | 'warn' | 'error', line: string): void;
  /** Ends when the server stops. */
  readonly stopping: AbortSignal;
};
