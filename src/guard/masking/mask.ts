import { bytesOf, maskRanges, type NameMask } from '../../message/edit.ts';
import type { Message } from '../../message/message.ts';
import { DECISIONS } from '../../policy/decisions.ts';
import type { Category } from '../../rules/rule.ts';
import type { Judged } from '../inspection.ts';

/**
 * The frame with each of these findings replaced by `[REDACTED:category]`, or by what `name` says; all else byte-identical.
 * @returns undefined when one of them is a key, an id or a tool's name: masked, those would be others
 */
export function maskFindings(message: Message, masked: readonly Judged[], name?: NameMask): Uint8Array | undefined {
  if (masked.some(names)) return undefined;
  const ranges = message.parts().flatMap((part) => {
    const here = part.key ? [] : masked.filter(({ pointer }) => pointer === part.pointer);
    const [first] = here;
    if (first === undefined) return [];
    const spans = here.map(({ exact, span }) => (exact ? span : ([0, part.text.length] as const)));
    const rules = [...new Set(here.map(({ rule }) => rule))];
    return bytesOf(message.frame, part, spans).map(([start, end]) => ({ start, end, category: first.category, rules }));
  });
  return maskRanges(message.frame, ranges, name);
}

/** What was found in an argument is what the call does: without it it would do something else that nobody looked at. */
const DEEDS: ReadonlySet<Category> = new Set([
  'command_execution',
  'mcp_attack',
  'path_traversal',
  'self_protection',
  'ssrf',
  'supply_chain',
]);

/**
 * The frame with all that was found in it masked, as a person may release it; of what would pass by itself that which can be. What
 * comes out is to be judged again.
 * @returns undefined when something that stops it is no free text and cannot be masked, or is what a call would do, or when
 * nothing stops it
 */
export function maskFound(message: Message, judged: readonly Judged[], name?: NameMask): Uint8Array | undefined {
  const stops = ({ decision }: Judged) => DECISIONS[decision].action !== 'forward';
  if (!judged.some(stops) || message.fault !== undefined || message.members !== undefined) return undefined;
  const free = new Set(
    message.parts().flatMap((part) => (!part.key && part.joins && !part.decoded ? part.pointer : [])),
  );
  const maskable = (one: Judged) =>
    !names(one) && free.has(one.pointer) && !(one.channel === 'tool_args' && DEEDS.has(one.category));
  if (judged.some((one) => stops(one) && !maskable(one))) return undefined;
  const masked = judged.filter((one) => stops(one) || (one.exact && maskable(one)));
  return maskFindings(message, masked, name);
}

function names({ key, pointer }: Judged): boolean {
  return key || pointer === '/params/name' || pointer === '/id';
}
