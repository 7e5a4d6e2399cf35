import type { Context } from '../../command.ts';
import { onlyReads, readOnly } from '../../guard/calls.ts';
import { bookOf, type PinsAtHand, vouched } from '../../guard/pinned.ts';
import { decide } from '../../policy/decide.ts';
import { DECISIONS } from '../../policy/decisions.ts';
import type { Policy } from '../../policy/policy.ts';
import { toolAllowed } from '../../policy/tools.ts';
import type { AuditRow, Store } from '../../store/store.ts';
import { waited } from '../../terminal/waiting.ts';

/** Calls of one tool by one client, as the log has them. */
export type Used = {
  readonly server: string;
  readonly client: string;
  readonly tool: string;
  readonly rows: readonly AuditRow[];
};

const TOLD_ROWS = 4096;

/** What was called and went through, and by no verdict should not have; by server, then tool. */
export function usedTools(context: Context, store: Store): Used[] {
  return waited(context, 'reading the log', (at) => usedIn(store, at));
}

function usedIn(store: Store, at: (done: number, all: number) => void): Used[] {
  const { rows: all } = store.stats();
  let read = 0;
  const found = new Map<string, { server: string; client: string; tool: string; rows: AuditRow[] }>();
  for (const row of store.rows()) {
    read += 1;
    if (read % TOLD_ROWS === 0) at(read, all);
    const { kind, side, method, tool, to: server, from: client, decision, action } = row;
    if (kind !== 'request' || side !== 'client' || method !== 'tools/call' || tool === undefined) continue;
    if (action === 'refuse' || action === 'hold' || DECISIONS[decision].action === 'refuse') continue;
    const key = JSON.stringify([server, client, tool]);
    const used = found.get(key) ?? { server, client, tool, rows: [] };
    used.rows.push(row);
    found.set(key, used);
  }
  const keyOf = ({ server, tool }: Used) => `${server} ${tool}`;
  return [...found.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** What is pinned of a server, whichever way it is started. */
export function pinsOf(store: Store, server: string): PinsAtHand {
  return { book: bookOf(store.pins(server)), id: '', lost: false, launch: [] };
}

/** Why this policy refuses a tool whatever the call says; undefined when it does not. */
export function refusedTool(policy: Policy, { server, client, tool }: Used, pins: PinsAtHand): string | undefined {
  for (const name of [client, server]) if (policy.agents.get(name)?.suspended) return `${name} is suspended`;
  if (!toolAllowed(policy, server, tool, client, (name) => vouched(pins, name))) return 'the tool is not allowed';
  if (readOnly(policy, { from: client, to: server }) && !onlyReads(pins, tool))
    return 'only tools that only read may be called';
  return undefined;
}

/**
 * How many of these calls would be one too many, or spend too much. What is refused counts for neither, as in a proxy.
 * Costs that stand in arguments are not tried: arguments are not in the log.
 */
export function overLimits(
  policy: Policy,
  { server, client, tool, rows }: Used,
): { readonly stopped: number; readonly why: string | undefined } {
  let stopped = 0;
  let why: string | undefined;
  for (const agent of [server, client]) {
    const { rate, spend } = policy.agents.get(agent)?.tools.each.get(tool) ?? {};
    if (rate !== undefined) {
      const over = tooDense(rows, { most: rate.count, seconds: rate.seconds, cost: 1 }, ({ session }) => session);
      stopped = Math.max(stopped, over);
      if (over > 0) why = `more than ${rate.count} calls in ${rate.seconds} s`;
    }
    if (spend !== undefined && typeof spend.cost === 'number') {
      const over = tooDense(rows, { most: spend.limit, seconds: spend.windowSeconds, cost: spend.cost }, () => '');
      stopped = Math.max(stopped, over);
      if (over > 0) why = `spends more than ${spend.limit} in ${spend.windowSeconds} s`;
    }
  }
  return { stopped, why };
}

/** How many of these rows, oldest first, are too much for a window that slides, each account by itself. */
function tooDense(
  rows: readonly AuditRow[],
  { most, seconds, cost }: { readonly most: number; readonly seconds: number; readonly cost: number },
  accountOf: (row: AuditRow) => string,
): number {
  const passed = new Map<string, number[]>();
  let stopped = 0;
  for (const row of rows) {
    const account = accountOf(row);
    const times = (passed.get(account) ?? []).filter((time) => row.time - time < seconds * 1e6);
    if ((times.length + 1) * cost <= most * (1 + 1e-9)) times.push(row.time);
    else stopped += 1;
    passed.set(account, times);
  }
  return stopped;
}

/** The rules that would stop a recorded call now; none when it would pass. What was not recorded cannot be judged. */
export function stoppingRules(policy: Policy, row: AuditRow, now: number): string[] {
  const where = { from: row.from, to: row.to, tool: row.tool, now, maskable: true };
  const { ruled } = decide(policy, row.findings, () => where);
  return ruled
    .filter(({ decision }) => ['hold', 'refuse'].includes(DECISIONS[decision].action))
    .map(({ rule }) => rule);
}
