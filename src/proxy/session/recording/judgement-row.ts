import { expensesOf } from '../../../guard/calls.ts';
import type { AuditEntry } from '../../../guard/entry.ts';
import type { Message } from '../../../message/message.ts';
import { type Action, actionFor } from '../../../policy/decisions.ts';
import type { Expense } from '../../../policy/spend.ts';
import type { Spending } from '../../../store/store.ts';
import type { Effect } from '../effects.ts';
import type { Judgement } from '../judgement.ts';
import type { SessionState } from '../state.ts';
import { entriesNamed } from './entries-named.ts';
import { shapeOf } from './rows.ts';

/** The row about it, with the action that was really taken. */
export function rowOf(
  session: SessionState,
  judgement: Judgement,
  action: Action,
  extra: { readonly ref?: string; readonly note?: string } = {},
): AuditEntry {
  const { message, frame, inspection, violation, decision, mode, started } = judgement;
  const { world } = session.options;
  return session.write({
    ...shapeOf(message),
    hash: world.hash(frame.bytes),
    decision,
    mode,
    action,
    rules: inspection.rules,
    judged: inspection.judged,
    started,
    ref: extra.ref ?? (decision === 'allow' && action === 'forward' ? undefined : world.ref()),
    note: extra.note ?? violation ?? inspection.note ?? entriesNamed(message, inspection.judged),
  });
}

/** What the call spends if it goes on, with the row that stands if that is too much. */
export function spendingOf(
  session: SessionState,
  judgement: Judgement,
): (Spending & { readonly ref: string }) | undefined {
  const expenses = expensesIn(session, judgement.message);
  if (expenses.length === 0) return undefined;
  const action = actionFor('rate_limited', judgement.mode);
  const ref = session.options.world.ref();
  const over = { ...judgement, decision: 'rate_limited' as const };
  return { ref, expenses, ifOver: (note) => rowOf(session, over, action, { ref, note }) };
}

/** What is written down of a message that went on whatever was decided: its row, and what it spent. */
export function wentOn(session: SessionState, judgement: Judgement): Effect {
  const entry = rowOf(session, judgement, 'forward');
  const would = actionFor(judgement.decision, 'enforce');
  const spending = would === 'forward' || would === 'mask' ? spendingOf(session, judgement) : undefined;
  return spending === undefined ? { do: 'record', entry } : { do: 'keep', commit: { entry, spending } };
}

function expensesIn({ options, policy }: SessionState, message: Message): readonly Expense[] {
  const { client: from, server: to } = options.names;
  return (message.members ?? [message]).flatMap((call) => expensesOf(call, policy, { from, to }).expenses);
}
