import { bytesOf, type Edit, type Masked, maskRanges, type NameMask, splice } from '../../message/edit.ts';
import { stepsOf } from '../../message/json/pointer.ts';
import type { Message, Part } from '../../message/message.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Parties, toolPolicies } from '../calls.ts';
import { type Kept, PLACEHOLDER } from './placeholders.ts';

export type Restored = { readonly frame: Uint8Array; readonly kept: readonly Kept[] };

/** Of one message: a short placeholder may stand for much. */
const MOST_RESTORED = 64;
const MARK = '[REDACTED:';
/** A shorter value could stand in a text by chance. */
const LEAST_REPEATED = 6;

/** What the protocol lives by: edited, it would be another message. `requestState` is its sender's own. */
const STRUCTURE =
  /^(?:\/\d+)?\/(?:id|method|jsonrpc)$|\/(?:type|role|mimeType|requestId|progressToken|cursor|nextCursor|requestState)$/;

/** Whether anything is ever put back between these two: only then placeholders have names. */
export function restoresAnything(policy: Policy, server: string, client: string): boolean {
  return [server, client].some((name) =>
    [...(policy.agents.get(name)?.tools.each.values() ?? [])].some(
      ({ args, restoreResults }) => restoreResults === true || args?.some(({ restore }) => restore === true) === true,
    ),
  );
}

/** Where in this message placeholders are put back: the named arguments of a named tool, or what such a tool gives. */
export function restorable(message: Message, policy: Policy, parties: Parties): ((part: Part) => boolean) | undefined {
  const { side, kind, method, tool } = message;
  if (method !== 'tools/call' || tool === undefined || message.fault !== undefined) return undefined;
  if (side === 'client' && kind === 'request') {
    const ways = toolPolicies(policy, parties, tool).flatMap(({ args = [] }) =>
      args.flatMap(({ at, restore }) => (restore === true ? [at.split('/')] : [])),
    );
    return ways.length === 0 ? undefined : (part) => ways.some((way) => leadsTo(way, part.pointer));
  }
  if (side !== 'server' || kind !== 'response') return undefined;
  const wanted = toolPolicies(policy, parties, tool).some(({ restoreResults }) => restoreResults === true);
  return wanted ? ({ pointer }) => pointer.startsWith('/result/') : undefined;
}

function leadsTo(way: readonly string[], pointer: string): boolean {
  const [params, args, ...steps] = stepsOf(pointer) ?? [];
  if (params !== 'params' || args !== 'arguments' || steps.length !== way.length) return false;
  return way.every((step, n) => (step === '*' ? /^\d+$/.test(steps[n] ?? '') : step === steps[n]));
}

/**
 * The frame with what placeholders stand for in their place, spelled as it was; all else byte-identical. Keys, names and
 * texts of a decoding are left.
 * @returns undefined when there is nothing to put back, or more than may be in one message
 */
export function restoreIn(
  message: Message,
  where: (part: Part) => boolean,
  known: (placeholder: string) => Kept | undefined,
): Restored | undefined {
  const { frame } = message;
  const kept: Kept[] = [];
  const edits: Edit[] = [];
  for (const part of message.parts()) {
    if (!isText(part) || part.decoded || !part.text.includes(MARK) || !where(part)) continue;
    for (const match of part.text.matchAll(PLACEHOLDER)) {
      const one = known(match[0]);
      if (one === undefined) continue;
      const [place] = bytesOf(frame, part, [[match.index, match.index + match[0].length]]);
      if (place === undefined || edits.length >= MOST_RESTORED) return undefined;
      edits.push({ start: place[0], end: place[1], bytes: one.raw });
      kept.push(one);
    }
  }
  return edits.length === 0 ? undefined : { frame: splice(frame, edits), kept };
}

/**
 * The frame with everything masked that its sender was given back before: it may come without the words that told what
 * it is, and no rule would find it.
 * @returns the same frame when nothing of it stands there
 */
export function maskRepeated(message: Message, given: Iterable<Kept>, name: NameMask): Uint8Array {
  const values = [...given].filter(({ text }) => text.length >= LEAST_REPEATED);
  if (values.length === 0) return message.frame;
  const ranges: Masked[] = [];
  for (const part of message.parts()) {
    if (!isText(part)) continue;
    for (const { text, category, rules } of values) {
      for (let at = part.text.indexOf(text); at >= 0; at = part.text.indexOf(text, at + text.length)) {
        const places = bytesOf(message.frame, part, [[at, at + text.length]]);
        for (const [start, end] of places) ranges.push({ start, end, category, rules });
      }
    }
  }
  return ranges.length === 0 ? message.frame : maskRanges(message.frame, ranges, name);
}

function isText({ key, pointer }: Part): boolean {
  return !key && !STRUCTURE.test(pointer);
}
