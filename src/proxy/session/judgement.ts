import type { Inspection } from '../../guard/guard.ts';
import { PIN_CHANGED } from '../../guard/pinned.ts';
import type { Frame } from '../../message/framer.ts';
import type { Message } from '../../message/message.ts';
import { unquoted } from '../../pins/quoted.ts';
import type { Decision, Mode } from '../../policy/decisions.ts';
import type { Violation } from './protocol/protocol.ts';

/** What was decided of one frame, before it is carried out. */
export type Judgement = {
  readonly message: Message;
  readonly frame: Frame;
  readonly inspection: Inspection;
  readonly violation: Violation | undefined;
  readonly decision: Decision;
  readonly mode: Mode;
  /** As in a row: undefined where it went on before it was read. */
  readonly started: number | undefined;
};

/** `RULE (name)` of the strictest finding, with how many others there are. */
export function ruleNames(inspection: Inspection): string | undefined {
  const [first] = inspection.judged;
  if (first === undefined) return undefined;
  const others = inspection.rules.length - 1;
  const name = first.rule === PIN_CHANGED ? unquoted(first.name) : first.name;
  return `${first.rule} (${name})${others > 0 ? ` and ${others} more` : ''}`;
}

/** What an asker is told was found, or why else it was stopped; never in a server's words. */
export function whatFor(inspection: Inspection, violation?: Violation): string | undefined {
  const { note, decision } = inspection;
  return ruleNames(inspection) ?? violation ?? (decision === 'pin_changed' && note ? unquoted(note) : note);
}
