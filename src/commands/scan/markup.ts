import type { Policy } from '../../policy/policy.ts';

/** Pages, drawings, style sheets: agents read them, and take neither their rules nor their notes from them. */
const MARKUP = /\.(?:x?html?|xml|xsd|xslt?|svg|css|s[ac]ss|less|proto)$/i;
/** Detectors that read a text as what an agent was told to go by. */
const OF_NOTES: ReadonlySet<string | undefined> = new Set(['filed_order', 'filed_grant', 'noted_fact']);

/** The policy as it stands for a file of this name: markup is read as any other text, and not as rules or notes for agents. */
export function policyFor(policy: Policy, name: string): Policy {
  if (!MARKUP.test(name)) return policy;
  const overrides = new Map(policy.overrides);
  for (const { id, detector } of policy.rules.rules.values())
    if (OF_NOTES.has(detector)) overrides.set(id, [{ id, action: 'ignore' }]);
  return { ...policy, overrides };
}
