import type { Message } from '../message/message.ts';
import { rawAt } from '../message/pointer.ts';
import { pinKey } from '../pins/pin.ts';
import { type ArgumentBounds, pathsAmong, type RealPaths, refusedArgument } from '../policy/arguments.ts';
import type { Policy, ToolPolicy } from '../policy/policy.ts';
import type { PinsAtHand } from './pinned.ts';

export type Parties = { readonly from: string; readonly to: string };

/** What stands for this very tool, by the server's entry and the client's. */
export function toolPolicies(policy: Policy, { from, to }: Parties, tool: string): ToolPolicy[] {
  return [to, from].flatMap((name) => policy.agents.get(name)?.tools.each.get(tool) ?? []);
}

/** The paths among a call's arguments whose real place decides, so that the surface can look them up first. */
export function pathsOf(message: Message, policy: Policy, parties: Parties): string[] {
  const bounds = boundsOf(message, policy, parties);
  return bounds.some(({ roots }) => roots !== undefined) ? pathsAmong(bounds, argumentsOf(message)) : [];
}

/** Why the arguments of a call may not go on; undefined when they may. */
export function refusedCall(message: Message, policy: Policy, parties: Parties, real: RealPaths): string | undefined {
  const bounds = boundsOf(message, policy, parties);
  return bounds.length === 0 ? undefined : refusedArgument(bounds, argumentsOf(message), real);
}

/**
 * Whether a tool only reads, by the definition that is pinned. A server may say less of itself and never more: what
 * it says otherwise today is a changed pin.
 */
export function onlyReads({ book }: PinsAtHand, tool: string): boolean {
  const pin = book.get(pinKey({ kind: 'tool', name: tool }));
  if (pin === undefined || pin.approved === '') return false;
  const { annotations } = JSON.parse(pin.approved) as {
    annotations?: { readOnlyHint?: unknown; destructiveHint?: unknown };
  };
  return annotations?.readOnlyHint === true && annotations.destructiveHint !== true;
}

/** Whether only reading is allowed between these two. */
export function readOnly(policy: Policy, { from, to }: Parties): boolean {
  return [from, to].some((name) => policy.agents.get(name)?.tools.readOnly === true);
}

function boundsOf(message: Message, policy: Policy, parties: Parties): readonly ArgumentBounds[] {
  if (message.side !== 'client' || message.method !== 'tools/call' || message.tool === undefined) return [];
  return toolPolicies(policy, parties, message.tool).flatMap(({ args }) => args ?? []);
}

function argumentsOf(message: Message): unknown {
  return JSON.parse(rawAt(message.frame, '/params/arguments') ?? '{}');
}
