import type { AuditEntry } from '../../guard/entry.ts';
import type { Inspection } from '../../guard/guard.ts';
import { type Action, actionFor } from '../../policy/decisions.ts';
import type { Hold, Spending } from '../../store/store.ts';
import type { Effect } from './effects.ts';
import type { Judgement } from './judged.ts';
import { shapeOf } from './rows.ts';
import type { SessionState } from './state.ts';

/** What is kept of a held request, or of a held answer to one; undefined for what nobody could be given later. */
export function holdOf(session: SessionState, judgement: Judgement): Hold | undefined {
  const { message, frame, inspection } = judgement;
  const { world, names, quarantineHours } = session.options;
  const requests = message.kind === 'request' && message.side === 'client';
  const asked =
    message.side === 'server' && message.id !== undefined ? session.ledgers.client.peek(message.id) : undefined;
  const answers = message.kind === 'response' && asked !== undefined;
  if (!requests && !answers) return undefined;
  const [from, to] = requests ? [names.client, names.server] : [names.server, names.client];
  return {
    ref: world.ref(),
    callHash: asked === undefined ? session.callHash(message)() : asked.callHash(),
    side: message.side,
    content: frame.bytes,
    from,
    to,
    tool: message.tool,
    rules: inspection.rules,
    expiresAt: world.now() + quarantineHours * 3_600_000_000,
  };
}

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
    note: extra.note ?? violation ?? inspection.note,
  });
}

/** What the call spends if it goes on, with the row that stands if that is too much. */
export function spendingOf(
  session: SessionState,
  judgement: Judgement,
): (Spending & { readonly ref: string }) | undefined {
  const expenses = session.expenses(judgement.message);
  if (expenses === undefined) return undefined;
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

/** `RULE (name)` of the strictest finding, with how many others there are. */
export function ruleNames(inspection: Inspection): string | undefined {
  const [first] = inspection.judged;
  if (first === undefined) return undefined;
  const others = inspection.rules.length - 1;
  return `${first.rule} (${first.name})${others > 0 ? ` and ${others} more` : ''}`;
}
