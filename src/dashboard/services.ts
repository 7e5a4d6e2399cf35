import type { Config } from '../config/config.ts';
import type { Keyring } from '../identity/keyring.ts';
import type { Policy } from '../policy/policy.ts';
import type { ClientFacts } from '../posture/facts.ts';
import type { RuleSet } from '../rules/scan/scan.ts';
import type {
  AuditRow,
  ChainState,
  OwnEvent,
  QuarantineItem,
  QuarantineStatus,
  Review,
  Store,
} from '../store/store.ts';

/** Config, policy, rules and keys of one moment. */
export type Standing = {
  readonly config: Config;
  /** Undefined where no file stands and the defaults do. */
  readonly configPath: string | undefined;
  readonly policy: Policy;
  readonly rules: RuleSet;
  readonly ring: Keyring;
  readonly paused: boolean;
  /** Why the config on disk does not count, where it has a fault: what stood before it stands. */
  readonly fault: string | undefined;
};

export type ConfigChange = {
  /** The config's text as it shall stand. */
  readonly edit: (text: string) => string;
  /** The row about it: `agent_changed`, `rule_changed`… The hashes of both configs are added to the note. */
  readonly event: OwnEvent;
};

/** Text of a held message, safe to show and cut, and how many characters are left out. */
export type Said = { readonly text: string; readonly left: number };

/** A held message with the row that tells of it. */
export type HeldMessage = {
  readonly item: QuarantineItem;
  readonly row: AuditRow;
  /** How today's rules see it, as long as it waits; not in lists. */
  readonly today?:
    | {
        /** Why nobody may release it. */
        readonly stopped: string | undefined;
        readonly maskable: boolean;
        /** Secrets in it masked; undefined where that is not possible. */
        readonly asSent: Said | undefined;
        /** With all that holds it masked. */
        readonly masked: Said | undefined;
      }
    | undefined;
};

/** Where held messages are looked at and settled, by the rules and the config of this moment. */
export type HeldDesk = {
  /** Newest first, of those held before the row of this number where one is given. */
  list(status: QuarantineStatus | undefined, limit: number, before?: number): readonly HeldMessage[];
  /** @throws OktsecError `not_held`, `usage` when several fit */
  find(ref: string): HeldMessage;
  /** @throws OktsecError `not_held`, `not_released`, `not_maskable`, `party`, `altered` */
  approve(ref: string, review: Review & { readonly masked: boolean }): QuarantineItem;
  /** @throws OktsecError `not_held`, `party` */
  reject(ref: string, review: Review): QuarantineItem;
};

/** One server as a client's config has it. */
export type ConfiguredServer = {
  /** The client's title. */
  readonly client: string;
  /** `cursor/filesystem`: what commands take. */
  readonly ref: string;
  readonly name: string;
  /** What its traffic is called in the log, where it has any. */
  readonly agent: string | undefined;
  readonly state: 'wrapped' | 'bare' | 'remote' | 'wrapped-by-other' | 'broken' | 'own' | 'builtin' | 'unreadable';
  readonly why: string | undefined;
  readonly disabled: boolean;
  readonly risk: string;
  /** `files`, `network`, `execution`, `secrets`, `data`. */
  readonly capabilities: readonly string[];
  /** Why, one line each. */
  readonly because: readonly string[];
};

/** One server that runs behind oktsec now. Times in microseconds. */
export type RunningServer = {
  readonly agent: string;
  readonly client: string;
  readonly pid: number;
  readonly since: number;
  readonly calls: number;
  readonly answered: number;
  /** How long the server took for its newest answers, microseconds; undefined before the first one. */
  readonly answerP50?: number | undefined;
  readonly answerP99?: number | undefined;
  readonly held: number;
  readonly refused: number;
  readonly waitingSince: number | undefined;
  /** Of the server and all it started; unknown where the system does not say. */
  readonly memoryKilobytes: number | undefined;
};

/** What the pages about agents, rules and settings change beside the config. */
export type DashboardAdmin = {
  /** Whether an edit of the config loosens the protection, by what it comes to. @throws OktsecError when it comes to no config */
  loosens(edit: ConfigChange['edit']): Promise<boolean>;
  /** A new key pair for an agent that has none. @throws OktsecError when it has one */
  makeKey(agent: string): { readonly fingerprint: string; readonly keyPath: string };
  /** The key an agent signs with counts no more, at once. @returns its fingerprint. @throws OktsecError when it has none */
  revokeKey(agent: string, reason: string | undefined): string;
  /** Tells one webhook or sink of something that never happened. @returns what went wrong */
  testSink(name: string): Promise<string | undefined>;
  /** What keeps a webhook or sink from being told where `serve` runs: a variable that is not set. */
  unset(name: string): string | undefined;
  /** A new token, shown this once. @throws OktsecError when its name is taken or a scope is none */
  makeToken(token: { readonly name: string; readonly scopes: readonly string[]; readonly days: number }): string;
  /** Every row of a period as text, in pieces, the oldest first. */
  exported(format: 'csv' | 'json', since: number): Iterable<string>;
};

/**
 * All that pages work with, handed in by `serve/dashboard.ts`, which alone joins the edges. What a page needs beyond this
 * becomes one more member here and one more line there.
 */
export type DashboardServices = DashboardAdmin & {
  readonly version: string;
  readonly instance: string;
  /** The folder of config, keys and log. */
  readonly home: string;
  /** What commands have to be typed with to be about this home: `--home DIR`; empty where it is the one that they find by themselves. */
  given(): string;
  /** The user of this machine that serves. */
  readonly user: string;
  readonly store: Store;
  readonly desk: HeldDesk;
  /** What the clients of this machine have configured; looked up anew after a few seconds. Starts nothing. */
  configured(): Promise<readonly ConfiguredServer[]>;
  /** What the score counts of the clients' configs; looked up anew after some seconds. */
  clients(): Promise<ClientFacts>;
  running(): readonly RunningServer[];
  standing(): Standing;
  /** How far the log's chain is proved; it is, a piece at a time, as long as the server runs. */
  chain(): ChainState;
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
