import type { AuditEntry } from '../guard/entry.ts';
import type { Inspection } from '../guard/guard.ts';
import type { Action } from '../policy/decisions.ts';
import type { Hold } from '../store/store.ts';
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

/** `RULE (name)` of the strictest finding, with how many others there are. */
export function ruleNames(inspection: Inspection): string | undefined {
  const [first] = inspection.judged;
  if (first === undefined) return undefined;
  const others = inspection.rules.length - 1;
  return `${first.rule} (${first.name})${others > 0 ? ` and ${others} more` : ''}`;
}
