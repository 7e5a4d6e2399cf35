import type { ChainMark } from '../../files/marks/chain-mark.ts';
import type { Mode } from '../../policy/decisions.ts';
import type { Held } from '../../quarantine/desk.ts';
import type { Memory } from '../../setup/memory.ts';
import type { Running } from '../../store/kept/running.ts';
import type { AuditRow } from '../../store/store.ts';

/** One server as it is now. */
export type ServerLine = {
  readonly name: string;
  /** Messages by five seconds, oldest first. */
  readonly bars: readonly number[];
  readonly p99Micros: number | undefined;
  readonly mode: Mode;
  readonly held: number;
  /** Tools and texts whose change waits for a person. */
  readonly changed: readonly string[];
  /** Undefined when its proxy has ended. */
  readonly running: Running | undefined;
  readonly memory: Memory | undefined;
};

/** Over the last 24 hours. */
export type Totals = {
  readonly rows: number;
  readonly blocked: number;
  readonly quarantined: number;
  readonly masked: number;
  /** How many more would have been each, and went on in observe. */
  readonly passed?: { readonly blocked: number; readonly quarantined: number; readonly masked: number };
};

/** What is known of the world; what could not be read lately stands as it was. */
export type View = {
  /** Microseconds since 1970. */
  readonly now: number;
  /** Why this may be old. */
  readonly trouble: string | undefined;
  readonly paused: boolean;
  /** As `serve` proved it lately; undefined where none does. */
  readonly chain: ChainMark | undefined;
  readonly servers: readonly ServerLine[];
  /** What waits, newest first. */
  readonly held: readonly Held[];
  /** Newest first. */
  readonly rows: readonly AuditRow[];
  readonly totals: Totals;
};

export const NOTHING: View = {
  now: 0,
  trouble: undefined,
  paused: false,
  chain: undefined,
  servers: [],
  held: [],
  rows: [],
  totals: { rows: 0, blocked: 0, quarantined: 0, masked: 0 },
};
