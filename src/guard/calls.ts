import type { Message } from '../message/message.ts';
import { pinKey } from '../pins/pin.ts';
import { type ArgumentBounds, pathsAmong, type RealPaths, refusedArgument } from '../policy/arguments.ts';
import type { Policy, ToolPolicy } from '../policy/policy.ts';
import { misfit } from '../policy/shape.ts';
import { accountOf, costOf, type Expense } from '../policy/spend.ts';
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
  const refused = bounds.length === 0 ? undefined : refusedArgument(bounds, argumentsOf(message), real);
  return refused ?? misshapen(message, policy, parties) ?? expensesOf(message, policy, parties).unknown;
}

/** What a call spends, by each entry that limits it; `unknown` where one cannot tell: such a call may not go on. */
export function expensesOf(
  message: Message,
  policy: Policy,
  { from, to }: Parties,
): { readonly expenses: readonly Expense[]; readonly unknown?: string } {
  const { side, kind, method, tool } = message;
  if (side !== 'client' || kind !== 'request' || method !== 'tools/call' || tool === undefined) return NONE;
  const expenses: Expense[] = [];
  for (const name of [to, from]) {
    const spend = policy.agents.get(name)?.tools.each.get(tool)?.spend;
    if (spend === undefined) continue;
    const amount = costOf(spend, argumentsOf(message));
    if (amount === undefined) return { expenses: [], unknown: `argument "${spend.cost}" says no cost` };
    const { limit, windowSeconds } = spend;
    expenses.push({ account: accountOf(name, tool), amount, limit, windowSeconds });
  }
  return expenses.length === 0 ? NONE : { expenses };
}

const NONE = { expenses: [] };

function misshapen(message: Message, policy: Policy, parties: Parties): string | undefined {
  if (message.side !== 'client' || message.method !== 'tools/call' || message.tool === undefined) return undefined;
  for (const { schema } of toolPolicies(policy, parties, message.tool)) {
    const why = schema && misfit(argumentsOf(message), schema);
    if (why !== undefined) return why;
  }
  return undefined;
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

/** Asked several times of one call. */
const READ = new WeakMap<Message, { readonly args: unknown }>();
const decoder = new TextDecoder();

/** What was read strictly before has no key twice, so that the engine's own reader sees the same, and sooner. */
function argumentsOf(message: Message): unknown {
  const known = READ.get(message);
  if (known !== undefined) return known.args;
  const { params = {} } = JSON.parse(decoder.decode(message.frame)) as { params?: { arguments?: unknown } };
  const args = 'arguments' in params ? params.arguments : {};
  READ.set(message, { args });
  return args;
}
