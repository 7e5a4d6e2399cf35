import type { AuditEntry } from '../../guard/entry.ts';
import type { Status } from '../../policy/decisions.ts';
import type { Severity } from '../../rules/rule.ts';

/** A stored audit entry with its place in the chain. */
export type AuditRow = AuditEntry & {
  readonly seq: number;
  /** The row's own hash in the chain, lower-case hex. */
  readonly rowHash: string;
};

export type RowFilter = {
  /** The status of the verdict (`DECISIONS[decision].status`); whether it was carried out stands in `action`. */
  readonly status?: Status | undefined;
  /** Any of these statuses. */
  readonly statuses?: readonly Status[] | undefined;
  /** Rows from or to this agent, exactly. */
  readonly agent?: string | undefined;
  /** Rows with at least one finding. */
  readonly findings?: boolean | undefined;
  /** Rows whose sender is neither `local` nor `verified`. */
  readonly unverified?: boolean | undefined;
  /** Rows that oktsec wrote about itself. */
  readonly events?: boolean | undefined;
  /** Rows that oktsec did not write about itself. */
  readonly messages?: boolean | undefined;
  /** Rows from or to this server: `cursor.filesystem`, or `filesystem` of whatever client. */
  readonly server?: string | undefined;
  readonly tool?: string | undefined;
  /** Rows with a finding of this rule. */
  readonly rule?: string | undefined;
  /** Rows with a finding of one of these severities. */
  readonly severities?: readonly Severity[] | undefined;
  /** Rows of this client session. */
  readonly session?: string | undefined;
  /**
   * Words, each of which stands in the row's agents, method, tool, decision, action or rules, in whatever case; or the
   * beginning of a reference. Excerpts and notes are not searched.
   */
  readonly text?: string | undefined;
  /** What rules are called, so that `text` finds them by it. */
  readonly ruleNames?: ReadonlyMap<string, string> | undefined;
  /** Microseconds since 1970: rows of this time or later. */
  readonly since?: number | undefined;
  /** Rows beyond this sequence number, oldest first (`--follow`); without it the newest come first. */
  readonly afterSeq?: number | undefined;
  /** Rows before this sequence number: the next page of the newest first. */
  readonly beforeSeq?: number | undefined;
  /** Default 50; clamped to 1 … 10,000. */
  readonly limit?: number | undefined;
};

export type Count = { readonly name: string; readonly rows: number };
export type Stats = {
  readonly rows: number;
  /** By the verdict's decision, most first. */
  readonly decisions: readonly Count[];
  readonly statuses: readonly Count[];
  /** By rule id, most first; a row with two rules counts for both. */
  readonly rules: readonly Count[];
  readonly agents: readonly Count[];
  /** Rows per hour (microseconds of the hour's start), oldest first. */
  readonly hours: readonly { readonly hour: number; readonly rows: number; readonly flagged: number }[];
};

/** How rows came out. What is neither of these was let through without a word. */
export type Tally = {
  readonly rows: number;
  readonly flagged: number;
  readonly masked: number;
  readonly quarantined: number;
  readonly blocked: number;
  readonly rejected: number;
};

export type Period = {
  /** Microseconds since 1970, rounded down to its hour, or to its day (UTC) where that is asked for. */
  readonly since: number;
  /** Microseconds since 1970, rounded up in the same way; up to now when absent. */
  readonly until?: number | undefined;
  /** `day` for what is longer than two or three: a month is then as quick as a day. Default `hour`. */
  readonly by?: 'hour' | 'day' | undefined;
  /** Hours within rounded days (not where one agent is asked for), or days of exact hours. Default as `by`. */
  readonly steps?: 'hour' | 'day' | undefined;
};

/** What passed in a period, without the rows that oktsec wrote about itself. */
export type Activity = {
  readonly total: Tally & { readonly bytes: number; readonly micros: number };
  /** Hours or days in which something passed, oldest first; microseconds of their start. */
  readonly steps: readonly (Tally & { readonly start: number })[];
  /** Rows that were forwarded although enforce would have stopped or changed them. */
  readonly letThrough: number;
  /** The same rows by what enforce would have made of them: these are in `total`, and were not stopped. */
  readonly passed: Tally;
  /** Rows by their worst finding. */
  readonly severities: Severities;
  /** By rule id, most first; a row with two rules counts for both. */
  readonly rules: readonly Count[];
  /** Most rows first. `sent` are the rows from it, `severities` of those. */
  readonly agents: readonly (Tally & {
    readonly name: string;
    readonly sent: Tally;
    readonly severities: Severities;
  })[];
  /** Calls of each tool of each server, most first. */
  readonly tools: readonly (Tally & { readonly server: string; readonly tool: string })[];
  /** Who sent to whom, most first. */
  readonly pairs: readonly (Tally & { readonly from: string; readonly to: string })[];
};
export type Severities = Readonly<Record<Severity, number>>;

/** A client session. Times in microseconds since 1970. */
export type SessionSummary = Tally & {
  readonly session: string;
  readonly first: number;
  readonly last: number;
  /** Everybody that sent or received in it. */
  readonly agents: readonly string[];
};
export type SessionPlace = { readonly last: number; readonly session: string };
export type SessionDetail = SessionSummary & {
  /** By server, or the other agent where it is none, the first to speak first. */
  readonly peers: readonly (Tally & {
    readonly name: string;
    readonly first: number;
    readonly last: number;
    readonly tools: readonly Count[];
  })[];
  readonly rules: readonly Count[];
};

/** How one row hangs in the chain. */
export type Proof = {
  /** Its hash follows from the row before it, and so does each one up to the checkpoint. */
  readonly fits: boolean;
  /** What is wrong first, for people. */
  readonly bad?: string | undefined;
  /** The row before; undefined for the first one. */
  readonly previous?: { readonly seq: number; readonly hash: string } | undefined;
  /** The first checkpoint that signed it; undefined while there is none. Time in microseconds since 1970. */
  readonly checkpoint?: { readonly number: number; readonly seq: number; readonly time: number } | undefined;
};

/** What oktsec added to the newest messages, in microseconds. */
export type Latency = { readonly rows: number; readonly p50: number; readonly p99: number };
