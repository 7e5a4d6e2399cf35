import type { Inspection, Judged } from '../../guard/inspection.ts';
import type { Message } from '../../message/message.ts';
import { DECISIONS } from '../../policy/decisions.ts';
import type { Hold } from '../../store/store.ts';
import type { SessionState } from '../session/state.ts';

/**
 * Whether what would be held goes on because a person let pass what it belongs to: a call that comes again with the answer
 * to its server's question, or an answer that says again what stood in the call.
 * @returns the note for its row
 */
export function coveredBy(
  session: SessionState,
  message: Message,
  inspection: Inspection,
  hold: Hold,
): string | undefined {
  if (message.side === 'client') {
    const now = session.options.world.elapsed();
    const goesOn = session.continued.covers(message, inspection, hold.callHash, now);
    return goesOn ? 'goes on with a call that a person approved' : undefined;
  }
  const { approved, shown } = (message.id === undefined ? undefined : session.ledgers.client.peek(message.id)) ?? {};
  if (approved === undefined || shown === undefined) return undefined;
  return repeats(message, inspection, shown, approved) ? 'says again what a person approved' : undefined;
}

/**
 * Everything that stops the answer stands letter for letter in the call, and is there for the rules that were shown. So its
 * asker learns nothing of it that it did not say itself. What is found in another reading, or over several texts, is new.
 * A secret is what matches, wherever it stands; an order cited in the call would be one in other surroundings, so of all
 * else the whole text has to stand there.
 */
function repeats(answer: Message, { judged }: Inspection, call: Message, approved: readonly string[]): boolean {
  const stops = judged.filter(({ decision }) => DECISIONS[decision].action !== 'forward');
  const said = textsOf(call).map(({ text }) => text);
  const texts = textsOf(answer);
  const known = ({ rule, category, pointer, span, view, exact, key }: Judged): boolean => {
    if (!approved.includes(rule) || view !== 'plain' || !exact || key) return false;
    const text = texts.find((part) => part.pointer === pointer)?.text ?? '';
    const again = SECRET.has(category) ? text.slice(...span) : text;
    return again !== '' && said.some((one) => one.includes(again));
  };
  return stops.length > 0 && stops.every(known);
}

const SECRET: ReadonlySet<Judged['category']> = new Set(['credentials', 'pii']);

function textsOf(message: Message): readonly { readonly pointer: string; readonly text: string }[] {
  return message.parts().filter(({ key, decoded }) => !key && !decoded);
}
