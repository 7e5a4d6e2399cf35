import type { Inspection } from '../../../guard/guard.ts';
import type { Judged } from '../../../guard/inspection.ts';
import { maskFound } from '../../../guard/masking/mask.ts';
import type { NameMask } from '../../../message/edit.ts';
import type { Message } from '../../../message/message.ts';
import { fixesText } from '../../../pins/fixed.ts';
import { DECISIONS } from '../../../policy/decisions.ts';
import type { SessionState } from '../state.ts';
import { mayCall } from './offered.ts';
import { repair } from './repair.ts';

/** The frame after the byte edits, when they take out all that may not pass. */
export function repaired(session: SessionState, message: Message, { judged }: Inspection): Uint8Array | undefined {
  if (isFixed(session, message, judged)) return undefined;
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

/** Something to be masked stands where the tool's own schema allows no mask. */
function isFixed({ pins }: SessionState, { side, tool }: Message, judged: readonly Judged[]): boolean {
  if (side !== 'server' || tool === undefined) return false;
  const masked = judged.filter(({ decision }) => decision === 'content_masked');
  return masked.length > 0 && masked.some(({ pointer }) => fixesText(pins.definition(tool), pointer));
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
