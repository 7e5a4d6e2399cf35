import type { Config } from '../config/config.ts';
import type { AuditEntry } from '../guard/entry.ts';
import type { Keyring } from '../identity/keyring.ts';
import type { Policy } from '../policy/policy.ts';
import type { Mailroom, Recorder, Store } from '../store/store.ts';

/** What stands for one request: config, policy and keys of one moment [138]. */
export type Standing = {
  readonly config: Config;
  readonly policy: Policy;
  readonly ring: Keyring;
  /** A person stopped everything. */
  readonly paused?: boolean | undefined;
  /** Why the config on disk does not count, where it has a fault: what stood before it stands. */
  readonly fault?: string | undefined;
};

/** Whether a token is good, and for what. */
export type TokenCheck =
  | { readonly ok: true; readonly name: string; readonly scopes: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** Changes to the config that come in by the API. Each is a row, and one with a fault changes nothing. */
export type AgentEdits = {
  /** Sets the keys given of an agent, which is added where it is missing. @throws OktsecError */
  set(name: string, fields: Readonly<Record<string, unknown>>, by: string): Promise<void>;
  /** @returns false when there was none. @throws OktsecError */
  remove(name: string, by: string): Promise<boolean>;
};

/** All that routes work with. Made by `serve/join.ts`; routes keep nothing of their own. */
export type Services = {
  readonly instance: string;
  readonly version: string;
  standing(): Standing;
  readonly recorder: Recorder;
  readonly mailroom: Mailroom;
  readonly store: Store;
  readonly agents: AgentEdits;
  /** @param scope undefined asks only whether it is a token at all */
  checkToken(token: string, scope: string | undefined): TokenCheck;
  /** A row oktsec writes about itself. */
  event(name: string, note: string, from?: string): AuditEntry;
  /** Microseconds since 1970. */
  now(): number;
  /** Microseconds on a clock that never goes back. */
  micros(): number;
  /** A message's id: a UUID, 74 bits of it random. */
  newId(): string;
  /** A reference that a person can type. */
  newRef(): string;
  sha256(bytes: Uint8Array | string): Uint8Array;
  /** Ends when the server stops: who waits is let go. */
  readonly stopping: AbortSignal;
  log(level: 'debug' | 'info' | 'warn' | 'error', line: string): void;
};
