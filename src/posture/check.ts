import type { Mode } from '../policy/decisions.ts';
import type { Severity } from '../rules/rule.ts';

/** What the score is made of. What is undefined was not looked at: it costs nothing, and the report says so. */
export type PostureFacts = {
  readonly coverage?: Coverage | undefined;
  /** The mode where nothing else says another. */
  readonly mode: Mode;
  /** Servers that are known, and how each stands. */
  readonly servers: readonly { readonly name: string; readonly mode: Mode }[];
  /** Whether the log's chain holds; with what is wrong first. */
  readonly chain?: { readonly ok: boolean; readonly what?: string | undefined } | undefined;
  /** Definitions that changed and wait for a person. */
  readonly pins: readonly { readonly server: string; readonly name: string }[];
  /** What is wrong with entries in clients' configs. */
  readonly entries?:
    | readonly { readonly server: string; readonly severity: Severity; readonly what: string }[]
    | undefined;
  /** Rows of the period that enforce would not have let through. */
  readonly letThrough: number;
  /** Rules that count nowhere any more. */
  readonly ignored: readonly string[];
  /** Messages that wait for a person, and how many of them for more than an hour. */
  readonly held: { readonly count: number; readonly late: number };
  readonly requireSignature: boolean;
  readonly defaultPolicy: 'allow' | 'deny';
};

/** What of the clients' configs goes through oktsec. */
export type Coverage = {
  /** Servers that clients start themselves. */
  readonly servers: number;
  /** Those that are started without oktsec. */
  readonly bare: readonly string[];
  /** What `oktsec wrap` is given to change that. */
  readonly wrap: string;
  /** Servers that are reached over the network: they cannot be wrapped. */
  readonly remote: number;
  /** Configs that could not be read. */
  readonly unreadable: number;
};

/** How one check came out. `lost` is 0 to the check's most. */
export type Outcome = { readonly lost: number; readonly what: string; readonly fix?: string | undefined };

/** One thing that is looked at. The mosts of all checks are 100 together. */
export type PostureCheck = {
  readonly id: string;
  readonly name: string;
  /** Points that it can cost. */
  readonly most: number;
  /** How what it costs is counted, a sentence for people. */
  readonly formula: string;
  /** @returns undefined when the facts do not tell */
  look(facts: PostureFacts): Outcome | undefined;
};
