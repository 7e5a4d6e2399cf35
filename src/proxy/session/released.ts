import type { Inspection } from '../../guard/guard.ts';
import { replaceId } from '../../message/edit.ts';
import type { Frame } from '../../message/framer.ts';
import type { Message } from '../../message/message.ts';
import { actionFor, DECISIONS } from '../../policy/decisions.ts';
import type { Released } from '../../store/store.ts';
import { frameOf, withoutNewline } from './editing/framed.ts';
import type { Answer } from './effects.ts';
import type { SessionState } from './state.ts';

export function isReleased(answer: Answer): answer is Released {
  return typeof answer === 'object' && answer !== null && 'content' in answer;
}

/**
 * A released response as the answer to `call`, which is in flight, judged by the rules of today: they let it go when they
 * find no more than a person was shown, and what they block is released by nobody.
 */
export function answerReleased(
  session: SessionState,
  call: Message,
  { content, rules }: Released,
): { readonly answer: Message; readonly frame: Frame; readonly inspection: Inspection; readonly passes: boolean } {
  const bytes = withoutNewline(replaceId(content, call.id ?? 'null') ?? content);
  const answer = session.read('server', bytes);
  const inspection = session.inspector.atOnce(answer);
  const { decision } = inspection;
  const asShown =
    DECISIONS[decision].rank <= DECISIONS.content_quarantined.rank &&
    inspection.rules.every((rule) => rules.includes(rule));
  const passes = asShown || actionFor(decision, 'enforce') === 'forward';
  return { answer, frame: frameOf(bytes), inspection, passes };
}
