import { textAt } from '../message/json/pointer.ts';
import type { Message } from '../message/message.ts';
import type { RealPaths } from '../policy/arguments.ts';
import type { Decision } from '../policy/decisions.ts';
import type { Policy } from '../policy/policy.ts';
import { toolAllowed } from '../policy/tools.ts';
import { onlyReads, readOnly, refusedCall } from './calls.ts';
import type { Context } from './context.ts';
import { vouched, withheld } from './pinned.ts';

const NO_PATHS: RealPaths = new Map();
const NOT_ALLOWED = { decision: 'tool_denied', note: 'the tool is not allowed' } as const;

/** What stands whatever the message says: a suspended party, a tool that may not be called. */
export function standingDecision(
  message: Message,
  policy: Policy,
  context: Context,
): { readonly decision: Decision; readonly note: string } | undefined {
  const { from, to, pins } = context;
  for (const name of [from, to]) {
    if (policy.agents.get(name)?.suspended) return { decision: 'suspended', note: `${name} is suspended` };
  }
  const { kind, method, tool, side } = message;
  if (kind !== 'request' && kind !== 'notification') return undefined;
  if (side !== 'client') return undefined;
  const prompt = method === 'prompts/get' ? textAt(message.frame, '/params/name') : undefined;
  const asked = tool ?? prompt;
  const why = pins && asked !== undefined ? withheld(pins, prompt === undefined ? 'tool' : 'prompt', asked) : undefined;
  if (why !== undefined) {
    // Where the config bars the tool nobody is to be asked to approve it: that would let nothing through.
    const barred = tool !== undefined && !toolAllowed(policy, to, tool, from, () => true);
    return barred ? NOT_ALLOWED : { decision: 'pin_changed', note: why };
  }
  if (method !== 'tools/call' || tool === undefined) return undefined;
  const approved = pins && ((name: string) => vouched(pins, name));
  if (!toolAllowed(policy, to, tool, from, approved)) return NOT_ALLOWED;
  if (readOnly(policy, context) && !(pins && onlyReads(pins, tool))) {
    return { decision: 'tool_denied', note: 'only tools that only read may be called' };
  }
  const bad = refusedCall(message, policy, context, context.real ?? NO_PATHS);
  if (bad !== undefined) return { decision: 'tool_denied', note: bad };
  return context.overRate === undefined ? undefined : { decision: 'rate_limited', note: context.overRate };
}
