import type { Rate } from '../config/config.ts';
import type { Message } from '../message/message.ts';
import { pinKey } from '../pins/pin.ts';
import { type ArgumentBounds, pathsAmong, type RealPaths, refusedArgument } from '../policy/arguments.ts';
import type { Policy, ToolPolicy } from '../policy/policy.ts';
import { misfit, type Shape } from '../policy/shape.ts';
import { type Standing, standingFor } from '../policy/spelled.ts';
import { accountOf, costOf, type Expense, type Spend } from '../policy/spend.ts';
import type { PinsAtHand } from './pinned.ts';

export type Parties = { readonly from: string; readonly to: string };

/** What stands for one tool, by the server's entry and the client's. */
type CallRules = {
  readonly policies: readonly ToolPolicy[];
  readonly bounds: readonly ArgumentBounds[];
  /** Whether any bound asks where a path leads. */
  readonly places: boolean;
  readonly rates: readonly Rate[];
  readonly shapes: readonly Shape[];
  readonly spends: readonly { readonly account: string; readonly spend: Spend }[];
};

const NO_RULES: CallRules = { policies: [], bounds: [], places: false, rates: [], shapes: [], spends: [] };
/** Put together once for a policy: only names that stand in it are keys. */
const RULES = new WeakMap<Policy, Map<string, Parties & { readonly rules: CallRules }>>();

function rulesOf(policy: Policy, { from, to }: Parties, tool: string): CallRules {
  const standing = (agent: string) => {
    const found = policy.agents.get(agent);
    return found && standingFor(found.tools.each, tool);
  };
  const server = standing(to);
  const client = standing(from);
  if (server === undefined && client === undefined) return NO_RULES;
  const key = `${keyOf(server)}\n${keyOf(client)}`;
  let known = RULES.get(policy);
  if (known === undefined) {
    known = new Map();
    RULES.set(policy, known);
  }
  const before = known.get(key);
  if (before !== undefined && before.from === from && before.to === to) return before.rules;
  const rules = rulesBy([
    { agent: to, standing: server },
    { agent: from, standing: client },
  ]);
  known.set(key, { from, to, rules });
  return rules;
}

function rulesBy(
  entries: readonly { readonly agent: string; readonly standing: Standing<ToolPolicy> | undefined }[],
): CallRules {
  const policies = entries.flatMap(({ standing }) => standing?.entry ?? []);
  const bounds = policies.flatMap(({ args }) => args ?? []);
  return {
    policies: entries.flatMap(({ standing }) => (standing?.exact === true ? standing.entry : [])),
    bounds,
    places: bounds.some(({ roots }) => roots !== undefined),
    rates: policies.flatMap(({ rate }) => rate ?? []),
    shapes: policies.flatMap(({ schema }) => schema ?? []),
    spends: entries.flatMap(({ agent, standing }) =>
      standing?.entry.spend === undefined
        ? []
        : { account: accountOf(agent, standing.name), spend: standing.entry.spend },
    ),
  };
}

/** Equal for what stands alike: only names of the policy are in it. */
function keyOf(standing: Standing<ToolPolicy> | undefined): string {
  return standing === undefined ? '' : `${standing.exact ? '=' : '~'}${standing.name}`;
}

/** What stands for this very tool, by the server's entry and the client's. */
export function toolPolicies(policy: Policy, parties: Parties, tool: string): readonly ToolPolicy[] {
  return rulesOf(policy, parties, tool).policies;
}

/** How often this tool may be called, by the server's entry and the client's. */
export function ratesOf(policy: Policy, parties: Parties, tool: string): readonly Rate[] {
  return rulesOf(policy, parties, tool).rates;
}

/** What stands for the tool that a message of the client's calls. */
function rulesFor({ side, method, tool }: Message, policy: Policy, parties: Parties): CallRules {
  if (side !== 'client' || method !== 'tools/call' || tool === undefined) return NO_RULES;
  return rulesOf(policy, parties, tool);
}

/** The paths among a call's arguments whose real place decides, so that the surface can look them up first. */
export function pathsOf(message: Message, policy: Policy, parties: Parties): readonly string[] {
  const { bounds, places } = rulesFor(message, policy, parties);
  return places ? pathsAmong(bounds, argumentsOf(message)) : NONE;
}

/** Why the arguments of a call may not go on; undefined when they may. */
export function refusedCall(message: Message, policy: Policy, parties: Parties, real: RealPaths): string | undefined {
  const { bounds, shapes, spends } = rulesFor(message, policy, parties);
  if (bounds.length > 0) {
    const refused = refusedArgument(bounds, argumentsOf(message), real);
    if (refused !== undefined) return refused;
  }
  for (const shape of shapes) {
    const why = misfit(argumentsOf(message), shape);
    if (why !== undefined) return why;
  }
  return spends.length === 0 ? undefined : expensesOf(message, policy, parties).unknown;
}

/** What a call spends, by each entry that limits it; `unknown` where one cannot tell: such a call may not go on. */
export function expensesOf(
  message: Message,
  policy: Policy,
  parties: Parties,
): { readonly expenses: readonly Expense[]; readonly unknown?: string } {
  const { spends } = rulesFor(message, policy, parties);
  if (spends.length === 0 || message.kind !== 'request') return NO_EXPENSES;
  const expenses: Expense[] = [];
  for (const { account, spend } of spends) {
    const amount = costOf(spend, argumentsOf(message));
    if (amount === undefined) return { expenses: NONE, unknown: `argument "${spend.cost}" says no cost` };
    const { limit, windowSeconds } = spend;
    expenses.push({ account, amount, limit, windowSeconds });
  }
  return { expenses };
}

const NONE: readonly never[] = [];
const NO_EXPENSES = { expenses: NONE };

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

function argumentsOf({ args }: Message): unknown {
  return args?.() ?? {};
}
