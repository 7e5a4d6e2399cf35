import type { AuditEntry } from '../../../guard/entry.ts';
import type { SameCall } from '../../../store/store.ts';
import type { Answer } from '../effects.ts';
import type { Judgement } from '../judgement.ts';
import type { Reason } from '../refusing/answers.ts';
import type { SessionState } from '../state.ts';
import { rowOf } from './judgement-row.ts';

/** A call or a response that was held before is refused with that item's reference: nobody is asked twice about one. */
export function isSameCall(answer: Answer): answer is SameCall {
  return typeof answer === 'object' && 'sameCall' in answer;
}

/** Its row. */
export function rowOfSame(session: SessionState, judgement: Judgement, { sameCall, ref }: SameCall): AuditEntry {
  return sameCall === 'waiting'
    ? rowOf(session, { ...judgement, decision: 'content_quarantined' }, 'refuse', {
        ref,
        note: `the same ${judgement.message.side === 'client' ? 'call' : 'response'} is held already`,
      })
    : rowOf(session, { ...judgement, decision: 'content_blocked' }, 'refuse', {
        ref,
        note: 'a person rejected the same call',
      });
}

/** What its asker is told. @param what was found */
export function reasonOfSame(session: SessionState, { sameCall, ref }: SameCall, what: string): Reason {
  return sameCall === 'waiting'
    ? session.reason('content_quarantined', what, ref, true)
    : session.reason('content_blocked', `${what}, refused by a person`, ref, false);
}
