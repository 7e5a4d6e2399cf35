import type { RuleOverride } from '../config/config.ts';
import type { Policy } from './policy.ts';

/** What no longer counts for one exact call of a tool. @param expires microseconds since 1970 */
export type LetCall = {
  readonly rules: readonly string[];
  readonly server: string;
  readonly tool: string | undefined;
  /** The hash of the call, lower-case hex. */
  readonly call: string;
  readonly expires: number;
  readonly reason?: string | undefined;
};

/** The config's entries that let exactly this call pass, until then. */
export function entriesFor({ rules, server, tool, call, expires, reason }: LetCall): RuleOverride[] {
  const tools = tool === undefined ? undefined : [tool];
  return rules.map((id) => ({ id, action: 'ignore', agents: [server], tools, arguments: [call], expires, reason }));
}

/** The policy as it stands once these entries are in the config, for the moment until the config was written and read. */
export function letsPass(policy: Policy, one: LetCall): Policy {
  const overrides = new Map(policy.overrides);
  for (const entry of entriesFor(one)) overrides.set(entry.id, [...(overrides.get(entry.id) ?? []), entry]);
  return { ...policy, overrides };
}
