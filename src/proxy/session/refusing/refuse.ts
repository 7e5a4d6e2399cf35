import { looksLikeAnswer } from '../../../message/frame-id.ts';
import type { Message, Side } from '../../../message/message.ts';
import type { Effect } from '../effects.ts';
import type { Ledger } from '../protocol/ledger.ts';
import type { Violation } from '../protocol/protocol.ts';
import {
  batchAnswer,
  declined,
  errorAnswer,
  faultAnswer,
  INVALID_REQUEST,
  type Reason,
  refusal,
  requestError,
} from './answers.ts';

/** Who is told what when a message does not go through. Nobody is answered who did not ask. */
export function refuse(
  message: Message,
  reason: Reason,
  violation: Violation | undefined,
  ledgers: Readonly<Record<Side, Ledger>>,
): Effect[] {
  if (message.side === 'server') return ofServer(message, reason, ledgers.client);
  if (message.fault !== undefined && message.id !== undefined && looksLikeAnswer(message.frame)) {
    // An answer to the server that is no valid message: the one who waits for it is told.
    const asked = ledgers.server.take(message.id);
    if (asked !== undefined) return [{ do: 'send', to: 'server', bytes: declined(message.id, asked.method, reason) }];
  }
  const bytes = toClient(message, reason, violation);
  return bytes === undefined ? inPlaceOfAnswer(message, reason, ledgers.server) : [{ do: 'send', to: 'client', bytes }];
}

/** The answer to a client whose own frame was refused; undefined when it asked for nothing. */
function toClient(message: Message, reason: Reason, violation: Violation | undefined): Uint8Array | undefined {
  const { kind, id, method, revision, members, fault } = message;
  if (members !== undefined && members.length > 0) {
    const asking = members.filter(
      (member) => member.id !== undefined && member.kind !== 'response' && member.kind !== 'error',
    );
    if (asking.length === 0) return fault === undefined ? undefined : faultAnswer(undefined, fault, reason);
    const one = (member: Message) =>
      fault === undefined
        ? refusal({ id: member.id, method: member.method, revision: member.revision }, reason)
        : faultAnswer(member.id, fault, reason);
    return batchAnswer(asking.map(one));
  }
  if (fault !== undefined) return faultAnswer(id, fault, reason);
  if (kind !== 'request') return undefined;
  return violation === undefined ? refusal({ id, method, revision }, reason) : errorAnswer(id, INVALID_REQUEST, reason);
}

/** The client's answer was refused: the server gets one in its place, so that it does not wait. */
function inPlaceOfAnswer(message: Message, reason: Reason, asked: Ledger): Effect[] {
  return (message.members ?? [message]).flatMap(({ id, kind }): Effect[] => {
    if (id === undefined || (kind !== 'response' && kind !== 'error')) return [];
    const pending = asked.take(id);
    return pending === undefined ? [] : [{ do: 'send', to: 'server', bytes: declined(id, pending.method, reason) }];
  });
}

/** A server's frame was refused: its request is declined, the client's request it answered gets a refusal. */
function ofServer(message: Message, reason: Reason, asked: Ledger): Effect[] {
  return (message.members ?? [message]).flatMap(({ id, kind, method }): Effect[] => {
    if (id === undefined) return [];
    if (kind === 'request') return [{ do: 'send', to: 'server', bytes: declined(id, method, reason), reply: true }];
    const pending = asked.take(id);
    if (pending === undefined) return [];
    const bytes =
      kind === 'unscannable' ? requestError({ ...pending, id }, reason) : refusal({ ...pending, id }, reason);
    return [{ do: 'send', to: 'client', bytes }];
  });
}
