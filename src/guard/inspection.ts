import type { Standing } from '../pins/judge.ts';
import type { Pin } from '../pins/pin.ts';
import type { Action, Decision, Mode } from '../policy/decisions.ts';
import type { Finding } from '../rules/rule.ts';
import type { Tail } from './together/tail.ts';

/** A finding with what the policy makes of it and a redacted excerpt for people. */
export type Judged = Finding & { readonly decision: Decision; readonly excerpt: string };

export type Inspection = {
  readonly decision: Decision;
  readonly mode: Mode;
  /** What the surface does in this mode. */
  readonly action: Action;
  /** What was found and counts, the strictest first; what the operator ignores is not among it. */
  readonly judged: readonly Judged[];
  /** Ids of the rules in `judged`, in that order, each once. */
  readonly rules: readonly string[];
  /** The window for this sender's next message to this recipient. It is the one to keep in both modes, whatever was decided. */
  readonly tail: Tail;
  /** A fault's name, or one line about how it came to the decision. */
  readonly note?: string | undefined;
  /** Of a batch, in order. The whole has the decision, the mode and the action of its worst member. */
  readonly members?: readonly Inspection[] | undefined;
  /** Pins to keep, and what became of each definition that the message lists. */
  readonly learned?: readonly Pin[] | undefined;
  readonly standings?: readonly Standing[] | undefined;
};
