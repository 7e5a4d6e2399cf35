import { type Inspection, inspect, NO_TAIL } from '../../guard/guard.ts';
import { maskFindings } from '../../guard/masking/mask.ts';
import { type LetterText, type ParsedLetter, parseLetter } from '../../message/letter.ts';
import type { Action, Decision } from '../../policy/decisions.ts';
import type { Standing } from '../services.ts';

/** What becomes of a letter that was judged. */
export type Fate = {
  readonly decision: Decision;
  readonly action: Action;
  /** As it is delivered: masked where it must be. */
  readonly letter: LetterText;
  readonly note?: string | undefined;
};

/** What is done with it. What cannot be masked, or still matches when it is, is held. */
export function fateOf(inspection: Inspection, parsed: ParsedLetter, standing: Standing, now: number): Fate {
  const { decision, action, note } = inspection;
  const { letter } = parsed;
  if (action !== 'mask') return { decision, action, letter, note };
  const masked = maskFindings(
    parsed.message,
    inspection.judged.filter((one) => one.decision === 'content_masked'),
  );
  const again = masked === undefined ? undefined : parseLetter(masked);
  if (again !== undefined && !('fault' in again)) {
    const { from, to } = letter;
    const read = inspect(again.message, standing.policy, { from, to, tail: NO_TAIL, now });
    if (read.action === 'forward') return { decision, action, letter: again.letter, note };
  }
  return { decision: 'content_quarantined', action: 'hold', letter, note: 'it could not be masked' };
}
