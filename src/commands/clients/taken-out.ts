import { rulesOf } from '../../files/config/rule-packs.ts';
import { inspect, NO_TAIL } from '../../guard/guard.ts';
import type { Here } from '../../here/clients.ts';
import { readFrame } from '../../message/jsonrpc.ts';
import { LIMITS } from '../../message/limits.ts';
import { DECISIONS } from '../../policy/decisions.ts';
import { makePolicy } from '../../policy/policy.ts';

/** A tool that enforce takes out of its server's list, and the first rule that says so. */
export type TakenOut = { readonly tool: string; readonly rule: string };

/**
 * Judges lists of tools as a proxy in enforce would, by the config and the rules of now: the proof itself relays in observe, and says
 * nothing of it. Loads the rules when it is first asked.
 */
export function judgingTools(at: Here): (tools: readonly unknown[], agent: string) => TakenOut[] {
  let policy: ReturnType<typeof makePolicy> | undefined;
  return (tools, agent) => {
    if (tools.length === 0) return [];
    policy ??= makePolicy(at.snapshot.config, rulesOf(at.snapshot));
    const frame = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, result: { tools } }));
    const asked = () => ({ method: 'tools/list' });
    const message = readFrame(frame, 'server', { asked, batches: false, limits: LIMITS });
    const route = { from: agent, to: agent.split('.')[0] ?? agent, tail: NO_TAIL, now: Date.now() * 1000 };
    const taken = new Map<string, TakenOut>();
    for (const { pointer, rule, decision } of inspect(message, policy, route).judged) {
      const { action } = DECISIONS[decision];
      if (action !== 'hold' && action !== 'refuse') continue;
      const tool = nameOf(tools[Number(/^\/result\/tools\/(\d+)\//.exec(pointer)?.[1])]);
      if (tool !== undefined && !taken.has(tool)) taken.set(tool, { tool, rule });
    }
    return [...taken.values()];
  };
}

function nameOf(tool: unknown): string | undefined {
  return typeof tool === 'object' && tool !== null && 'name' in tool ? String(tool.name) : undefined;
}
