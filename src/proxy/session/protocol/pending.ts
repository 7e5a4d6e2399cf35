import { rawAt } from '../../../message/json/pointer.ts';
import type { Message } from '../../../message/message.ts';
import { declaresForms, mayBeAskedBack } from '../../asking/question.ts';
import type { Pending } from './ledger.ts';
import { saysTask } from './tasks.ts';

/**
 * A request that goes on, as the ledger keeps it.
 * `since`: microseconds of the clock that only grows; `approved`: rules that a person let it pass for; `tool`: whose answer it
 * waits for.
 */
export function pendingOf(
  id: string,
  message: Message,
  { since, callHash, approved, shown, tool }: Pick<Pending, 'since' | 'callHash' | 'approved' | 'shown' | 'tool'>,
): Pending {
  const { method = '', revision } = message;
  const forms = () => ({ declared: declaresForms(message), askedBack: mayBeAskedBack(message) });
  const tasked = saysTask(message);
  return { id, method, tool, revision, forms, callHash, approved, shown, since, tasked, token: tokenOf(message) };
}

/** A question of our own. */
export function ownQuestion(id: string, since: number): Pending {
  return bare(id, 'tools/list', since);
}

/** A request of the server's: its frame is not kept, for it may ask without end what the client answers late or never. */
export function serverRequest(id: string, { method = '', tool, revision }: Message, since: number): Pending {
  return { ...bare(id, method, since), tool, revision };
}

function bare(id: string, method: string, since: number): Pending {
  return {
    id,
    method,
    tool: undefined,
    revision: undefined,
    forms: NO_FORMS,
    callHash: NO_HASH,
    since,
    tasked: false,
    token: NO_TOKEN,
  };
}

const NO_FORMS = () => ({ declared: false, askedBack: false });
const NO_HASH = () => '';
const NO_TOKEN = () => undefined;

/** Worked out when it is first asked for. */
function tokenOf(message: Message): () => string | undefined {
  let known: { readonly raw: string | undefined } | undefined;
  return () => {
    known ??= { raw: rawAt(message.frame, '/params/_meta/progressToken') };
    return known.raw;
  };
}
