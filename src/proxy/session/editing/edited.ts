import type { Inspection } from '../../../guard/guard.ts';
import { maskFound } from '../../../guard/masking/mask.ts';
import type { NameMask } from '../../../message/edit.ts';
import type { Message } from '../../../message/message.ts';
import { DECISIONS } from '../../../policy/decisions.ts';
import type { SessionState } from '../state.ts';
import { mayCall } from './offered.ts';
import { repair } from './repair.ts';

/** The frame after the byte edits, when they take out all that may not pass. */
export function repaired(session: SessionState, message: Message, { judged }: Inspection): Uint8Array | undefined {
  return ifClean(session, message, repair(message, judged, mayCall(session), namer(session, message)));
}

/** The call with all that holds it masked, for an approval that asks for that. */
export function maskedWhole(session: SessionState, message: Message, { judged }: Inspection): Uint8Array | undefined {
  return ifClean(session, message, maskFound(message, judged, namer(session, message)));
}

/** A list of tools without those that may not be called; undefined for all else, and where each of them may be. */
export function shortened(session: SessionState, message: Message): Uint8Array | undefined {
  const shows = message.kind === 'response' && message.method === 'tools/list' ? mayCall(session) : undefined;
  const shorter = shows === undefined ? undefined : repair(message, [], shows);
  return shorter === message.frame ? undefined : shorter;
}

function namer({ masking, policy, options }: SessionState, { side }: Message): NameMask {
  return masking.namer(side, policy, options.world.now());
}

/** What was edited, when nothing in it stops it any more. */
function ifClean(session: SessionState, message: Message, edited: Uint8Array | undefined): Uint8Array | undefined {
  if (edited === undefined || edited === message.frame) return undefined;
  const again = session.read(message.side, edited);
  const verdict = again.fault === undefined ? session.inspector.again(again) : undefined;
  if (verdict === undefined) return undefined;
  return DECISIONS[verdict.decision].rank <= DECISIONS.content_flagged.rank ? edited : undefined;
}
