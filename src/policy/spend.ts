import { valuesAt } from './arguments.ts';

/** How much a tool may spend in so long, together over all that call it. */
export type Spend = {
  readonly limit: number;
  readonly windowSeconds: number;
  /** What a call costs, or the argument that says it (the way to it, as for bounds). */
  readonly cost: number | string;
};

/** What one call takes of one account. */
export type Expense = {
  /** Whose: the agent that the entry is of, and the tool. */
  readonly account: string;
  readonly amount: number;
  readonly limit: number;
  readonly windowSeconds: number;
};

/** What a call with these arguments costs; undefined when that cannot be told, so that it may not go on. */
export function costOf({ cost }: Spend, args: unknown): number | undefined {
  if (typeof cost === 'number') return cost;
  const amounts = valuesAt(args, cost);
  if (amounts.length === 0) return undefined;
  let sum = 0;
  for (const amount of amounts) {
    // A negative amount would give back what was spent.
    if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) return undefined;
    sum += amount;
  }
  return sum;
}

/** The account that an agent's entry for a tool is about. */
export function accountOf(agent: string, tool: string): string {
  return JSON.stringify([agent, tool]);
}

/** Why an expense is too much, for people. */
export function overspent({ amount, limit, windowSeconds }: Expense, spent: number): string | undefined {
  // Sums of decimal fractions are off by less than this.
  if (spent + amount <= limit + limit * 1e-9) return undefined;
  return `would spend ${amount} on top of ${Number(spent.toPrecision(9))} in ${windowSeconds} s, more than ${limit}`;
}
